extension PageTemplates {
  /// `cover` and `drawn` come from the report, which escaped what is of orders in them.
  static let report = """
    {{<layout}}{{$title}}{{t.report}}{{/title}}{{$body}}
    <h1>{{t.report}} <small>{{from}}{{#has_report}} – {{/has_report}}{{to}}</small></h1>
    <form class="filters" method="get" action="/report">
    {{#is_en}}<input type="hidden" name="lang" value="en">{{/is_en}}<input type="hidden" name="part" value="{{choices.part_asked}}">
    <label>{{t.from}}<input type="date" name="from" value="{{choices.from_asked}}"></label>
    <label>{{t.to}}<input type="date" name="to" value="{{choices.to_asked}}"></label>
    <label>{{t.by}}<select name="by">{{#choices.groupings}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/choices.groupings}}</select></label>
    <button>{{t.show}}</button>
    </form>
    <p class="tabs">{{#choices.usual_ones}}<a href="{{address}}"{{#chosen}} aria-current="true"{{/chosen}}>{{name}}</a> {{/choices.usual_ones}}</p>
    {{#refusal}}<p class="notice bad" role="alert">■ {{refusal}}</p>{{/refusal}}
    {{#is_soon}}<p class="notice" role="status">◷ {{t.report_soon}}</p>{{/is_soon}}
    {{#is_empty}}<p class="notice">{{t.report_none}}</p>{{/is_empty}}
    {{#has_report}}<div class="report">
    {{{cover}}}
    <nav class="parts">{{#parts}}<a href="{{address}}"{{#shown}} aria-current="page"{{/shown}}>{{place}} {{name}}</a>{{/parts}}<a href="{{print}}"{{#is_all}} aria-current="page"{{/is_all}}>{{t.print_all}}</a></nav>
    {{#sections}}<section><h2>{{title}} <small>{{beside}}</small></h2>
    {{{drawn}}}
    {{#tables}}<a class="button" href="{{address}}" download>⤓ {{table}}.csv</a> {{/tables}}</section>
    {{/sections}}
    <p class="quiet">{{t.made_at}} {{made}} · {{t.masked}}</p>
    </div>{{/has_report}}
    {{/body}}{{/layout}}
    """
}
