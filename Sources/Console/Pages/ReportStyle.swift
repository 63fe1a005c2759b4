extension Assets {
  /// What report pages look like: the same drawings as on paper, in the colours of the console.
  static let reportStyle = """
    .tabs a,.parts a{display:inline-block;padding:.15em .6em;border:1px solid var(--line);border-radius:5px;text-decoration:none;margin:0 .2em .35em 0}
    .tabs a[aria-current],.parts a[aria-current]{border-color:var(--accent);border-bottom-width:3px;color:var(--ink);font-weight:600}
    .report{max-width:880px}.report nav.parts{display:block;margin:.8em 0}
    .report h2 small,.report h3 small,.report figcaption small{font-weight:400;color:var(--soft);font-size:.85em;margin-left:.3em}
    .report h3{font-size:1rem;margin:1.2em 0 .3em}.report h4{font-size:.95rem;margin:.7em 0 .1em}
    .cover{font-size:1.1rem}.cover b{font-size:1.35rem;color:var(--accent)}.faint-line{color:var(--soft)}
    .report figcaption{color:var(--ink);font-weight:600}
    .report svg{display:block;width:100%;height:auto;overflow:visible;font-variant-numeric:tabular-nums}.report svg.mark{display:inline-block;width:auto;margin-right:5px}
    .report svg text{fill:var(--ink);font-size:11.5px}.report svg .number{font-weight:600}.report svg .note,.report svg .small{fill:var(--soft)}
    .report svg .small,.report svg .faint{font-size:10px}.report svg .faint{fill:var(--soft);paint-order:stroke;stroke:var(--paper);stroke-width:2px}.report svg .inverse{fill:#fff;font-size:10px}
    .report svg .bar{fill:var(--bar)}.report svg .part{fill:var(--line)}.report svg .accent{fill:var(--accent)}.report svg .summer{fill:var(--summer)}.report svg .ground{fill:var(--wash)}
    .axis{stroke:var(--line);stroke-width:1}.line{fill:none;stroke:var(--soft);stroke-width:1.2}.accent-line{fill:none;stroke:var(--accent);stroke-width:1.8}
    .dash{fill:none;stroke:var(--soft);stroke-width:1.2;stroke-dasharray:3 3}.band{fill:var(--accent);opacity:.18}
    .report svg .heat1{fill:var(--accent);opacity:.16}.report svg .heat2{fill:var(--accent);opacity:.25}.report svg .heat3{fill:var(--accent);opacity:.35}
    .report svg .heat4{fill:var(--accent);opacity:.45}.report svg .heat5{fill:var(--accent);opacity:.55}.report svg .heat6{fill:var(--accent);opacity:.66}
    .report svg .heat7{fill:var(--accent);opacity:.78}.report svg .heat8{fill:var(--accent);opacity:.9}.report svg .heat9{fill:var(--accent)}
    .groups{columns:2 22em;column-gap:2em}.groups figure{margin:0 0 1em;break-inside:avoid}
    .sum{font-weight:600;color:var(--accent);margin-left:.6em}.parts{font-weight:400;color:var(--soft);margin-left:.8em}
    .report table{display:block;overflow-x:auto;width:auto;font-variant-numeric:tabular-nums}.report th,.report td{text-align:right;padding:.25em .6em;white-space:nowrap}
    .report th:first-child{text-align:left}.report tbody th{color:var(--ink)}.zero{color:var(--soft)}
    .report ul{margin:.1em 0 .6em;padding-left:1.3em}.day{color:var(--soft);font-size:.85em;margin-left:.7em;white-space:nowrap}
    .todo{border-top:1px solid var(--line)}.tick{display:inline-block;width:11px;height:11px;border:1px solid var(--soft);margin-right:7px}
    @media print{.tabs,.parts,.report .button{display:none}.report{max-width:none}.report nav.parts{display:none}.report section{break-inside:auto}h2,h3,h4{break-after:avoid}}

    """
}
