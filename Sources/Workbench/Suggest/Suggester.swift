package import Matching
internal import RuleLanguage
internal import Transcripts

/// Finds phrases that are typical of orders the rules miss.
///
/// Goes over the orders three times and keeps no text of them: to see which are missed, to count
/// their phrases in the rest, and to run a rule of each phrase found.
package struct Suggester {
  package struct Settings: Sendable {
    /// Orders in which a phrase must stand to be tried.
    package var support = 3
    /// The chance of luck, all trials together, above which a phrase is not told.
    package var level = 0.05
    /// Phrases told for each question.
    package var top = 10
    package var samples = 3

    package init() {}
  }

  /// Hands out all orders, the same each time.
  package typealias Feed = (_ each: (SampleOrder) -> Void) throws -> Void

  private let engine: RuleEngine
  private let settings: Settings
  private let scan: PhraseScan

  package init(engine: RuleEngine, settings: Settings = Settings()) {
    self.engine = engine
    self.settings = settings
    scan = PhraseScan(engine.ruleSet)
  }

  /// Answers the questions; `allMissed` asks for every label that enough orders miss besides.
  package func suggestions(
    _ questions: [Suggestions.Question], allMissed: Bool = false, feed: Feed
  ) throws -> Suggestions {
    var result = Suggestions()
    for label in engine.ruleSet.taxonomy.labels { result.names[label.key] = label.zh }
    var mines = try split(questions, allMissed, feed, &result.orders)
    try count(&mines, feed)
    for index in mines.indices { mines[index].choose(settings) }
    try tryRules(&mines, feed)
    result.answers = mines.map(\.answer)
    return result
  }

  // MARK: Three rounds

  /// Which orders are looked at, and the phrases in them.
  private func split(
    _ questions: [Suggestions.Question], _ allMissed: Bool, _ feed: Feed, _ count: inout Int
  ) throws -> [PhraseMine] {
    var classifier = OrderClassifier(engine: engine)
    var mines = questions.map(PhraseMine.init)
    if allMissed {
      for label in engine.ruleSet.taxonomy.labels where label.axis != .attribute {
        let question = Suggestions.Question.missed(label: label.key)
        if !questions.contains(question) { mines.append(PhraseMine(question)) }
      }
    }
    var number = 0
    try feed { order in
      let outcome = classifier.outcome(of: order.text)
      var phrases: Set<Phrase>?
      for index in mines.indices {
        let side = mines[index].side(of: order, outcome)
        guard side == .target else {
          mines[index].note(side)
          continue
        }
        let found = phrases ?? scan.phrases(of: classifier.document)
        phrases = found
        mines[index].addTarget(number, found, order, outcome)
      }
      number += 1
    }
    count = number
    return mines.filter { questions.contains($0.question) || $0.targetSize >= settings.support }
  }

  /// How often the phrases of the target stand in the rest.
  private func count(_ mines: inout [PhraseMine], _ feed: Feed) throws {
    for index in mines.indices { mines[index].dropRare(settings.support) }
    var document = Document()
    var number = 0
    try feed { order in
      if mines.contains(where: { $0.isRest(number) && $0.hasPhrases }) {
        document.removeAll()
        document.original.append(contentsOf: order.text.utf8)
        engine.reader.structure(&document)
        let phrases = scan.phrases(of: document)
        for index in mines.indices where mines[index].isRest(number) {
          mines[index].countInRest(phrases)
        }
      }
      number += 1
    }
  }

  /// Runs each phrase chosen as a rule on trial.
  private func tryRules(_ mines: inout [PhraseMine], _ feed: Feed) throws {
    let draft = DraftRules(engine, mines.map(\.candidates))
    guard let trial = draft.engine else { return }
    var classifier = OrderClassifier(engine: trial)
    var number = 0
    try feed { order in
      let outcome = classifier.outcome(of: order.text)
      for fired in outcome.rules {
        guard let place = draft.place(of: fired.id) else { continue }
        let side = mines[place.mine].side(number)
        guard side != .neither else { continue }
        let label = mines[place.mine].candidates[place.candidate].label
        if side == .rest, let label, outcome.labels.contains(label) { continue }
        mines[place.mine].candidates[place.candidate].add(
          side, order.id, passage(fired.place, classifier), most: settings.samples)
      }
      number += 1
    }
    for mine in mines.indices {
      for index in mines[mine].candidates.indices {
        mines[mine].candidates[index].rule = draft.text(
          of: mines[mine].candidates[index], at: (mine, index), &classifier)
      }
    }
  }

  private func passage(_ place: TextSpan?, _ classifier: borrowing OrderClassifier) -> String {
    guard let place else { return "" }
    let sentence = classifier.document.sentence(around: Int32(place.start))
    return OrderText(classifier).passage(in: sentence, marking: [place])
  }
}

extension Suggestions.Candidate {
  /// Counts one order in which the rule on trial fires.
  fileprivate mutating func add(
    _ side: PhraseMine.Side, _ order: String, _ passage: String, most: Int
  ) {
    let sample = Suggestions.Sample(order: order, passage: passage)
    if side == .target {
      wouldTag += 1
      if samples.count < most { samples.append(sample) }
    } else {
      wouldDisturb += 1
      if disturbed.count < most { disturbed.append(sample) }
    }
  }
}
