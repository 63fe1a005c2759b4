import ArgumentParser
import History
import Pipeline
import Workbench

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The analysis of a period as one HTML page with charts, and CSV beside it.",
    discussion: """
      Examples:
        suqiu report --from 2026-06-01 --to 2026-09-30
        suqiu report --from 2026-07-01 --to 2026-07-31 --by unit --out july.html

      The page needs nothing beside it and prints well on A4. Orders count on the day they were
      accepted, as they say themselves; without such a day on that of their drop. The history index
      is brought up to date first.

      Exit status: 0 fine · 1 no orders in that time · 2 could not run.
      """)

  @Option(name: .long, help: "First day, YYYY-MM-DD.")
  var from: String

  @Option(name: .long, help: "Last day, YYYY-MM-DD.")
  var to: String

  @Option(name: .long, help: "Compare places by city, unit or hall.")
  var by = ReportRequest.Grouping.city

  @Option(name: .long, help: "The page to write; tables go beside it as NAME-….csv.")
  var out = "report.html"

  @Option(name: .long, help: "Folder of the daemon; the archive is SPOOL/archive.")
  var spool = "spool"

  @OptionGroup var settingsFile: ConfigurationOption

  @OptionGroup var rules: RulesOption

  @OptionGroup var format: FormatOption

  func validate() throws {
    guard let first = DeskTime(day: from), let last = DeskTime(day: to) else {
      throw ValidationError("--from and --to take days such as 2026-07-12")
    }
    guard first <= last else { throw ValidationError("--from \(from) comes after --to \(to)") }
  }

  func run() throws {
    guard let first = DeskTime(day: from), let last = DeskTime(day: to) else { return }
    _ = try IndexAccess.catchUp(spool: spool, rules: rules)
    let reader = try IndexAccess.reader(spool: spool)
    let request = ReportRequest(from: first, to: last, grouping: by)
    var bar = ProgressBar()
    let report: Report
    let count: Int
    do throws(HistoryFailure) {
      count = try reader.count(OrderFilter(fromDay: first, toDay: last))
      report = try ReportBuilder(reader, request).report { bar.show($0, of: $1, "parts") }
    } catch {
      bar.clear()
      throw IndexAccess.told(error)
    }
    bar.clear()
    try OutputFile.write(report.html, to: out)
    let stem = out.hasSuffix(".html") ? String(out.dropLast(5)) : out
    let tables = report.tables.map { (path: "\(stem)-\($0.name).csv", text: $0.csv) }
    for table in tables { try OutputFile.write(table.text, to: table.path) }
    switch format.format {
    case .text:
      Terminal.output(report.summary + "\(out)，另有 \(tables.count) 个 CSV\n")
    case .json:
      let files = JSONValue.strings([out] + tables.map(\.path))
      Terminal.output(
        JSONValue.members(["orders": .number(count), "files": files]).text)
    }
    if count == 0 { throw ExitStatus.findings }
  }
}

extension ReportRequest.Grouping: ExpressibleByArgument {}
