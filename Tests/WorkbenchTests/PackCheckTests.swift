import Matching
import RuleLanguage
import TestSupport
import Testing
import Workbench

@Suite("One edited pack among rules in use")
struct PackCheckTests {
  private let folder: String
  private let house: TemporaryFolder
  private let whole: RuleCheck

  init() throws {
    house = try TemporaryFolder()
    let fixture = RuleFixture(
      RuleFixture.rule("t.storm", gives: "cause: lightning", when: "any: [打雷]"),
      RuleFixture.rule("t.dark", gives: "topic: outage", when: "all: [停电, 全村]"))
    folder = try fixture.write(into: house)
    whole = RuleCheck.run(folder: folder)
  }

  private func check(_ edit: (String) -> String) throws -> RuleCheck {
    let pack = try #require(whole.sources.first { $0.path == "packs/t.yaml" }?.text)
    return RuleCheck.run(
      pack: SourceFile(path: "packs/t.yaml", text: edit(pack)),
      shared: RuleLibrary.sharedSources(folder: folder),
      among: try #require(whole.engine).ruleSet)
  }

  private func labels(_ engine: RuleEngine, _ text: String) -> [String] {
    var classifier = OrderClassifier(engine: engine)
    classifier.explain(text: text)
    return classifier.account().given.map { engine.ruleSet.taxonomy.labels[$0.label].key }
  }

  @Test("unedited it is the same rule set")
  func same() throws {
    let check = try check { $0 }
    let engine = try #require(check.engine)
    #expect(engine.ruleSet.rules.map(\.id) == whole.engine?.ruleSet.rules.map(\.id))
    let other = try #require(whole.engine)
    for text in ["昨晚打雷", "全村停电", "天气不错"] {
      #expect(labels(engine, text) == labels(other, text))
    }
  }

  @Test("an edit counts, a rule taken out is gone, and a mistake is told with its place")
  func edited() throws {
    let rain = try check { $0.replacing("打雷", with: "下雨") }
    let engine = try #require(rain.engine)
    #expect(labels(engine, "昨晚下雨").contains("cause:lightning"))
    #expect(!labels(engine, "昨晚打雷").contains("cause:lightning"))
    let broken = try check { $0 + "\nnonsense: [" }
    #expect(
      broken.engine == nil && broken.diagnostics.contains { $0.position?.file == "packs/t.yaml" })
    let unknown = try check { $0.replacing("cause: lightning", with: "cause: ligthning") }
    #expect(unknown.engine == nil && unknown.errorCount > 0)
  }
}
