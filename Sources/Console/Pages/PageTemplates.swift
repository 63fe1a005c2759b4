/// The templates of all pages; Mustache, escaped but for what the report drew, which escapes by itself.
enum PageTemplates {
  static let all: [String: String] = [
    "layout": layout, "chip": chip, "overview": overview, "orders": orders, "order": order,
    "explained": explained, "bar": bar, "spark": spark, "evidence": evidence, "review": review,
    "rules": rules, "pack": pack,
    "rule": rule, "playground": playground, "outcome": outcome, "report": report,
    "missing": missing,
  ]

  static let layout = """
    <!doctype html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{$title}}{{t.product}}{{/title}} · 诉求 Suqiu</title>
    <link rel="icon" href="/assets/icon.svg">
    <link rel="stylesheet" href="/assets/console.css">
    <script src="/assets/console.js" defer></script>
    </head>
    <body>
    <header class="top">
    <a class="brand" href="/{{l}}">诉求 <span>Suqiu</span></a>
    <nav>
    <a href="/{{l}}"{{#on_overview}} aria-current="page"{{/on_overview}}>{{t.overview}}</a>
    <a href="/orders{{l}}"{{#on_orders}} aria-current="page"{{/on_orders}}{{#on_order}} aria-current="page"{{/on_order}}>{{t.orders}}</a>
    <a href="/review{{l}}"{{#on_review}} aria-current="page"{{/on_review}}>{{t.review}}</a>
    <a href="/rules{{l}}"{{#on_rules}} aria-current="page"{{/on_rules}}{{#on_pack}} aria-current="page"{{/on_pack}}{{#on_rule}} aria-current="page"{{/on_rule}}>{{t.rules}}</a>
    <a href="/playground{{l}}"{{#on_playground}} aria-current="page"{{/on_playground}}>{{t.playground}}</a>
    <a href="/report{{l}}"{{#on_report}} aria-current="page"{{/on_report}}>{{t.report}}</a>
    </nav>
    <p class="live" data-live hidden><span data-live-state></span></p>
    <a class="lang" href="{{other_language}}">{{t.other_language}}</a>
    </header>
    <main>
    {{$body}}{{/body}}
    </main>
    <footer>{{t.footer}} · <a href="/openapi.json">API</a> · <a href="/metrics">metrics</a></footer>
    </body>
    </html>
    """

  static let chip = """
    <a class="chip {{axis}}" href="/orders?label={{link}}{{la}}" title="{{key}}"><i></i>{{name}}</a>
    """

  static let missing = """
    {{<layout}}{{$title}}{{t.missing}}{{/title}}{{$body}}
    <h1>{{t.missing}}</h1><p>{{sentence}}</p><p><a href="/{{l}}">{{t.overview}}</a></p>
    {{/body}}{{/layout}}
    """

  static let overview = """
    {{<layout}}{{$title}}{{t.overview}}{{/title}}{{$body}}
    <h1>{{t.overview}}</h1>
    {{#status.paused}}<p class="notice bad" role="alert"><b>■ {{t.paused}}</b> {{status.paused}}</p>{{/status.paused}}
    {{#status.rules.refused}}<details class="notice bad"><summary><b>■ {{t.refused}}</b> {{t.refused_help}}</summary><pre>{{status.rules.refused}}</pre></details>{{/status.rules.refused}}
    <dl class="tiles">
    <div><dt>{{t.today}}</dt><dd data-live-number="today">{{counts.today}}{{^counts.has_orders}}0{{/counts.has_orders}}</dd></div>
    <div><dt>{{t.this_hour}}</dt><dd>{{counts.this_hour}}{{^counts.has_orders}}0{{/counts.has_orders}}</dd></div>
    <div><dt>{{t.backlog}}</dt><dd data-live-number="backlog">{{status.backlog}}</dd></div>
    <div><dt>{{t.review}}</dt><dd><a href="/review{{l}}">{{counts.review}}{{^counts.has_orders}}0{{/counts.has_orders}}</a></dd></div>
    <div><dt>{{t.quarantined}}</dt><dd data-live-number="quarantined">{{status.quarantined}}</dd></div>
    <div><dt>{{t.last_minute}}</dt><dd data-live-number="last_minute">{{status.last_minute}}</dd></div>
    </dl>
    {{#counts.has_orders}}
    <figure><figcaption>{{t.hours}}</figcaption>
    <svg class="hours" viewBox="0 0 240 48" preserveAspectRatio="none" role="img" aria-label="{{t.hours}}">{{#hour_bars}}<rect x="{{x}}" y="{{y}}" width="8" height="{{height}}"><title>{{orders}}</title></rect>{{/hour_bars}}</svg>
    </figure>
    <div class="columns">
    <section><h2>{{t.intents}}</h2>{{#counts.intents}}{{>bar}}{{/counts.intents}}{{^counts.intents}}<p class="quiet">{{t.nothing_today}}</p>{{/counts.intents}}</section>
    <section><h2>{{t.causes}}</h2>{{#counts.causes}}{{>bar}}{{/counts.causes}}{{^counts.causes}}<p class="quiet">{{t.nothing_today}}</p>{{/counts.causes}}</section>
    </div>
    <figure><figcaption>{{t.weeks}}</figcaption>
    <svg class="weeks" viewBox="0 0 648 120" role="img" aria-label="{{t.weeks}}">{{#week_bars}}{{#summer}}<rect class="summer" x="{{x}}" y="0" width="12.3" height="104"/>{{/summer}}<rect x="{{inner}}" y="{{y}}" width="10" height="{{height}}"><title>{{from}}: {{orders}}</title></rect>{{/week_bars}}<text x="0" y="118">{{first_week}}</text><text x="648" y="118" text-anchor="end">{{last_week}}</text><text class="peak" x="0" y="10">{{most}}</text></svg>
    </figure>
    <section><h2>{{t.alarms}}</h2>
    {{#counts.alarms}}<p class="notice">▲ {{#is_rule}}<a href="/rules/{{link}}{{l}}">{{called}}</a>{{/is_rule}}{{^is_rule}}<a href="/orders?label={{link}}{{la}}">{{called}}</a>{{/is_rule}} <code>{{name}}</code> <b>{{kind_word}}</b> {{sentence}}</p>{{/counts.alarms}}
    {{^counts.alarms}}<p class="quiet">✓ {{t.no_alarms}}</p>{{/counts.alarms}}</section>
    {{/counts.has_orders}}
    {{^counts.has_orders}}<p class="notice">{{t.no_orders}}</p>{{/counts.has_orders}}
    <section><h2>{{t.rules_in_use}}</h2>
    <p><b>{{status.rules.label}}</b> <code>{{status.rules.digest}}</code><br>{{t.since}} {{status.rules.since}}{{#status.rules.last_good}} · <b>■ {{t.last_good}}</b>{{/status.rules.last_good}}</p>
    {{#status.switched_off}}<p class="notice">▲ {{.}} {{t.switched_off}}</p>{{/status.switched_off}}
    </section>
    {{/body}}{{/layout}}
    """

  static let orders = """
    {{<layout}}{{$title}}{{t.orders}}{{/title}}{{$body}}
    <h1>{{t.orders}} <small>{{count}}{{^counted_to_the_end}}+{{/counted_to_the_end}}</small></h1>
    <form class="filters" method="get" action="/orders">
    {{#is_en}}<input type="hidden" name="lang" value="en">{{/is_en}}
    <label>{{t.label}}<select name="label"><option value="">{{t.any}}</option>{{#choices.labels}}<option value="{{key}}"{{#chosen}} selected{{/chosen}}>{{name}} · {{key}}</option>{{/choices.labels}}</select></label>
    <label>{{t.rule}}<input name="rule" value="{{choices.rule}}" placeholder="lightning.struck" autocomplete="off"></label>
    <label>{{t.unit}}<select name="unit"><option value="">{{t.any}}</option>{{#choices.units}}<option{{#chosen}} selected{{/chosen}}>{{unit_name}}</option>{{/choices.units}}</select></label>
    <label>{{t.from}}<input type="date" name="from" value="{{choices.from}}"></label>
    <label>{{t.to}}<input type="date" name="to" value="{{choices.to}}"></label>
    <label>{{t.number}}<input name="number" value="{{choices.number_asked}}" autocomplete="off"></label>
    <label>{{t.digest}}<input name="digest" value="{{choices.digest}}" minlength="8" placeholder="sha256…" autocomplete="off"></label>
    <label>{{t.review}}<select name="review"><option value="">{{t.any}}</option><option value="1"{{#choices.review_yes}} selected{{/choices.review_yes}}>{{t.needed}}</option><option value="0"{{#choices.review_no}} selected{{/choices.review_no}}>{{t.not_needed}}</option></select></label>
    <button>{{t.search}} <kbd>/</kbd></button>
    </form>
    <div class="wide"><table class="orders">
    <thead><tr><th>{{t.time}}</th><th>{{t.unit}}</th><th>{{t.intent}}</th><th>{{t.topics}}</th><th>{{t.causes}}</th><th>{{t.urgency}}</th><th>{{t.first_evidence}}</th></tr></thead>
    <tbody>
    {{#orders}}<tr data-row><td class="time"><a href="/orders/{{id}}{{l}}">{{time}}</a></td><td>{{unit}}</td><td>{{#intent}}{{>chip}}{{/intent}}{{#review}}<span class="state">◆ {{t.review}}</span>{{/review}}</td><td>{{#topics}}{{>chip}}{{/topics}}</td><td>{{#causes}}{{>chip}}{{/causes}}</td><td>{{#urgent}}<b>▲ {{urgency_name}}</b>{{/urgent}}</td><td class="quote">{{quote}}</td></tr>{{/orders}}
    </tbody></table></div>
    {{^orders}}<p class="notice">{{t.no_match}}</p>{{/orders}}
    <p>{{#more}}<a class="button" rel="next" href="/orders{{next}}">{{t.older}}</a> {{/more}}{{#count}}<a class="button" href="/api/v1/orders.csv{{found}}" download>{{t.csv_found}}</a>{{/count}}</p>
    <p class="quiet"><kbd>j</kbd> <kbd>k</kbd> <kbd>Enter</kbd> <kbd>/</kbd></p>
    {{/body}}{{/layout}}
    """
}
