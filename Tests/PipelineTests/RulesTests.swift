import Glibc
import Matching
import Pipeline
import Testing

/// Rules change while orders flow: all or nothing, and the last good ones survive.
@Suite("Rules in use")
struct RulesTests {
  private func house(_ digest: String) throws -> (SpoolHouse, String) {
    let house = try SpoolHouse()
    let folder = "\(house.root)/Rules"
    try #require(mkdir(folder, 0o755) == 0)
    try house.write("\(folder)/rules.txt", digest)
    return (house, folder)
  }

  @Test("a saved set is taken without being asked")
  func saved() async throws {
    let (house, folder) = try house("one")
    try await house.serving(house.daemon(rules: TestRules.reading(house, folder: folder))) {
      daemon in
      await eventually("the first is in use") { daemon.board.current.rules.digest == "one" }
      // As editors save: a new file, renamed over the old one.
      try house.write("\(folder)/.rules.swp", "two")
      #expect(rename("\(folder)/.rules.swp", "\(folder)/rules.txt") == 0)
      await eventually("the second is in use") { daemon.board.current.rules.digest == "two" }
      await eventually("it is the last good one") {
        house.text("\(house.spool)/rules-last-good/rules.txt") == "two"
      }
    }
  }

  @Test("a broken set changes nothing but the notice, and a mended one is taken")
  func broken() async throws {
    let (house, folder) = try house("one")
    try await house.serving(house.daemon(rules: TestRules.reading(house, folder: folder))) {
      daemon in
      await eventually("the first is kept") {
        house.text("\(house.spool)/rules-last-good/rules.txt") == "one"
      }
      try house.write("\(folder)/rules.txt", "broken")
      await eventually("it is refused") { daemon.board.current.rules.refusal != nil }
      #expect(daemon.board.current.rules.digest == "one")
      await eventually("the notice says so") {
        house.text("\(house.spool)/规则状态.txt").contains("error[test]: broken")
      }
      #expect(house.text("\(house.spool)/rules-last-good/rules.txt") == "one")
      try house.drop("a.txt", "order")
      await eventually("orders go on") { house.results == ["a.txt.json"] }
      try house.write("\(folder)/rules.txt", "two")
      await eventually("the mended set is in use") {
        daemon.board.current.rules.digest == "two" && daemon.board.current.rules.refusal == nil
      }
    }
  }

  @Test("asked to, it reads the rules again")
  func asked() async throws {
    let (house, folder) = try house("one")
    try await house.serving(house.daemon(rules: TestRules.reading(house, folder: folder))) {
      daemon in
      daemon.reloadRules()
      await eventually("it did") {
        house.text("\(house.spool)/规则状态.txt").contains("已全部启用")
      }
      #expect(daemon.board.current.rules.refusal == nil)
    }
  }

  @Test("a start with broken rules uses the last good ones and says so")
  func lastGood() async throws {
    let (house, folder) = try house("one")
    let source = TestRules.reading(house, folder: folder)
    _ = try house.daemon(rules: source).runOnce()
    try house.write("\(folder)/rules.txt", "broken")
    try await house.serving(house.daemon(rules: source)) { daemon in
      await eventually("they are in use") { daemon.board.current.rules.isLastGood }
      #expect(daemon.board.current.rules.digest == "one")
      await eventually("the notice says so") {
        house.text("\(house.spool)/规则状态.txt").contains("上一次通过检查的规则")
      }
    }
    #expect(house.text("\(house.spool)/rules-last-good/rules.txt") == "one")
  }

  @Test("a first start with broken rules does not start")
  func none() throws {
    let (house, folder) = try house("broken")
    let daemon = house.daemon(rules: TestRules.reading(house, folder: folder))
    #expect(throws: PipelineFailure.noRules(report: "error[test]: broken")) {
      try daemon.runOnce()
    }
  }

  /// Words what a trial was given; the first order of each trial waits while the house is held.
  private func trial(_ house: SpoolHouse) -> RulesTrial {
    RulesTrial(files: 2) { old, new, orders in
      var names: [String] = []
      orders { names.append($0.name) }
      while access("\(house.root)/hold", F_OK) == 0 { usleep(2_000) }
      return "从 \(old.digest) 到 \(new.digest)：\(names.joined(separator: "、"))\n"
    }
  }

  @Test("a saved change is tried on archived orders, and the notice tells what it does")
  func preview() async throws {
    let (house, folder) = try house("one")
    var source = TestRules.reading(house, folder: folder)
    source.trial = trial(house)
    try await house.serving(house.daemon(rules: source)) { daemon in
      for name in ["a.txt", "b.txt", "c.txt"] {
        try house.drop(name, "order")
        await eventually("\(name) is archived") { house.archived.contains { $0.contains(name) } }
      }
      #expect(!house.text("\(house.spool)/规则状态.txt").contains("改了会怎样"))
      try house.write("\(folder)/rules.txt", "two")
      await eventually("the notice tells") {
        house.text("\(house.spool)/规则状态.txt").contains("从 one 到 two：b.txt、c.txt")
      }
      #expect(daemon.board.current.counts.published == 3, "nothing was published for it")
    }
  }

  @Test("who saves twice while it is tried gets one answer, against the rules of before")
  func previewOfTwoSaves() async throws {
    let (house, folder) = try house("one")
    var source = TestRules.reading(house, folder: folder)
    source.trial = trial(house)
    try await house.serving(house.daemon(rules: source)) { daemon in
      try house.drop("a.txt", "order")
      await eventually("it is archived") { !house.archived.isEmpty }
      try house.write("\(house.root)/hold", "")
      for digest in ["two", "three"] {
        try house.write("\(folder)/rules.txt", digest)
        await eventually("it is in use") { daemon.board.current.rules.digest == digest }
      }
      unlink("\(house.root)/hold")
      await eventually("the notice tells") {
        house.text("\(house.spool)/规则状态.txt").contains("从 one 到 three：a.txt")
      }
    }
  }
}
