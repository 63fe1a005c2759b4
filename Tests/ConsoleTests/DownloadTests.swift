import HTTPTypes
import Testing
import Workbench

@testable import Console

@Suite("Reports and downloads")
struct DownloadTests {
  @Test("a report is of the days asked for, in both languages, each part on a page of its own")
  func parts() async throws {
    let house = try ConsoleHouse()
    let chinese = try await house.page("/report?part=lightning&by=unit").text
    #expect(chinese.contains("雷击与停电 <small>Lightning and outages</small>"))
    #expect(chinese.contains("<svg viewBox") && chinese.contains("/api/v1/report/lightning.csv?"))
    let english = try await house.page("/report?part=lightning&by=unit&lang=en").text
    #expect(english.contains("Lightning and outages <small>雷击与停电</small>"))
    #expect(english.contains("All outages, each day <small lang=\"zh-CN\">全部停电类工单，每日"))
    let all = try await house.page("/report?part=all").text
    #expect(all.contains("诉求与渠道") && all.contains("规则说不清的"))
  }

  @Test(
    "days that are none, or the wrong way round, or too many are refused with a sentence",
    arguments: [
      "from=2026-02-30", "from=2026-05-02&to=2026-05-01", "from=1971-01-01&to=2026-01-01",
    ])
  func days(_ asked: String) async throws {
    let house = try ConsoleHouse()
    let page = try await house.ask("/report?\(asked)")
    #expect(page.status == 422 && page.text.contains("role=\"alert\""))
    #expect(try await house.ask("/api/v1/report?\(asked)").status == 422)
    #expect(try await house.ask("/api/v1/report/causes.csv?\(asked)").status == 422)
  }

  @Test("tables of the report are files; one that is not there is not found")
  func tables() async throws {
    let house = try ConsoleHouse()
    let causes = try await house.ask("/api/v1/report/causes.csv")
    #expect(causes.text.hasPrefix("\u{FEFF}成因组,成因,编号,工单"))
    #expect(causes.text.contains("cause:lightning,1"))
    #expect(causes.headers[.contentDisposition]?.contains("attachment; filename=\"causes-") == true)
    #expect(try await house.ask("/api/v1/report/nothing.csv").status == 404)
    #expect(try await house.ask("/api/v1/report/..%2F..%2Fetc").status == 404)
  }

  @Test("orders as CSV are those of the search, personal data masked, no file name, no formula")
  func orders() async throws {
    let house = try ConsoleHouse()
    let found = try await house.ask("/api/v1/orders.csv?label=cause%3Alightning")
    #expect(found.headers[.contentType] == "text/csv; charset=utf-8")
    let lines = found.text.split(separator: "\r\n")
    #expect(lines.count == 2 && lines[1].contains(ConsoleHouse.hostileId))
    #expect(!found.text.contains("13812345678") && !found.text.contains("plain.txt"))
    #expect(lines[1].contains("'=HYPERLINK(1)"))
    let all = try await house.ask("/api/v1/orders.csv").text
    #expect(all.split(separator: "\r\n").count == 3)
    let page = try await house.ask("/orders?label=cause%3Alightning").text
    #expect(page.contains("/api/v1/orders.csv?label=cause%3Alightning"))
  }

  @Test("rules as CSV say what each gives and says")
  func rules() async throws {
    let text = try await ConsoleHouse().ask("/api/v1/rules.csv").text
    #expect(text.contains("t.storm,t.storm,t,active,cause:lightning topic:outage,1"))
    #expect(text.split(separator: "\r\n").count == 3)
  }

  @Test(
    "a cell a spreadsheet would run begins with an apostrophe; numbers stay numbers",
    arguments: [
      ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("=\u{301}x", "'=\u{301}x"), ("＝1", "'＝1"),
      ("-5", "-5"), ("a\"\u{301}b", "\"a\"\"\u{301}b\""), ("工单", "工单"),
    ])
  func formulas(_ text: String, _ cell: String) {
    #expect(CSV.line([text]) == cell + "\r\n")
  }
}
