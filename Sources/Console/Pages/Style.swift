extension Assets {
  /// One sheet; light and dark by the system's choice, from 360 to 1920 pixels.
  static let style = """
    :root{--ink:#1b1f24;--soft:#5b6470;--line:#d5dae0;--paper:#fff;--wash:#f4f6f8;--accent:#0b63b0;--bar:#9db0c2;--bad:#a3201c;
    --intent:#cfe4ff;--topic:#d3f1dc;--cause:#ffe2bf;--attribute:#e8dcfb;--summer:#fdf0cf}
    @media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#9aa5b1;--line:#353c45;--paper:#14181d;--wash:#1d232a;--accent:#6cb4ff;--bar:#5d7084;--bad:#ff9b94;
    --intent:#163e6b;--topic:#164a2a;--cause:#5e3b0c;--attribute:#43306b;--summer:#3a3218}}
    *{box-sizing:border-box}[hidden]{display:none!important}
    body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Zen Hei",sans-serif}
    a{color:var(--accent)}
    h1{font-size:1.45rem;margin:.6em 0 .5em}h1 small{font-weight:400;color:var(--soft);font-size:.65em}
    h2{font-size:1.05rem;margin:1.2em 0 .4em}
    code,pre,.code{font-family:ui-monospace,"Noto Sans Mono CJK SC",monospace;font-size:.88em;overflow-wrap:anywhere}
    pre{white-space:pre-wrap;margin:.4em 0}
    .top{display:flex;flex-wrap:wrap;gap:.3em 1.2em;align-items:baseline;padding:.6em 1.2em;border-bottom:1px solid var(--line);background:var(--wash)}
    .brand{font-weight:700;font-size:1.15rem;text-decoration:none;color:var(--ink)}.brand span{font-weight:400;color:var(--soft)}
    nav{display:flex;flex-wrap:wrap;gap:.2em 1em;flex:1}
    nav a{text-decoration:none;padding:.15em 0}nav a[aria-current]{border-bottom:3px solid var(--accent);color:var(--ink);font-weight:600}
    .live{margin:0;color:var(--soft)}.live::before{content:"● "}
    main{padding:.2em 1.2em 2em;max-width:1760px;margin:0 auto}
    footer{color:var(--soft)}body>footer{padding:1em 1.2em;border-top:1px solid var(--line)}
    .quiet{color:var(--soft)}
    .notice{border-left:4px solid var(--accent);background:var(--wash);padding:.5em .8em;margin:.5em 0}.notice.bad{border-color:var(--bad)}.notice.bad b{color:var(--bad)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5em,1fr));gap:.7em;margin:0}
    .tiles div{background:var(--wash);padding:.6em .8em;border-radius:6px}.tiles dt{color:var(--soft)}.tiles dd{margin:0;font-size:1.7rem;font-variant-numeric:tabular-nums;font-weight:600}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26em),1fr));gap:0 2.5em}
    figure{margin:1.2em 0}figcaption{color:var(--soft);margin-bottom:.3em}
    svg rect{fill:var(--accent)}svg text{fill:var(--soft);font-size:10px}svg .summer{fill:var(--summer)}
    .hours{width:100%;max-width:720px;height:72px;display:block}.weeks{width:100%;max-width:1000px;display:block}.spark{width:90px;height:20px}
    .bar{display:grid;grid-template-columns:8.5em 1fr 3.6em 11.5em;gap:.2em .6em;align-items:center;margin:.25em 0}
    .bar svg{width:100%;height:.8em;background:var(--wash)}.bar b{text-align:right;font-variant-numeric:tabular-nums}.bar span{color:var(--soft)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%}th{text-align:left;color:var(--soft);font-weight:400}
    .wide table:not(.orders){min-width:40em}th,td{padding:.35em .7em .35em 0;border-bottom:1px solid var(--line);vertical-align:top}
    .n,.time{font-variant-numeric:tabular-nums;white-space:nowrap}.n{text-align:right;padding-right:2em}
    tr.here{outline:2px solid var(--accent);outline-offset:-2px}
    td.quote{color:var(--soft);max-width:34em}
    .chip{display:inline-block;margin:0 .35em .2em 0;padding:0 .5em;border-radius:4px;text-decoration:none;color:var(--ink);background:var(--wash);white-space:nowrap}
    .chip i{font-style:normal}.chip.intent{background:var(--intent)}.chip.topic{background:var(--topic)}.chip.cause{background:var(--cause)}
    .chip.intent i::before{content:"● "}.chip.topic i::before{content:"◼ "}.chip.cause i::before{content:"▲ "}
    .state{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 .4em;color:inherit;text-decoration:none}
    .filters,.keys{display:flex;flex-wrap:wrap;gap:.5em .8em;align-items:end;margin:.4em 0 1em}.inline{display:inline-block;margin:.2em .5em .2em 0}
    label{display:flex;flex-direction:column;color:var(--soft)}label.check{flex-direction:row;align-items:center;gap:.4em;padding:.4em 0}
    input,select,button,textarea,.button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:5px;padding:.35em .6em;max-width:100%}
    select{max-width:15em}textarea{width:100%;min-height:10em;background:var(--wash)}
    button,.button{cursor:pointer;background:var(--wash);text-decoration:none;display:inline-block}
    button:hover,.button:hover{border-color:var(--accent)}
    :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
    kbd{border:1px solid var(--line);border-radius:3px;padding:0 .35em;font-size:.85em;color:var(--soft)}
    .reading{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5em}
    .text{font-size:1.05rem;line-height:1.85}.words{white-space:pre-wrap;overflow-wrap:anywhere;margin:.1em 0 .8em}.where{margin:0;color:var(--soft);font-size:.8rem}
    .boilerplate .words{opacity:.55}
    mark{color:inherit;background:var(--attribute);border-bottom:2px solid currentColor;padding:.05em 0}
    mark.intent{background:var(--intent)}mark.topic{background:var(--topic)}mark.cause{background:var(--cause)}
    mark.weak{background:repeating-linear-gradient(45deg,transparent 0 4px,var(--line) 4px 6px);border-bottom-style:dashed}
    .personal{color:var(--soft);letter-spacing:.05em}
    .legend{font-size:.85rem;color:var(--soft)}
    details{margin:.35em 0}summary{cursor:pointer}.reason{display:block;margin:.1em 0 .2em 1em}
    .vote{margin:.2em 0 .4em 1.2em}blockquote{margin:.2em 0 .4em;padding:.1em .8em;border-left:3px solid var(--line)}blockquote footer{font-size:.85em}
    .answer{background:var(--wash);padding:.4em .8em;border-radius:6px}
    .panes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24em),1fr));gap:1em}
    .facts{display:grid;grid-template-columns:auto 1fr;gap:.2em 1em}.facts dd{margin:0;overflow-wrap:anywhere}
    .example{white-space:pre-wrap;margin:.2em 0}
    @media (max-width:820px){.reading{grid-template-columns:1fr}main,.top{padding-left:.8em;padding-right:.8em}.bar{grid-template-columns:7em 1fr 3em}.bar span{grid-column:1/-1}nav{flex:1 0 100%;order:1}.lang{margin-left:auto}
    table.orders thead{display:none}table.orders tr{display:block;border-bottom:1px solid var(--line);padding:.4em 0}table.orders td{display:inline;border:0;padding-right:.5em}table.orders td.quote{display:block}}
    @media print{.top,form,body>footer{display:none}}
    """
}
