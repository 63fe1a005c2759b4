internal import RuleLanguage

/// One writer left out: the orders to be judged, and tables learned from everybody else's.
struct WriterFold: Sendable {
  let writer: String
  /// Numbers of the writer's orders in the corpus.
  let orders: [Int]
  let tables: [SoftTable]

  /// One fold for each writer, by name.
  static func all(
    _ corpus: LabelledCorpus, _ learner: SoftLearner,
    progress: (_ done: Int, _ all: Int) -> Void
  ) -> [WriterFold] {
    let owners = corpus.orders.map { LeaveWriterOut.writer(of: $0.file) }
    let writers = Set(owners).sorted()
    var folds: [WriterFold] = []
    for writer in writers {
      progress(folds.count, writers.count)
      let others = owners.indices.filter { owners[$0] != writer }
      folds.append(
        WriterFold(
          writer: writer, orders: owners.indices.filter { owners[$0] == writer },
          tables: learner.tables(from: others)))
    }
    progress(writers.count, writers.count)
    return folds
  }
}
