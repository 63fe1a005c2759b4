import RuleLanguage
import TestSupport
import Testing

/// Which files of a folder are read.
struct RulesFolderTests {
  @Test("hidden files and what editors leave behind are left alone")
  func ignored() throws {
    let folder = try TemporaryFolder()
    for source in RulesFixture.sources() {
      try folder.write(source.bytes, to: "Rules/" + source.path)
    }
    for name in [
      "packs/a.yaml~", "packs/.#a.yaml", "packs/.a.yaml.swp", "packs/.hidden.yaml",
      "packs/#a.yaml#", "packs/b.yaml.bak", "README.md", "packs/README.md",
    ] {
      try folder.write("坏的: [", to: "Rules/" + name)
    }
    try folder.write("# learned\n", to: "Rules/soft/intent.tsv")
    let reading = RuleLibrary.read(folder: folder.path + "/Rules")
    #expect(reading.diagnostics.isEmpty)
    #expect(
      reading.sources.map(\.path) == [
        "cues.yaml", "layouts.yaml", "packs/all.yaml", "policy.yaml", "soft/intent.tsv",
        "taxonomy.yaml",
      ])
    #expect(reading.root == "Rules")
  }

  @Test("a folder that is not there is an error, not an empty set")
  func missing() {
    let reading = RuleLibrary.read(folder: "/nowhere/Rules")
    #expect(reading.ruleSet == nil)
    #expect(reading.diagnostics.map(\.code) == [.missingFile])
  }

  @Test("the digest holds the content and the names of all files")
  func digest() throws {
    let first = try #require(RulesFixture.read().ruleSet)
    #expect(first.digest.hasPrefix("sha256:"))
    #expect(first.digest.count == 71)
    #expect(first.label == first.digest.dropFirst(7).prefix(12))
    let changed = RulesFixture.read(["lists/x.txt": "停电\n"]).ruleSet
    let renamed = RulesFixture.read(["lists/y.txt": "停电\n"]).ruleSet
    #expect(Set([first.digest, changed?.digest, renamed?.digest]).count == 3)
  }
}
