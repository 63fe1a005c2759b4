package import Matching
internal import RuleLanguage
internal import Transcripts

/// Looks for exceptions of rules people blamed, and proves each with the engine itself.
///
/// A proof runs the whole rule set with the exception in it over the rule's `hit` examples and over
/// every order in which the rule fires and people call a label right. Who would lose one is refused.
package struct ExceptionSearch {
  package struct Settings: Sendable {
    /// Exceptions proposed, and refused ones told, for each rule.
    package var proposed = 3
    package var refused = 3
    /// Candidates that are proven at most.
    package var trials = 24

    package init() {}
  }

  private let engine: RuleEngine
  private let settings: Settings
  private let scan: PhraseScan

  package init(engine: RuleEngine, settings: Settings = Settings()) {
    self.engine = engine
    self.settings = settings
    scan = PhraseScan(engine.ruleSet)
  }

  /// Exceptions for all rules that were blamed and still fire, by rule id.
  ///
  /// `feed` hands out the orders that must stay right, and those that show what else would change.
  package func exceptions(
    for cases: FeedbackCases, feed: Suggester.Feed
  ) throws -> [RuleExceptions] {
    var subjects = self.subjects(cases)
    guard !subjects.isEmpty else { return [] }
    var classifier = OrderClassifier(engine: engine)
    let blamed = Set(cases.orders.filter { !$0.blamed.isEmpty }.map(\.text))
    func look(_ order: SampleOrder) {
      let outcome = classifier.outcome(of: order.text)
      for index in subjects.indices where outcome.fires(subjects[index].rule.id) {
        let right = outcome.labels.filter { order.isRight($0) == true }
        if blamed.contains(order.text), right.isEmpty { continue }
        subjects[index].others.append(Firing(order: order, right: right))
      }
    }
    for order in cases.orders where !order.wanted.isEmpty { look(SampleOrder(order)) }
    try feed(look)
    return subjects.map { search($0) }
  }

  // MARK: Subjects

  /// An order in which the rule fires, and the labels people call right in it.
  private struct Firing {
    var order: SampleOrder
    var right: [String]
  }

  /// A candidate before it is proven.
  private struct Trial {
    var place: RuleException.Place
    var phrase: String
    var alarms: Set<Int>
    /// The phrase stands in a text that must stay right: it is tried last, to be able to say so.
    var isRisky: Bool
  }

  private struct Subject {
    var rule: Rule
    var alarms: [FeedbackCases.Order] = []
    var samples: [Suggestions.Sample] = []
    var trials: [String: Trial] = [:]
    var others: [Firing] = []
  }

  private func subjects(_ cases: FeedbackCases) -> [Subject] {
    var subjects: [String: Subject] = [:]
    var classifier = OrderClassifier(engine: engine)
    for order in cases.orders where !order.blamed.isEmpty {
      let outcome = classifier.outcome(of: order.text)
      for id in order.blamed {
        guard let fired = outcome.rules.first(where: { $0.id == id }),
          let rule = engine.ruleSet.rules.first(where: { $0.id == id })
        else { continue }
        var subject = subjects[id] ?? Subject(rule: rule)
        subject.samples.append(
          Suggestions.Sample(order: order.name, passage: passage(fired.place, classifier)))
        let number = subject.alarms.count
        subject.alarms.append(order)
        collect(&subject, number, fired, classifier)
        subjects[id] = subject
      }
    }
    return subjects.values.sorted { $0.rule.id < $1.rule.id }
  }

  private func passage(_ place: TextSpan?, _ classifier: borrowing OrderClassifier) -> String {
    guard let place else { return "" }
    let sentence = classifier.document.sentence(around: Int32(place.start))
    return OrderText(classifier).passage(in: sentence, marking: [place])
  }

  /// Longer phrases around the hit for `not_in`, all others of the order for `unless`.
  private func collect(
    _ subject: inout Subject, _ number: Int, _ fired: OrderOutcome.FiredRule,
    _ classifier: borrowing OrderClassifier
  ) {
    let phrases = scan.phrases(of: classifier.document)
    let lines = subject.rule.when.indices.filter { line in
      Self.words(of: subject.rule.when[line])?.contains(fired.quote) ?? false
    }
    for phrase in phrases {
      let text = phrase.text
      if text.contains(fired.quote) {
        guard text != fired.quote else { continue }
        for line in lines { add(.notIn(line: line), text, number, &subject) }
      } else {
        add(.unless, text, number, &subject)
      }
    }
  }

  private func add(
    _ place: RuleException.Place, _ text: String, _ number: Int, _ subject: inout Subject
  ) {
    let key = "\(place) \(text)"
    subject.trials[key, default: Trial(place: place, phrase: text, alarms: [], isRisky: false)]
      .alarms.insert(number)
  }

  /// The words a line looks for; nil for a pattern.
  private static func words(of clause: Clause) -> [String]? {
    switch clause.kind {
    case .any(let meanings), .all(let meanings), .atLeast(_, let meanings):
      meanings.flatMap(\.words)
    case .near(let elements, _, _): elements.flatMap { $0.flatMap(\.words) }
    case .regex: nil
    }
  }

  // MARK: Search

  private func search(_ subject: Subject) -> RuleExceptions {
    var answer = RuleExceptions(rule: subject.rule.id, alarms: subject.samples)
    let keeps =
      subject.rule.examples.filter { $0.kind == .hit }.map(\.text)
      + subject.others.filter { !$0.right.isEmpty }.map(\.order.text)
    let trials = ranked(subject, keeps)
    var covered: [Set<Int>] = []
    for trial in trials {
      guard answer.proposed.count < settings.proposed else { break }
      // Parts of words that say the same bring nothing new.
      let isSaid = answer.proposed.indices.contains { index in
        trial.alarms.isSubset(of: covered[index])
          && (answer.proposed[index].phrase.contains(trial.phrase)
            || trial.phrase.contains(answer.proposed[index].phrase))
      }
      if isSaid { continue }
      guard let found = prove(trial, subject) else { continue }
      if found.loses == nil {
        answer.proposed.append(found)
        covered.append(trial.alarms)
      } else if answer.refused.count < settings.refused {
        answer.refused.append(found)
      }
    }
    return answer
  }

  /// Those that silence most first; nothing that must stay right may hold the words, if it can be.
  private func ranked(_ subject: Subject, _ keeps: [String]) -> [Trial] {
    let trials = subject.trials.values.map { trial in
      var trial = trial
      trial.isRisky = keeps.contains { $0.contains(trial.phrase) }
      return trial
    }
    let sorted = trials.sorted { one, other in
      if one.alarms.count != other.alarms.count { return one.alarms.count > other.alarms.count }
      let (first, second) = (Self.rank(one), Self.rank(other))
      return first != second ? first < second : one.phrase < other.phrase
    }
    let safe = sorted.filter { !$0.isRisky }.prefix(settings.trials)
    let risky = sorted.filter(\.isRisky).prefix(settings.refused)
    return Array(risky) + Array(safe)
  }

  /// A longer phrase around the hit is narrower than a word anywhere; four characters read well.
  private static func rank(_ trial: Trial) -> Int {
    let isWide = trial.place == .unless ? 100 : 0
    return isWide + abs(trial.phrase.count - 4)
  }

  // MARK: Proof

  /// What the exception does; nil when it silences nothing.
  private func prove(_ trial: Trial, _ subject: Subject) -> RuleException? {
    guard let number = engine.ruleSet.rules.firstIndex(where: { $0.id == subject.rule.id }),
      let changed = RuleEngine.compile(set(with: trial, at: number)).engine
    else { return nil }
    var classifier = OrderClassifier(engine: changed)
    var found = RuleException(place: trial.place, phrase: trial.phrase, silences: 0)
    for alarm in subject.alarms
    where !classifier.outcome(of: alarm.text).fires(subject.rule.id) {
      found.silences += 1
    }
    guard found.silences > 0 else { return nil }
    for example in subject.rule.examples where example.kind == .hit {
      classifier.read(text: example.text)
      if !classifier.fires(rule: number) {
        found.loses = "hit example: \(Self.line(example.text))"
        return found
      }
    }
    for firing in subject.others {
      let outcome = classifier.outcome(of: firing.order.text)
      if let lost = firing.right.first(where: { !outcome.labels.contains($0) }) {
        found.loses = "\(lost) of \(firing.order.id)"
        return found
      }
      if !outcome.fires(subject.rule.id) { found.disturbs += 1 }
    }
    return found
  }

  private func set(with trial: Trial, at number: Int) -> RuleSet {
    var set = engine.ruleSet
    let meaning = Meaning(id: trial.phrase, words: [trial.phrase])
    switch trial.place {
    case .notIn(let line): set.rules[number].when[line].notIn.append(meaning)
    case .unless:
      set.rules[number].unless.append(
        Clause(kind: .any([meaning]), position: set.rules[number].position))
    }
    return set
  }

  private static func line(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? String(line.prefix(40)) + "…" : line
  }
}
