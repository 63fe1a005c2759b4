import Testing

/// Who may know whom.
///
/// The build refuses undeclared siblings, but not what they bring along.
struct ImportTests {
  /// Parts of this package each target may import: the chain of ARCHITECTURE.md.
  static let ownModules: [String: Set<String>] = [
    "Transcripts": ["CLinux"],
    "RuleLanguage": ["Transcripts"],
    "Matching": ["Transcripts", "RuleLanguage", "CPCRE2"],
    "History": [],
    "Workbench": ["Transcripts", "RuleLanguage", "Matching", "History"],
    "Spreadsheets": ["CZip", "CXML2"],
    "Sinks": ["CCurl"],
    "Pipeline": [
      "CLinux", "Transcripts", "RuleLanguage", "Matching", "Spreadsheets", "Sinks", "History",
    ],
    "Console": ["Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "Pipeline"],
    "suqiu": [
      "Transcripts", "RuleLanguage", "Matching", "History", "Workbench", "Pipeline", "Console",
      "Sinks",
    ],
  ]

  /// Libraries of others: the first target owns it, the rest are exceptions with a reason.
  static let libraries: [String: [String]] = [
    "Yams": ["RuleLanguage"],
    "GRDB": ["History"],
    "ArgumentParser": ["suqiu"],
    // The command line starts the logger and the service group it hands the daemon to.
    "Logging": ["Pipeline", "suqiu", "Console"],
    "CoreMetrics": ["Pipeline"],
    "ServiceLifecycle": ["Pipeline", "suqiu", "Console"],
    "Hummingbird": ["Console"],
    "HummingbirdCore": ["Console"],
    "HTTPTypes": ["Console"],
    "NIOCore": ["Console"],
    "Mustache": ["Console"],
    "UnixSignals": ["suqiu"],
  ]

  /// What the system brings: the C library where something is done to files, nothing elsewhere.
  static let system: [String: Set<String>] = [
    // One atomic, so that an order is handed on by its address, see `Document`.
    "Transcripts": ["Synchronization"],
    // Walking a folder and today's date; never on the way of an order.
    "RuleLanguage": ["FoundationEssentials"],
    "Matching": [],
    // Results of the archive as JSON; the desk's clock and what stands under a path.
    "History": ["FoundationEssentials", "Glibc"],
    // Reading labelled corpora; the exponential function; what checks remember of patterns.
    "Workbench": ["FoundationEssentials", "Glibc", "Synchronization"],
    "Spreadsheets": ["Glibc"],
    "Sinks": [],
    // Dispatch only for SIGHUP, which ServiceLifecycle does not pass on; Foundation only to read
    // back the status of a daemon.
    "Pipeline": ["Glibc", "Synchronization", "Dispatch", "FoundationEssentials"],
    // Nothing of disks or clocks: the Pipeline does that.
    "Console": ["Synchronization"],
    "suqiu": ["Glibc"],
  ]

  static let files = SourceTree.swiftFiles(in: "Sources")

  @Test("every target stands in the table")
  func known() {
    let targets = Set(Self.files.map(\.target))
    #expect(targets == Set(Self.ownModules.keys))
    #expect(targets == Set(Self.system.keys))
  }

  @Test("a file imports nothing its target may not know", arguments: files)
  func imports(_ file: SourceTree.File) {
    let own = Self.ownModules[file.target] ?? []
    let system = Self.system[file.target] ?? []
    for (module, line) in file.imports {
      let isLibrary = Self.libraries[module]?.contains(file.target) == true
      #expect(
        own.contains(module) || system.contains(module) || isLibrary,
        "\(file.path):\(line) imports \(module), which \(file.target) may not know")
    }
  }

  @Test("every import says how far it reaches: `internal`, `package` or `private`")
  func accessLevels() {
    for file in Self.files where file.target != "suqiu" {
      for (module, number) in file.imports {
        let line = file.lines[number - 1].drop { $0 == " " }
        let isMarked = ["internal ", "package ", "private "].contains { line.hasPrefix($0) }
        #expect(isMarked, "\(file.path):\(number) import \(module)")
      }
    }
  }

  @Test("a library is imported by the target that owns it")
  func owners() {
    for (library, targets) in Self.libraries {
      let users = Set(
        Self.files.filter { $0.imports.contains { $0.module == library } }.map(\.target))
      #expect(users.isSubset(of: Set(targets)), "\(library) is used by \(users.sorted())")
      #expect(users.contains(targets[0]), "\(targets[0]) does not use \(library) any more")
    }
  }
}
