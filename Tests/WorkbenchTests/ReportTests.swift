import Foundation
import History
import TestSupport
import Testing
import Workbench

@Suite("Report")
struct ReportTests {
  private func report(
    days: Int, from: Int, to: Int, by grouping: ReportRequest.Grouping = .city
  ) throws -> Report {
    let folder = try TemporaryFolder()
    let reader = try InventedYear.reader(folder, days: days)
    let first = InventedYear.firstDay
    let request = ReportRequest(
      from: DeskTime((first + from) * DeskTime.day), to: DeskTime((first + to) * DeskTime.day),
      grouping: grouping)
    return try ReportBuilder(reader, request).report()
  }

  @Test("what the command says, and every table, read as when somebody last looked")
  func goldens() throws {
    let report = try report(days: 120, from: 60, to: 119)
    CardTests.check(report.summary, "report.txt")
    let tables = report.tables.map { "== \($0.name)\n" + $0.csv.replacing("\u{FEFF}", with: "") }
    CardTests.check(tables.joined().replacing("\r\n", with: "\n"), "report-tables.txt")
  }

  @Test("the page stands alone: nothing is loaded from anywhere, no script, no loose tag")
  func alone() throws {
    let html = try report(days: 120, from: 0, to: 119, by: .unit).html
    for word in ["http://", "https://", "<script", "<link", "<img", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
    for tag in ["section", "figure", "svg", "table", "ul", "li", "h2", "h3", "h4", "div", "text"] {
      let opened = html.split(separator: "<\(tag)", omittingEmptySubsequences: false).filter {
        $0.first == " " || $0.first == ">"
      }.count
      let closed = html.split(separator: "</\(tag)>", omittingEmptySubsequences: false).count - 1
      #expect(opened == closed && (opened > 0 || tag == "text"), "\(tag): \(opened), \(closed)")
    }
  }

  @Test("the work lists name the business and what customers said")
  func workLists() throws {
    let html = try report(days: 60, from: 0, to: 59).html
    #expect(html.contains("1. 电价政策") && html.contains("“上午说按年，下午说按月，到底听谁的”"))
    #expect(html.contains("1. 新装增容") && html.contains("“办个户名跑了三趟，每趟少一样”"))
  }

  @Test("with less than 104 weeks it says so instead of foretelling")
  func short() throws {
    let report = try report(days: 120, from: 60, to: 119)
    #expect(report.html.contains("至少要 104 周的历史"))
    #expect(!report.tables.contains { $0.name == "forecast" })
  }

  @Test("with 104 weeks it foretells, and tells its error beside that of last year's week")
  func foretells() throws {
    let report = try report(days: 800, from: 700, to: 799)
    let table = try #require(report.tables.first { $0.name == "forecast" })
    #expect(table.rows.count == 8 * 3, "all, and two cities")
    #expect(report.html.contains("回测") && report.html.contains("上年同周"))
    // Seven orders a week, each week.
    #expect(table.rows[0][3] == "7" && table.rows[0][6] == "7")
  }

  @Test("a time without orders gives a page that says nothing rather than nonsense")
  func empty() throws {
    let html = try report(days: 10, from: 400, to: 430).html
    #expect(html.contains("<b>0</b> 张工单") && !html.contains("nan") && !html.contains("inf"))
  }

  @Test("text of customers cannot become markup, nor a cell a formula")
  func escaping() {
    let table = ReportTable(
      name: "t", columns: ["a"], rows: [["=1+1"], ["-3"], ["x,\"y\"\nz"], ["@cmd"]])
    #expect(table.csv == "\u{FEFF}a\r\n'=1+1\r\n-3\r\n\"x,\"\"y\"\"\nz\"\r\n'@cmd\r\n")
  }
}
