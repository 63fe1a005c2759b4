import Foundation
import Glibc
import Pipeline
import Testing

/// Files of rows: one transcript for the spool, a line for each order.
@Suite("Batch files")
struct BatchFileTests {
  private let csv = "id,text\nW1,停电\n,没电\nW3,\"未闭合\n"

  private func lines(_ house: SpoolHouse, _ name: String) throws -> [[String: Any]] {
    try house.text("\(house.outbox)/\(name)").split(separator: "\n").map {
      let object = try JSONSerialization.jsonObject(with: Data($0.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test("a table gives one result with an envelope a line, in order, and its source is kept")
  func table() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("七月.csv", csv)
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.results == ["七月.csv.jsonl"])
    let lines = try lines(house, "七月.csv.jsonl")
    let archived = try #require(house.archived.first)
    let claim = archived.prefix(26)
    #expect(lines.map { $0["id"] as? String } == (1...3).map { "\(claim)-\($0)" })
    let first = try #require(lines[0]["data"] as? [String: Any])
    #expect(first["row"] as? Int == 1)
    #expect(first["row_id"] as? String == "W1")
    #expect((lines[1]["data"] as? [String: Any])?["row_id"] == nil)
    #expect(lines[0]["subject"] as? String == "七月.csv")
    let error = try #require(lines[2]["error"] as? [String: Any])
    #expect(error["code"] as? String == "unclosed_quote")
    #expect(error["line"] as? Int == 3)
    let day = try #require(house.visible("\(house.spool)/archive").first)
    #expect(
      house.text("\(house.spool)/archive/\(day)/\(claim).jsonl")
        == house.text("\(house.outbox)/七月.csv.jsonl"))
    #expect(house.underWay == [])
  }

  @Test(
    "what a .json file holds decides what its result is",
    arguments: [
      (" {\"id\":7,\"text\":\"停电\"}", "a.json.json"), ("[{\"text\":\"停电\"},{}]", "a.json.jsonl"),
      ("\u{FEFF}\n[]", "a.json.jsonl"),
    ])
  func json(text: String, result: String) throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.json", text)
    #expect(try house.daemon().runOnce().published == 1)
    #expect(house.results == [result])
    let lines = try lines(house, result)
    let claim = try #require(house.archived.first).prefix(26)
    guard result.hasSuffix(".json") else {
      #expect(lines.count == (text.contains("停电") ? 2 : 0))
      return
    }
    #expect(lines.map { $0["id"] as? String } == [String(claim)])
    #expect((lines[0]["data"] as? [String: Any])?["row"] == nil)
  }

  @Test(
    "the id an order of a single-object file came with stands in its result",
    arguments: [
      ("{\"id\":7,\"text\":\"停电\"}", "7"),
      ("{\"id\":\"W-1\\u4E00\",\"text\":\"停电\"}", "\"W-1\\u4E00\""), ("{\"text\":\"停电\"}", nil),
    ])
  func ownId(text: String, id: String?) throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.json", text)
    #expect(try house.daemon().runOnce().published == 1)
    let result = house.text("\(house.outbox)/a.json.json")
    #expect(result.contains("\"data\":{\"schema\":\"classified/1.0\",\"status\":\"ok\""))
    if let id {
      #expect(result.contains("\"status\":\"ok\",\"row_id\":\(id),"))
    } else {
      #expect(!result.contains("row_id"))
    }
  }

  @Test(
    "a file no row of which can be read goes to quarantine and gives nothing",
    arguments: [
      ("a.csv", "x,y\n1,2\n3,4\n5,6\n7,8\n9,0\n", "missing_columns"),
      ("a.json", "{停电了", "bad_json"),
      ("a.json", "{\"id\":1}", "missing_text"), ("a.xlsx", "停电", "not_a_workbook"),
      ("a.jsonl", "%PDF-1.7", "binary"),
    ])
  func refused(name: String, text: String, code: String) throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop(name, text)
    try house.drop("good.txt", "停电")
    let counts = try house.daemon().runOnce()
    #expect(counts.published == 1)
    #expect(counts.quarantined == 1)
    #expect(house.results == ["good.txt.json"])
    #expect(house.text("\(house.spool)/quarantine/\(name).why.txt").contains("(\(code))"))
    #expect(house.underWay == [])
  }

  @Test("a batch file may be larger than an order, but not endless")
  func sizes() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let row = "{\"text\":\"" + String(repeating: "停电", count: 700_000) + "\"}\n"
    try house.drop("large.jsonl", "{\"text\":\"a\"}\n")
    let large = try #require(fopen("\(house.inbox)/large.jsonl", "a"))
    for _ in 0..<2 { fputs(row.replacingOccurrences(of: "停电停电", with: "停"), large) }
    fclose(large)
    try house.drop("endless.csv", "text\n")
    try #require(truncate("\(house.inbox)/endless.csv", 3 << 30) == 0)
    let counts = try house.daemon().runOnce()
    #expect(counts.quarantined == 1)
    #expect(house.text("\(house.spool)/quarantine/endless.csv.why.txt").contains("(too_large)"))
    #expect(house.results == ["large.jsonl.jsonl"])
  }

  @Test("after a crash a committed result gets the name its source calls for")
  func recovery() throws {
    let id = "01K3A0000000000000000000AB"
    for (name, text, result) in [
      ("a.csv", csv, "a.csv.jsonl"), ("a.json", "[]", "a.json.jsonl"),
      ("a.json", "{}", "a.json.json"),
    ] {
      let house = try SpoolHouse()
      try house.makeFolders()
      try house.write("\(house.spool)/done/main/\(id)~\(name)", text)
      try house.write("\(house.outbox)/.stage/main/\(id)~\(name)", "{\"whole\":1}")
      #expect(try house.daemon().runOnce().published == 0)
      #expect(house.results == [result])
      #expect(house.archived == ["\(id)~\(name)"])
      #expect(house.underWay == [])
    }
  }

  @Test("a full disk leaves nothing half written behind, and the file is done again")
  func fullDisk() throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try house.drop("a.csv", csv)
    let files = FileSystem { call in call == .write ? .torn(ENOSPC) : nil }
    #expect(throws: PipelineFailure.self) { try house.daemon(files: files).runOnce() }
    #expect(house.visible("\(house.outbox)/.stage/main") == [])
    #expect(try house.daemon().runOnce().published == 1)
    #expect(try lines(house, "a.csv.jsonl").count == 3)
    #expect(house.underWay == [])
  }
}
