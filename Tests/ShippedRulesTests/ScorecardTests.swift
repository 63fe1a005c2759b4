import Foundation
import Matching
import Testing
import Workbench

/// The shipped rules on orders nobody looked at while rules were written, as last recorded.
struct ScorecardTests {
  @Test("the figures on orders kept aside are those of the stored scorecard")
  func keptAside() throws {
    let root = ShippedRules.folder.deletingLastPathComponent().path
    let set = try #require(ShippedRules.ruleSet)
    let engine = try #require(RuleEngine.compile(set).engine)
    let corpus = try LabelledCorpus(paths: [root + "/Corpus/aside"])
    let card = Scorecard(Evaluation(corpus, engine: engine))
    let stored = try Scorecard(path: root + "/Corpus/scorecard.json")
    #expect(
      card.differences(from: stored) == [],
      """
      Rules or soft tables changed what orders get. Look at the differences; if they are wanted:
      suqiu eval Corpus/aside --scorecard Corpus/scorecard.json --write-scorecard
      """)
  }
}
