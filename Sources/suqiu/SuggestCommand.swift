import ArgumentParser
import Matching
import RuleLanguage
import Workbench

struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Phrases the rules miss, and exceptions they need, each with a rule to paste.",
    discussion: """
      Examples:
        suqiu suggest --on spool/archive --days 7                    what stays unclassified
        suqiu suggest --on Corpus/labelled --label cause:lightning   what a label misses
        suqiu suggest --on Corpus/labelled --missed                  the same for every label
        suqiu suggest --on Corpus/labelled --feedback spool/feedback/cases.jsonl

      Phrases are told when they are typical of these orders beyond chance (log-likelihood, corrected
      for the number of phrases tried), not when they are merely frequent. With --feedback, rules that
      were dragged to 误判 get exceptions; one that loses a `hit` example or an order people labelled
      is refused.

      Exit status: 0 fine · 2 could not run.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var orders: OrdersOption

  @OptionGroup var rules: RulesOption

  @Option(name: .long, help: "Orders that should have this label and do not; may be given again.")
  var label: [String] = []

  @Flag(name: .long, help: "The same for every label that enough orders miss.")
  var missed = false

  @Option(
    name: .long,
    help: ArgumentHelp("What people dragged into SPOOL/feedback.", valueName: "file"))
  var feedback: String?

  @Option(name: .long, help: "Phrases told for each question.")
  var top = 10

  @Option(name: .long, help: "Orders in which a phrase must stand to be tried.")
  var support = 3

  @Option(name: .long, help: "text for people, json for machines.")
  var format = Format.text

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  @Flag(name: .long, help: "No texts of orders, and so no rules.")
  var countsOnly = false

  func validate() throws {
    guard top >= 1, support >= 2 else {
      throw ValidationError("--top takes 1 or more, --support 2 or more")
    }
  }

  func run() throws {
    let engine = try rules.engine()
    let cases = try feedback.map(read)
    let questions = try self.questions(engine)
    var settings = Suggester.Settings()
    settings.top = top
    settings.support = support
    let suggester = Suggester(engine: engine, settings: settings)
    let found = try suggester.suggestions(questions, allMissed: missed) { each in
      for order in cases?.orders ?? [] where !order.wanted.isEmpty { each(SampleOrder(order)) }
      try orders.forEach(engine: engine, each)
    }
    let exceptions = try cases.map { cases in
      try ExceptionSearch(engine: engine).exceptions(for: cases) { each in
        try orders.forEach(engine: engine, each)
      }
    }
    let isCounts = countsOnly || orders.isKeptAside
    switch json ? .json : format {
    case .text:
      Terminal.output(
        SuggestionsText(found, exceptions: exceptions ?? [], countsOnly: isCounts).text)
    case .json:
      Terminal.output(
        SuggestionsJSON(found, exceptions: exceptions ?? [], countsOnly: isCounts).text)
    }
  }

  private func questions(_ engine: RuleEngine) throws -> [Suggestions.Question] {
    if label.isEmpty { return missed ? [] : [.unclassified] }
    let known = engine.ruleSet.taxonomy.labels.map(\.key)
    for label in label where !known.contains(label) {
      Terminal.error("error: there is no label `\(label)`; write it as axis:id, cause:lightning")
      throw ExitStatus.couldNotRun
    }
    return label.map { .missed(label: $0) }
  }

  private func read(_ path: String) throws -> FeedbackCases {
    do {
      return try FeedbackCases(path: path)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
  }
}
