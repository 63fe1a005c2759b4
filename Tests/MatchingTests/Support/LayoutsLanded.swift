import TestSupport

/// Whether the reader tells turns apart; tests of sections, speakers and findings wait for it.
let readsLayouts: Bool = {
  let fixture = RuleFixture(outageRule("any: [停电]"))
  guard let result = try? fixture.classify("客服：您好\n客户：停电了") else { return false }
  return result.evidence.first?.turn == 2
}()
