internal import History

/// The page around the sections: one file, readable on paper, nothing loaded from anywhere.
enum ReportPage {
  static func html(_ sections: [ReportSection], _ request: ReportRequest) -> String {
    let titled = sections.filter { !$0.title.isEmpty }
    let contents = titled.enumerated().map { place, section in
      "<a href=\"#s\(place + 1)\">\(place + 1) \(HTML.escaped(section.title))</a>"
    }.joined()
    let body = titled.enumerated().map { place, section in
      "<section id=\"s\(place + 1)\"><h2><span>\(place + 1)</span>\(HTML.escaped(section.title))</h2>"
        + "\(section.html)</section>\n"
    }.joined()
    let cover = sections.filter { $0.title.isEmpty }.map(\.html).joined()
    let period = "\(request.from.dayText) 至 \(request.to.dayText)"
    return """
      <!doctype html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>诉求分析报告 \(period)</title>
      <style>\(style)</style></head><body>
      <header><h1>诉求分析报告</h1><p class="period">\(period)</p>\(cover)<nav>\(contents)</nav></header>
      \(body)<footer>由 Suqiu 按规则标注生成。个人信息已打码。</footer>
      </body></html>

      """
  }

  private static let style = """
    @page{size:A4;margin:14mm 13mm}
    :root{--ink:#1c2226;--grey:#6b767d;--light:#e9edef;--bar:#a9b5bc;--accent:#0f6f86;--summer:#fbf3dd}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:760px;padding:24px 20px 60px;color:var(--ink);background:#fff;
    font:14px/1.6 system-ui,"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
    h1{font-size:26px;margin:0;letter-spacing:.02em}
    h2{font-size:18px;margin:0 0 10px;padding-top:10px;border-top:2px solid var(--ink)}
    h2 span{color:var(--accent);margin-right:.6em}
    h3{font-size:14px;margin:18px 0 6px}h4{font-size:13px;margin:10px 0 2px}
    header{margin-bottom:26px}.period{margin:2px 0 10px;color:var(--grey);font-size:16px}
    .cover{font-size:16px;margin:10px 0 4px}.cover b{font-size:20px;color:var(--accent)}
    .faint-line,footer{color:var(--grey);font-size:12.5px}
    nav{display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:12px;font-size:13px}
    nav a{color:var(--accent);text-decoration:none}
    section{margin:30px 0}p{margin:6px 0}
    figure{margin:12px 0;break-inside:avoid}figcaption{font-size:13px;font-weight:600;margin-bottom:4px}
    svg{display:block;width:100%;height:auto;overflow:visible;font-size:11.5px;font-variant-numeric:tabular-nums}
    .groups{columns:2;column-gap:24px}.groups figure{margin:0 0 14px}
    .bar{fill:var(--bar)}.part{fill:#dde3e6}.accent{fill:var(--accent)}.summer{fill:var(--summer)}.ground{fill:#f6f8f8}
    .axis{stroke:#c5ced3;stroke-width:1}.line{fill:none;stroke:#55636b;stroke-width:1.2}
    .accent-line{fill:none;stroke:var(--accent);stroke-width:1.8}
    .dash{fill:none;stroke:#8b979e;stroke-width:1.2;stroke-dasharray:3 3}.band{fill:var(--accent);opacity:.16}
    text{fill:var(--ink)}.number{font-weight:600}.note,.small,.faint{fill:var(--grey)}
    .small,.faint{font-size:10px}.faint{fill:#a08a4a;paint-order:stroke;stroke:#fff;stroke-width:2px}.inverse{fill:#fff;font-size:10px}
    .heat1{fill:#dcebef}.heat2{fill:#c4dee5}.heat3{fill:#a9cfd9}.heat4{fill:#8dbfcc}.heat5{fill:#6fadbd}
    .heat6{fill:#4f99ac}.heat7{fill:#31849a}.heat8{fill:#176f86}.heat9{fill:#0a5a70}
    .sum{font-weight:600;color:var(--accent);margin-left:.6em}
    .parts{font-weight:400;color:var(--grey);font-size:12px;margin-left:1em}
    table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
    tr{break-inside:avoid}th{font-weight:500;text-align:right;padding:3px 6px}
    thead th{color:var(--grey);border-bottom:1px solid var(--ink);vertical-align:bottom}
    th:first-child{text-align:left}td{text-align:right;padding:3px 6px;border-bottom:1px solid var(--light)}
    tbody th{border-bottom:1px solid var(--light)}svg.mark{display:inline-block;width:auto;margin-right:5px}
    .zero{color:#b8c1c6}small{color:var(--grey);font-size:10.5px}
    ul{margin:2px 0 8px;padding-left:1.3em}li{margin:2px 0;color:#333d42}li::marker{color:var(--bar)}
    .day{color:var(--grey);font-size:11px;margin-left:.7em;white-space:nowrap}
    .quotes,.todo,.area{break-inside:avoid}.todo{border-top:1px solid var(--light);padding-top:2px}
    .tick{display:inline-block;width:11px;height:11px;border:1px solid var(--grey);margin-right:7px;vertical-align:-1px}
    footer{margin-top:40px;border-top:1px solid var(--light);padding-top:8px}
    @media(max-width:560px){.groups{columns:1}table{display:block;overflow-x:auto}}
    @media print{body{max-width:none;padding:0;font-size:10.5pt}h2{break-after:avoid}h3,h4{break-after:avoid}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}nav a{color:var(--ink)}}
    """
}
