import RuleLanguage
import Testing
import Workbench

/// The shipped set loads, and all its examples hold.
struct ShippedCheckTests {
  @Test("the shipped rules have no error and no failed example")
  func noErrors() {
    #expect(ShippedRules.found(.error) == [])
    #expect(ShippedRules.ruleSet != nil)
  }

  @Test("the shipped rules have no warning")
  func noWarnings() {
    #expect(ShippedRules.found(.warning) == [])
  }

  @Test("the set is large, and known gaps are few")
  func size() {
    #expect(ShippedRules.check.ruleCount >= 1_000)
    #expect(ShippedRules.check.exampleCount >= 3_500)
    #expect(ShippedRules.check.knownGaps <= 20)
  }
}
