extension PageTemplates {
  static let rules = """
    {{<layout}}{{$title}}{{t.rules}}{{/title}}{{$body}}
    <h1>{{t.rules}} <small>{{rule_count}}</small></h1>
    <p>{{t.rules_help}} <a class="button" href="/api/v1/rules.csv{{l}}" download>{{t.csv_rules}}</a></p>
    <div class="wide"><table><thead><tr><th>{{t.pack}}</th><th>{{t.rules}}</th><th>{{t.hits_30}}</th><th></th></tr></thead><tbody>
    {{#packs}}<tr data-row><td><a href="/rules?pack={{pack}}{{la}}">{{pack}}</a></td><td class="n">{{size}}</td><td class="n">{{hits}}</td><td class="quote">{{sample}}</td></tr>{{/packs}}
    </tbody></table></div>
    {{/body}}{{/layout}}
    """

  static let pack = """
    {{<layout}}{{$title}}{{pack}}{{/title}}{{$body}}
    <p class="quiet"><a href="/rules{{l}}">← {{t.rules}}</a></p>
    <h1>{{pack}}</h1>
    <p><a class="button" href="/playground?pack={{pack}}{{la}}">{{t.edit_copy}}</a></p>
    <div class="wide"><table><thead><tr><th>{{t.rule}}</th><th>{{t.gives}}</th><th>{{t.state}}</th><th>{{t.hits_30}}</th><th>{{t.trend}}</th></tr></thead><tbody>
    {{#rules}}<tr data-row><td><a href="/rules/{{rule}}{{l}}">{{by}}</a><br><code>{{rule}}</code></td><td>{{#gives}}{{>chip}}{{/gives}}</td><td>{{state_word}}</td><td class="n">{{hits}}</td><td>{{>spark}}</td></tr>{{/rules}}
    </tbody></table></div>
    {{/body}}{{/layout}}
    """

  static let spark = """
    <svg class="spark" viewBox="0 0 90 20" role="img" aria-label="{{hits}}">{{#spark}}<rect x="{{x}}" y="{{y}}" width="2" height="{{height}}"/>{{/spark}}</svg>
    """

  static let rule = """
    {{<layout}}{{$title}}{{rule}}{{/title}}{{$body}}
    <p class="quiet"><a href="/rules?pack={{pack}}{{la}}">← {{pack}}</a></p>
    <h1>{{by}} <small><code>{{rule}}</code> · {{state_word}}</small></h1>
    <p>{{#gives}}{{>chip}}{{/gives}}</p>
    <section><h2>{{t.says}}</h2><ul>{{#says}}<li>{{.}}</li>{{/says}}</ul>{{#note}}<p class="quiet">{{note}}</p>{{/note}}</section>
    <section><h2>{{t.in_life}}</h2><p>{{>spark}} {{hits}} {{t.hits_30}} · {{year}} {{t.hits_year}} · {{t.last_hit}} {{last}}</p>
    {{#advice_word}}<dl class="facts"><dt>{{t.precision}}</dt><dd>{{precision_sentence}} <span class="quiet">{{t.precision_from}}</span></dd><dt>{{t.cost}}</dt><dd>{{cost_sentence}} <span class="quiet">{{t.cost_from}}</span></dd><dt>{{t.advice}}</dt><dd><b>{{advice_word}}</b> {{reason}}</dd></dl>{{/advice_word}}
    {{#samples}}<blockquote>{{sentence}}<footer>{{day}}</footer></blockquote>{{/samples}}
    {{#overlaps}}<p class="quiet">{{t.together}} <a href="/rules/{{rule}}{{l}}">{{rule}}</a> {{orders}}</p>{{/overlaps}}
    <p><a class="button" href="/orders?rule={{rule}}{{la}}">{{t.orders_behind}}</a> <a class="button" href="/playground?pack={{pack}}{{la}}">{{t.edit_copy}}</a></p></section>
    <section><h2>{{t.examples}}</h2>{{#examples}}<p class="example"><b>{{sign}}</b> {{text}}</p>{{/examples}}{{^examples}}<p class="quiet">{{t.none}}</p>{{/examples}}</section>
    {{/body}}{{/layout}}
    """

  static let playground = """
    {{<layout}}{{$title}}{{t.playground}}{{/title}}{{$body}}
    <h1>{{t.playground}}</h1>
    <p>{{t.playground_help}}</p>
    <form method="post" action="/playground{{l}}" data-try>
    <div class="panes">
    <label>{{t.text}}<textarea name="text" rows="14" spellcheck="false" autofocus>{{typed}}</textarea></label>
    <div><label>{{t.pack}} <select name="pack"><option value="">{{t.no_pack}}</option>{{#packs}}<option value="{{pack}}"{{#chosen}} selected{{/chosen}}>{{pack}}</option>{{/packs}}</select></label>
    {{#has_source}}<label>{{t.rule_copy}} {{pack}}<textarea name="source" rows="12" spellcheck="false" class="code">{{source}}</textarea></label><input type="hidden" name="began" value="{{began}}">{{/has_source}}</div>
    </div>
    <div class="filters"><label>{{t.why_not}} <select name="why"><option value="">—</option>{{#choices.labels}}<option value="{{key}}"{{#asked}} selected{{/asked}}>{{name}} · {{key}}</option>{{/choices.labels}}</select></label> <button>{{t.try}}</button> {{#has_source}}<label class="check"><input type="checkbox" name="archive" value="1"> {{t.on_archive}}</label> <button type="button" data-download="{{pack}}.yaml">{{t.download}}</button> <button type="button" data-save="{{pack}}">{{t.save}}</button>{{/has_source}}</div>
    </form>
    <p data-answer role="status"></p>
    <div id="outcome">{{>outcome}}</div>
    {{/body}}{{/layout}}
    """

  static let outcome = """
    {{#tried}}
    {{#has_problems}}<section><h2>{{t.problems}}</h2>{{#problems}}<pre class="notice{{#error}} bad{{/error}}">{{report}}</pre>{{/problems}}</section>{{/has_problems}}
    {{#clean}}<p class="quiet">✓ {{t.clean}} {{examples}}</p>{{/clean}}
    {{#has_changes}}<section><h2>{{t.changed}}</h2><p>{{#gained}}<span class="state">+ {{.}}</span> {{/gained}}{{#gone}}<span class="state">− {{.}}</span> {{/gone}}{{^gained}}{{^gone}}{{t.no_change}}{{/gone}}{{/gained}}</p></section>{{/has_changes}}
    {{#has_archive}}<section><h2>{{t.on_archive}}</h2><pre>{{archive}}</pre></section>{{/has_archive}}
    {{#has_text}}{{#outcome}}{{>explained}}{{/outcome}}{{/has_text}}
    {{/tried}}
    """
}
