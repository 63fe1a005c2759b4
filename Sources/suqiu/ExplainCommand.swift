import ArgumentParser
import Matching
import RuleLanguage
import Transcripts
import Workbench

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why an order got its labels, or why not.",
    discussion: """
      Examples:
        suqiu explain order.txt
        suqiu explain order.txt --label cause:lightning
        cat order.txt | suqiu explain - --rule lightning.then_out
        suqiu explain order.txt --document

      For a label or rule that is missing, the nearest miss is shown: each clause with pass or fail,
      and the fewest tests that keep the rule from firing. The evaluator is run again with only
      these flipped, and says whether that makes the rule fire.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var rules: RulesOption

  @Option(name: .long, help: "Why this rule fires, or why not.")
  var rule: String?

  @Option(name: .long, help: "Why this label was given, or why not, such as cause:lightning.")
  var label: String?

  @Flag(name: .long, help: "The document as it was understood.")
  var document = false

  @Option(name: .long, help: "text for people, json for machines.")
  var format = Format.text

  @Argument(help: "File to read; - or nothing is standard input.")
  var file = "-"

  func validate() throws {
    guard [rule != nil, label != nil, document].count(where: { $0 }) <= 1 else {
      throw ValidationError("--rule, --label and --document are three questions; ask one")
    }
  }

  func run() throws {
    let engine = try rules.engine()
    var classifier = OrderClassifier(engine: engine)
    try read(&classifier)
    if document {
      let shown = DocumentText(classifier)
      Terminal.output(format == .json ? shown.json.text : shown.terminal)
    } else if let rule {
      try show(rule: rule, &classifier)
    } else if let label {
      try show(label: label, &classifier)
    } else {
      let account = classifier.account()
      Terminal.output(
        format == .json
          ? ExplanationJSON(classifier).order(account).text
          : ExplanationText(classifier).order(account))
    }
  }

  private func read(_ classifier: inout OrderClassifier) throws {
    let bytes = try InputFile.read(file)
    let refusal = bytes.withUnsafeBytes { bytes -> ReadRefusal? in
      do throws(ReadRefusal) {
        try classifier.explain(file: bytes)
        return nil
      } catch {
        return error
      }
    }
    if let refusal {
      Terminal.error("error[\(refusal.code)]: \(file): \(refusal.message)")
      throw ExitStatus.findings
    }
  }

  private func show(rule id: String, _ classifier: inout OrderClassifier) throws {
    let all = classifier.engine.ruleSet.rules
    guard let number = all.firstIndex(where: { $0.id == id }) else {
      throw unknown("rule", id, among: all.map(\.id))
    }
    let miss = classifier.nearMiss(rule: number)
    Terminal.output(
      format == .json
        ? ExplanationJSON(classifier).rule(miss).text : ExplanationText(classifier).rule(miss))
  }

  private func show(label key: String, _ classifier: inout OrderClassifier) throws {
    let taxonomy = classifier.engine.ruleSet.taxonomy
    let bare = taxonomy.labels.indices.filter { taxonomy.labels[$0].id == key }
    guard let number = taxonomy.number(key) ?? (bare.count == 1 ? bare[0] : nil) else {
      throw unknown("label", key, among: taxonomy.labels.map(\.key))
    }
    let account = classifier.account(of: number)
    let misses = account.isGiven ? [] : classifier.misses(of: number)
    Terminal.output(
      format == .json
        ? ExplanationJSON(classifier).whyLabel(account, misses).text
        : ExplanationText(classifier).whyLabel(account, misses))
  }

  private func unknown(_ kind: String, _ name: String, among names: [String]) -> ExitCode {
    Terminal.error("error: there is no \(kind) `\(name)`")
    for help in NearestName.help(name, among: names) { Terminal.error("help: \(help)") }
    return ExitStatus.couldNotRun
  }
}
