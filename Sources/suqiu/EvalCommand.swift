import ArgumentParser
import Glibc
import Matching
import Workbench

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure the rules on labelled orders.",
    discussion: """
      Examples:
        suqiu eval Corpus/labelled
        suqiu eval Corpus/labelled/orders-a.jsonl --errors 20 --about cause:lightning
        suqiu eval Corpus/aside --counts-only
        suqiu eval Corpus/labelled --min intent.macro_f1=0.9 --max false_causes=0.08
        suqiu eval Corpus/labelled --scorecard Corpus/scorecard.json
        suqiu eval --feedback spool/feedback/cases.jsonl

      Figures for --min and --max:
        \(Evaluation.figureNames.joined(separator: "\n  "))

      Texts and ids from a folder called `aside` or `sealed` are never shown.
      Exit status: 0 fine · 1 a gate not met, or other figures than the scorecard · 2 could not run.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var rules: RulesOption

  @Argument(help: "Labelled orders: .jsonl files, or folders of them.")
  var corpus: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Measure on what people dragged into SPOOL/feedback instead.", valueName: "file"))
  var feedback: String?

  @Option(name: .long, help: "Reviewed orders below which no precision of a rule is shown.")
  var minReviewed = 5

  @Option(name: .long, help: "text for people, json for machines.")
  var format = Format.text

  @Option(name: .long, help: "How many wrong orders to list with text and fired rules.")
  var errors = 0

  @Option(name: .long, help: "List only errors with this label, such as cause:lightning.")
  var about: String?

  @Flag(name: .long, help: "Neither texts nor ids of orders.")
  var countsOnly = false

  @Option(name: .long, help: "Topics and causes wanted less often are left out of macro means.")
  var support = 5

  @Option(
    name: .long, help: ArgumentHelp("A figure that must be reached.", valueName: "name=bound"))
  var min: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("A figure that must not be passed.", valueName: "name=bound"))
  var max: [String] = []

  @Option(name: .long, help: "Compare with this stored scorecard and list what differs.")
  var scorecard: String?

  @Flag(name: .long, help: "Store the scorecard (default Corpus/scorecard.json).")
  var writeScorecard = false

  func validate() throws {
    for text in min + max where Gate(text, side: .least) == nil {
      throw ValidationError(
        "`\(text)` is no gate; write NAME=NUMBER with one of the names `suqiu eval --help` lists")
    }
    guard errors >= 0, support >= 1 else {
      throw ValidationError("--errors takes 0 or more, --support 1 or more")
    }
    guard feedback == nil || (corpus.isEmpty && min.isEmpty && max.isEmpty && scorecard == nil)
    else {
      throw ValidationError("--feedback is measured alone: without a corpus, gates or a scorecard")
    }
    guard feedback != nil || !corpus.isEmpty else {
      throw ValidationError("name labelled orders, such as Corpus/labelled, or --feedback FILE")
    }
    guard minReviewed >= 1 else { throw ValidationError("--min-reviewed takes 1 or more") }
    guard about == nil || errors > 0 else {
      throw ValidationError("--about chooses among listed errors; add --errors 20")
    }
  }

  func run() throws {
    let engine = try rules.engine()
    if let feedback { return try review(feedback, engine) }
    let labelled = try read()
    var bar = ProgressBar()
    let evaluation = Evaluation(labelled, engine: engine, support: support) {
      bar.show($0, of: $1, "orders")
    }
    bar.clear()
    var options = EvaluationReport.Options()
    options.errors = errors
    options.about = about
    options.countsOnly = countsOnly || labelled.isKeptAside
    switch format {
    case .text: Terminal.output(EvaluationReport(evaluation, options).text)
    case .json: Terminal.output(EvaluationJSON(evaluation, options).text)
    }
    let isSame = try compare(Scorecard(evaluation))
    let gates = min.compactMap { Gate($0, side: .least) } + max.compactMap { Gate($0, side: .most) }
    let complaints = gates.compactMap { $0.complaint(evaluation) }
    for complaint in complaints { Terminal.error("gate: \(complaint)") }
    if !complaints.isEmpty || !isSame { throw ExitStatus.findings }
  }

  private func review(_ path: String, _ engine: RuleEngine) throws {
    let cases: FeedbackCases
    do {
      cases = try FeedbackCases(path: path)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
    if cases.unreadable > 0 { Terminal.error("note: \(cases.unreadable) lines are no cases") }
    var options = FeedbackReport.Options()
    options.minimum = minReviewed
    options.open = errors > 0 ? errors : options.open
    options.countsOnly = countsOnly
    let report = FeedbackReport(FeedbackEvaluation(cases, engine: engine), options)
    Terminal.output(format == .json ? report.json.text : report.text)
  }

  private func read() throws -> LabelledCorpus {
    do throws(LabelledCorpus.Failure) {
      return try LabelledCorpus(paths: corpus)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
  }

  /// Writes or compares the stored figures; false when they differ.
  private func compare(_ card: Scorecard) throws -> Bool {
    if writeScorecard {
      try OutputFile.write(card.text, to: scorecard ?? "Corpus/scorecard.json")
      return true
    }
    do throws(Scorecard.Failure) {
      guard let scorecard else { return true }
      let differences = card.differences(from: try Scorecard(path: scorecard))
      for line in differences { Terminal.error("scorecard: \(line)") }
      return differences.isEmpty
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
  }
}
