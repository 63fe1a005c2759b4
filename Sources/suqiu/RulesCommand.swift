import ArgumentParser
import Glibc
import History
import Matching
import Pipeline
import Workbench

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "What each rule does in life: hits, sentences, overlaps, advice.",
    discussion: """
      Examples:
        suqiu rules --card lightning.word      one rule, with sentences and cost
        suqiu rules --all                      every rule, those with something to do first
        suqiu rules --all --csv > rules.csv    the same for a spreadsheet

      Hits come from the history index, which is brought up to date first.

      Exit status: 0 fine · 1 the rule has to be tuned or retired (--card) · 2 could not run.
      """)

  @Option(name: .long, help: "The id of one rule.")
  var card: String?

  @Flag(name: .long, help: "Every rule.")
  var all = false

  @Flag(name: .long, help: "With --all: as CSV.")
  var csv = false

  @Flag(name: .long, help: "With --all: measure the cost of each rule too; takes minutes.")
  var cost = false

  @Option(name: .long, help: "Cards end with this day, YYYY-MM-DD. Default: today.")
  var day: String?

  @Option(name: .long, help: "Folder of the daemon; the archive is SPOOL/archive.")
  var spool = "spool"

  @OptionGroup var rules: RulesOption

  @OptionGroup var format: FormatOption

  func validate() throws {
    guard all != (card != nil) else {
      throw ValidationError("name one rule with --card ID, or all of them with --all")
    }
    guard day == nil || day.flatMap({ DeskTime(day: $0) }) != nil else {
      throw ValidationError("--day takes a day such as 2026-07-12")
    }
    guard !csv || all else { throw ValidationError("--csv goes with --all") }
  }

  func run() throws {
    let engine = try rules.engine()
    _ = try IndexAccess.catchUp(spool: spool, rules: rules)
    let reader = try IndexAccess.reader(spool: spool)
    do throws(HistoryFailure) {
      let wall = DeskTime(wall: Int64(time(nil)) * 1_000)
      // The hours of a day that is over count whole.
      let now = day.flatMap { DeskTime(day: $0) }.map { DeskTime($0.seconds + 86_399) } ?? wall
      let flags = try VolumeGuard.flags(
        VolumeWatch.watched(engine.ruleSet), reader, now: now)
      let cards = try RuleCards(
        reader, engine: engine, reviews: reviews(engine), flags: flags, now: now)
      if let card { try show(card, cards) } else { try showAll(cards) }
    } catch {
      throw IndexAccess.told(error)
    }
  }

  /// What people dragged into the feedback folders says of the rules as they are.
  private func reviews(_ engine: RuleEngine) -> [String: RuleCard.Review] {
    guard let cases = try? FeedbackCases(path: "\(spool)/feedback/cases.jsonl") else { return [:] }
    let reviews = FeedbackEvaluation(cases, engine: engine).reviews
    return Dictionary(
      reviews.map { ($0.rule, RuleCard.Review(right: $0.right, wrong: $0.wrong)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func show(_ id: String, _ cards: RuleCards) throws(HistoryFailure) {
    guard let card = try cards.card(id, withCost: true) else {
      Terminal.error("error: there is no rule `\(id)`; `suqiu rules --all` lists them")
      Self.exit(withError: ExitStatus.couldNotRun)
    }
    switch format.format {
    case .text: Terminal.output(CardText.text(card))
    case .json: Terminal.output(CardText.json(card).text)
    }
    if card.advice != .keep { Self.exit(withError: ExitStatus.findings) }
  }

  private func showAll(_ cards: RuleCards) throws(HistoryFailure) {
    var bar = ProgressBar()
    var made: [RuleCard] = []
    let ids = cards.ids
    for id in ids {
      if let card = try cards.card(id, withCost: cost) { made.append(card) }
      bar.show(made.count, of: ids.count, "rules")
    }
    bar.clear()
    if csv { return Terminal.output(CardText.csv(made)) }
    switch format.format {
    case .text: Terminal.output(CardText.list(made))
    case .json: Terminal.output(JSONValue.array(made.map(CardText.json)).text)
    }
  }
}
