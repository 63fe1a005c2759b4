extension PageTemplates {
  static let bar = """
    <p class="bar"><a href="/orders?label={{link}}{{la}}" title="{{key}}">{{name}}</a><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{{share}}" height="10"/></svg><b>{{orders}}</b><span>{{#unusual}}▲▲ {{t.unusual}} · {{/unusual}}{{t.usual}} {{usual}}</span></p>
    """

  static let order = """
    {{<layout}}{{$title}}{{t.order}} {{number}}{{/title}}{{$body}}
    <p class="quiet"><a href="/orders{{l}}">← {{t.orders}}</a></p>
    <h1>{{t.order}} <small>{{time}}{{^has_own_time}} ({{t.drop_time}}){{/has_own_time}} · {{unit}} {{hall}}</small></h1>
    <p>{{#intent}}{{>chip}}{{/intent}}{{^intent}}<span class="state">◆ {{t.no_intent}}</span>{{/intent}}{{#topics}}{{>chip}}{{/topics}}{{#causes}}{{>chip}}{{/causes}}{{#review}} <a class="state" href="/review{{l}}">◆ {{t.review}}</a>{{/review}}</p>
    {{#reviewed}}<p class="notice">✓ {{t.reviewed}}</p>{{/reviewed}}
    {{^is_current}}<p class="notice">{{t.other_rules}} {{ruleset_label}}</p>{{/is_current}}
    {{#has_whole_text}}{{#text}}{{>explained}}{{/text}}{{/has_whole_text}}
    {{^has_whole_text}}<p class="notice">{{t.no_text}}</p>{{#quotes}}<blockquote>{{.}}</blockquote>{{/quotes}}{{/has_whole_text}}
    <section id="correct"><h2>{{t.correct}}</h2><p>{{t.correct_help}}</p>
    <form class="filters" data-write method="post" action="/api/v1/orders/{{id}}/corrections">
    <label>{{t.should_be}}<select name="label" required><option value="">—</option>{{#choices.labels}}<option value="{{key}}">{{name}} · {{key}}</option>{{/choices.labels}}</select></label>
    <button>{{t.correct}}</button></form>
    {{#rules_here}}<form class="inline" data-write method="post" action="/api/v1/orders/{{id}}/corrections"><input type="hidden" name="rule" value="{{.}}"><button title="{{t.wrong_help}}">{{t.wrong_rule}} <code>{{.}}</code></button></form>{{/rules_here}}
    <p data-answer role="status"></p></section>
    <p><a class="button" href="/playground?order={{id}}{{la}}">{{t.to_playground}}</a> <a class="button" href="/api/v1/orders/{{id}}{{l}}">JSON</a></p>
    <details class="quiet"><summary>{{t.facts}}</summary><dl class="facts"><dt>id</dt><dd><code>{{id}}</code></dd><dt>{{t.file}}</dt><dd>{{file}}</dd><dt>SHA-256</dt><dd><code>{{sha256}}</code></dd><dt>{{t.rules}}</dt><dd><code>{{ruleset}}</code></dd></dl></details>
    {{/body}}{{/layout}}
    """

  static let explained = """
    <div class="reading">
    <article class="text">
    <p class="legend"><mark class="intent">{{t.intent}}</mark> <mark class="topic">{{t.topics}}</mark> <mark class="cause">{{t.causes}}</mark> <mark class="attribute">{{t.attribute}}</mark> <mark class="weak">{{t.not_counted}}</mark> <span class="personal">***</span> {{t.masked}}</p>
    {{#segments}}<div class="segment{{#boilerplate}} boilerplate{{/boilerplate}}"><p class="where">{{section_name}}{{#turn}} · {{turn}}{{/turn}} {{speaker}}{{#boilerplate}} · {{t.boilerplate}}{{/boilerplate}}{{#finding}} · {{t.finding}}{{/finding}}</p><p class="words">{{#runs}}{{#marked}}<mark class="{{axis}}{{#weak}} weak{{/weak}}" title="{{tip}}">{{words}}</mark>{{/marked}}{{^marked}}{{#personal}}<span class="personal">{{words}}</span>{{/personal}}{{^personal}}{{words}}{{/personal}}{{/marked}}{{/runs}}</p></div>
    {{/segments}}
    </article>
    <aside class="why">
    <h2>{{t.why}}</h2>
    {{#given}}<details open><summary>{{>chip}} <b>{{score}}</b> {{t.points}}</summary>{{>evidence}}</details>{{/given}}
    {{^given}}<p class="notice">{{t.nothing_given}}</p>{{/given}}
    {{#review_sentences}}<p class="notice">◆ {{.}}</p>{{/review_sentences}}
    <h2>{{t.lost}}</h2>
    {{#dropped}}<details><summary>{{>chip}} <b>{{score}}</b> {{t.points}} {{#steps}}<span class="reason">✗ {{sentence}}</span>{{/steps}}</summary>{{>evidence}}</details>{{/dropped}}
    {{^dropped}}<p class="quiet">{{t.none}}</p>{{/dropped}}
    {{#on_trial}}<p class="quiet">{{t.on_trial}} <a href="/rules/{{.}}{{l}}">{{.}}</a></p>{{/on_trial}}
    {{#skipped}}<p class="notice">▲ {{rule}}: {{why}}</p>{{/skipped}}
    {{#ask_why}}<h2 id="why-not">{{t.why_not}}</h2><form class="filters" method="get" action="#why-not">{{#is_en}}<input type="hidden" name="lang" value="en">{{/is_en}}<label>{{t.label}}<select name="why">{{#choices.labels}}<option value="{{key}}">{{name}} · {{key}}</option>{{/choices.labels}}</select></label><button>{{t.ask}}</button></form>{{/ask_why}}
    {{#why_not}}{{^ask_why}}<h2 id="why-not">{{t.why_not}}</h2>{{/ask_why}}<div class="answer"><p>{{>chip}} {{#given}}✓ {{t.was_given}}{{/given}}{{#steps}}<span class="reason">✗ {{sentence}}</span>{{/steps}}</p>
    {{#far}}<p class="reason">{{t.nothing_near}}</p>{{/far}}
    {{#misses}}<details open><summary><a href="/rules/{{rule}}{{l}}">{{rule}}</a> {{by}}</summary>{{#distance}}<p class="reason">✗ {{distance}}</p>{{/distance}}{{#failed}}<p class="reason">✗ {{sentence}}</p>{{#evidence}}<blockquote>{{passage}}<footer>{{where}}</footer></blockquote>{{/evidence}}{{/failed}}</details>{{/misses}}</div>{{/why_not}}
    </aside>
    </div>
    """

  static let evidence = """
    {{#votes}}<div class="vote"><b>{{points}}</b> {{#is_rule}}<a href="/rules/{{rule}}{{l}}" title="{{rule}}">{{by}}</a> <code>{{rule}}</code>{{/is_rule}}{{^is_rule}}{{by}}{{/is_rule}}{{#evidence}}<blockquote>{{passage}}<footer>{{where}}</footer></blockquote>{{/evidence}}</div>{{/votes}}
    """

  static let review = """
    {{<layout}}{{$title}}{{t.review}}{{/title}}{{$body}}
    <h1>{{t.review}} <small>{{left}}{{#left_more}}+{{/left_more}} {{t.left}}</small></h1>
    {{#has_order}}{{#order}}
    <p>{{time}} · {{unit}} {{#review_sentences}}<span class="state">◆ {{.}}</span>{{/review_sentences}}</p>
    <form class="keys" data-write data-review data-order="{{id}}" data-next="{{next}}" method="post" action="/api/v1/orders/{{id}}/corrections">
    {{#likely}}<button name="label" value="{{key}}" data-key="{{digit}}"><kbd>{{digit}}</kbd> {{name}}</button>{{/likely}}
    <a class="button" data-key="0" href="/orders/{{id}}{{l}}#correct"><kbd>0</kbd> {{t.none_of_these}}</a>
    <a class="button" data-key="s" href="{{next}}"><kbd>s</kbd> {{t.skip}}</a>
    <button type="button" data-key="u" data-undo hidden><kbd>u</kbd> {{t.undo}} <span></span></button>
    </form>
    <p data-answer role="status"></p>
    {{#has_whole_text}}{{#text}}{{>explained}}{{/text}}{{/has_whole_text}}{{^has_whole_text}}<p class="notice">{{t.no_text}}</p><blockquote>{{quote}}</blockquote>{{/has_whole_text}}
    {{/order}}{{/has_order}}
    {{^has_order}}<p class="notice">✓ {{t.review_done}}</p><p data-answer role="status"></p>{{/has_order}}
    {{/body}}{{/layout}}
    """
}
