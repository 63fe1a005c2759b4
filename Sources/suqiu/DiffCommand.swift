import ArgumentParser
import Glibc
import Matching
import RuleLanguage
import Workbench

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What other rules would do to orders: labels removed, moved and added.",
    discussion: """
      Examples:
        suqiu diff HEAD --on spool/archive --days 7     what is not committed yet, on last week's orders
        suqiu diff Rules Rules.new --on Corpus/labelled two folders, on labelled orders
        suqiu diff v1.2 HEAD --on orders/ --format html > diff.html
        suqiu diff main --on Corpus/labelled --fail-on worse

      OLD and NEW are folders, or revisions of the repository the rules folder lies in. Without NEW
      the rules folder as it stands is compared. Nothing is published.

      Exit status: 0 fine · 1 what --fail-on names was found · 2 could not run.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

  enum Finding: String, ExpressibleByArgument, CaseIterable {
    case any, removed, worse, never
  }

  @Argument(help: "The rules as they were: a folder or a revision.")
  var old: String

  @Argument(help: "The rules as they shall be. Default: the rules folder.")
  var new: String?

  @OptionGroup var orders: OrdersOption

  @OptionGroup var rules: RulesOption

  @Option(name: .long, help: "text for people, json for machines, html as one page.")
  var format = Format.text

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  @Option(name: .long, help: "Orders shown for each kind of change.")
  var samples = 3

  @Option(name: .long, help: "Kinds of change shown of removed, moved and added each; text only.")
  var top: Int?

  @Flag(name: .long, help: "Neither sentences nor ids of orders.")
  var countsOnly = false

  @Option(
    name: .long,
    help:
      "Status 1 on any difference, on removed or moved labels, on more worse than better, or never."
  )
  var failOn = Finding.any

  func validate() throws {
    guard samples >= 0, top ?? 1 >= 1 else {
      throw ValidationError("--samples takes 0 or more, --top 1 or more")
    }
  }

  func run() throws {
    let oldEngine = try engine(old)
    let newEngine = try new.map(engine) ?? rules.engine()
    var maker = RuleDiffMaker(
      old: oldEngine, named: old, new: newEngine, named: new ?? rules.folder, samples: samples)
    try orders.forEach(engine: newEngine) { maker.add($0) }
    let diff = maker.finished()
    var options = RuleDiffText.Options()
    options.countsOnly = countsOnly || orders.isKeptAside
    options.groups = top
    switch json ? .json : format {
    case .text: Terminal.output(RuleDiffText(diff, options).text)
    case .json: Terminal.output(RuleDiffJSON(diff, options).text)
    case .html: Terminal.output(RuleDiffHTML(diff, options).text)
    }
    if isFinding(diff) { throw ExitStatus.findings }
  }

  private func isFinding(_ diff: RuleDiff) -> Bool {
    switch failOn {
    case .any: !diff.isEmpty
    case .removed: diff.count(.removed) + diff.count(.moved) > 0
    case .worse: diff.worse > diff.better
    case .never: false
    }
  }

  /// A folder, or a revision of the rules folder.
  private func engine(_ name: String) throws -> RuleEngine {
    if access(name + "/taxonomy.yaml", R_OK) == 0 { return try RulesOption.engine(folder: name) }
    do {
      let sources = try GitRevision(name, of: rules.folder).sources()
      let reading = RuleLibrary.read(sources: sources, root: "\(rules.folder)@\(name)")
      return try RulesOption.engine(reading, called: "\(rules.folder) at \(name)")
    } catch let failure as GitRevision.Failure {
      Terminal.error("error: \(failure)")
      throw ExitStatus.couldNotRun
    }
  }
}
