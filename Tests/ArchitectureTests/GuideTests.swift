import Testing

/// ARCHITECTURE.md speaks the truth about the tree.
struct GuideTests {
  @Test("it can be read in one sitting: at most 200 lines")
  func length() throws {
    let lines = try SourceTree.text("ARCHITECTURE.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 201)
  }

  @Test("every path it names is there", arguments: ["ARCHITECTURE.md", "README.md"])
  func paths(_ guide: String) throws {
    for path in Self.paths(in: try SourceTree.text(guide)) {
      #expect(SourceTree.exists(path), "\(guide) names \(path)")
    }
  }

  @Test("every suite that docs/rules.md names is there")
  func suites() throws {
    let named = Set(
      try SourceTree.text("docs/rules.md").split(separator: "`").map(String.init)
        .filter { $0.hasSuffix("Tests") && $0.allSatisfy(\.isLetter) })
    #expect(named.count > 20)
    let lines = SourceTree.swiftFiles(in: "Tests").flatMap(\.lines)
    for suite in named.sorted() {
      #expect(lines.contains { $0.hasPrefix("struct \(suite) {") }, "there is no suite \(suite)")
    }
  }

  @Test("every folder of Sources is named in it")
  func folders() throws {
    let text = try SourceTree.text("ARCHITECTURE.md")
    for target in try SourceTree.folders(in: "Sources") {
      #expect(text.contains("`\(target)`"), "no word of Sources/\(target)")
      for folder in try SourceTree.folders(in: "Sources/\(target)") where folder != "include" {
        #expect(
          text.contains("\(target)/\(folder)/"), "no word of Sources/\(target)/\(folder)/")
      }
    }
  }

  @Test("every target of the code map has an invariant")
  func invariants() throws {
    let text = try SourceTree.text("ARCHITECTURE.md")
    let count = text.split(separator: "**Invariant").count - 1
    #expect(count >= (try SourceTree.folders(in: "Sources").count))
  }

  @Test("every place that owns or searches raw memory is named in it")
  func pointers() throws {
    let text = try SourceTree.text("ARCHITECTURE.md")
    let marks = [
      "Pointer.allocate(", ".allocate(capacity", "OpaquePointer", "memchr(", "unsafeBitCast",
    ]
    for file in SourceTree.swiftFiles(in: "Sources") {
      guard file.lines.contains(where: { line in marks.contains { line.contains($0) } }) else {
        continue
      }
      #expect(text.contains("`\(file.path)`"), "\(file.path) holds raw pointers")
    }
  }

  /// Every word in back-quotes that begins with a folder of the root.
  private static func paths(in text: String) -> [String] {
    let roots = ["Sources/", "Tests/", "Corpus/", "Scripts/", "Benchmarks/", ".ci/"]
    let targets = (try? SourceTree.folders(in: "Sources")) ?? []
    let words = text.split(separator: "`").map(String.init).filter { word in
      !word.contains { $0.isWhitespace || "<>*…{".contains($0) }
    }
    return words.filter { word in roots.contains { word.hasPrefix($0) } }
      + words.filter { word in targets.contains { word.hasPrefix($0 + "/") } }
      .map { "Sources/" + $0 }
  }
}
