import RuleLanguage
import Testing

/// The names a person may have meant.
struct NearestNameTests {
  @Test(
    "a slip of one key finds the name",
    arguments: [
      ("lightening", "lightning"), ("lihgtning", "lightning"), ("lightnin", "lightning"),
      ("Lightning", "lightning"), ("$雷店", "$雷电"), ("unles", "unless"),
    ])
  func slips(_ written: String, _ meant: String) {
    #expect(NearestName.names(written, among: [meant, "overload", "$停车"]).first == meant)
  }

  @Test("what is far off is not offered")
  func farOff() {
    #expect(NearestName.names("colour", among: ["id", "name", "gives", "when"]).isEmpty)
    #expect(NearestName.names("", among: ["id"]).isEmpty)
  }

  @Test("at most four names are offered, nearest first")
  func four() {
    let names = ["fault1", "fault2", "fault3", "fault4", "fault5", "fault"]
    let near = NearestName.names("fault", among: names)
    #expect(near.count == 4)
    #expect(near.first == "fault")
  }
}
