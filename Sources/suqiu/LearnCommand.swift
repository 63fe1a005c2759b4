import ArgumentParser
import Glibc
import Matching
import RuleLanguage
import Workbench

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn soft votes from labelled orders, and tell what they are worth.",
    discussion: """
      Examples:
        suqiu learn Corpus/labelled                       figures only, nothing is written
        suqiu learn Corpus/labelled --tune                what soft votes should weigh
        suqiu learn Corpus/labelled --into Rules/soft
        suqiu learn Corpus/labelled --into Rules/soft --no-figures

      Each writer's orders are judged by tables learned from the other writers alone: a file is a
      writer, orders-k1 … orders-k6 together are one. The tables written are learned from all.
      The same orders, rules and settings give the same tables.

      Exit status: 0 fine · 2 could not run.
      """)

  @OptionGroup var rules: RulesOption

  @Argument(help: "Labelled orders: .jsonl files, or folders of them.")
  var corpus: [String]

  @Option(name: .long, help: "Folder the tables are written into.")
  var into: String?

  @Flag(name: .long, help: "Do without the leave-one-writer-out figures, which take longest.")
  var noFigures = false

  @Flag(name: .long, help: "Also search for the best `soft:` of policy.yaml; takes minutes.")
  var tune = false

  @Option(name: .long, help: "Longest n-gram, 1 to 3.")
  var length = LearnSettings().length

  @Option(name: .long, help: "An n-gram must stand in so many orders.")
  var leastOrders = LearnSettings().leastOrders

  @Option(name: .long, help: "Seed of the order in which orders are taken.")
  var seed = LearnSettings().seed

  func validate() throws {
    guard (1...3).contains(length), leastOrders >= 1 else {
      throw ValidationError("--length takes 1 to 3, --least-orders 1 or more")
    }
    guard !tune || !noFigures else {
      throw ValidationError("--tune needs the figures; leave out --no-figures")
    }
    guard into != nil || !noFigures else {
      throw ValidationError("--no-figures without --into would do nothing")
    }
  }

  private var settings: LearnSettings {
    var settings = LearnSettings()
    settings.length = length
    settings.leastOrders = leastOrders
    settings.seed = seed
    return settings
  }

  func run() throws {
    let engine = try rules.engine()
    let labelled = try read()
    let learner = SoftLearner(labelled, engine: engine, settings: settings)
    if !noFigures {
      var bar = ProgressBar()
      let result = LeaveWriterOut(labelled, learner: learner, engine: engine) {
        bar.show($0, of: $1, "writers")
      }
      bar.clear()
      Terminal.output(LearnReport(result).text)
      if tune { search(result) }
    }
    if let into { try write(learner, engine, labelled, into) }
  }

  private func search(_ result: LeaveWriterOut) {
    var bar = ProgressBar()
    var tuning = SoftTuning(result)
    tuning.run { bar.show($0, of: $1, "tries") }
    bar.clear()
    Terminal.output("\n" + tuning.text)
  }

  private func read() throws -> LabelledCorpus {
    do throws(LabelledCorpus.Failure) {
      return try LabelledCorpus(paths: corpus)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
  }

  private func write(
    _ learner: SoftLearner, _ engine: RuleEngine, _ labelled: LabelledCorpus, _ folder: String
  ) throws {
    if mkdir(folder, 0o755) != 0, errno != EEXIST { throw OutputFile.failure(folder) }
    let origin = "\(labelled.orders.count) orders of \(labelled.files.count) files"
    for axis in learner.axes {
      let table = learner.table(axis, from: learner.all)
      let text = SoftTableText(table, taxonomy: engine.ruleSet.taxonomy, origin: origin).text
      let path = "\(folder)/\(axis.name).tsv"
      try OutputFile.write(text, to: path)
      Terminal.output("\(path): \(table.features.count) rows, \(table.labels.count) labels\n")
    }
  }
}
