import TestSupport

/// Whether results carry the digest of their source.
let digestsContent: Bool = {
  let fixture = RuleFixture(outageRule("any: [停电]"))
  let digest = try? fixture.classify("停电").document.sha256
  return digest?.contains { $0 != "0" } == true
}()
