import ArgumentParser
import Glibc
import Matching
import Pipeline
import Workbench

/// Orders rules are tried on: labelled orders, texts, lines of JSON, or the archive of a daemon.
struct OrdersOption: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Labelled orders, a folder of texts, lines of {\"id\",\"text\"}, or SPOOL/archive.",
      valueName: "path"))
  var on: [String] = []

  @Option(name: .long, help: "Of an archive, the newest so many days.")
  var days = 7

  @Option(name: .long, help: "At most so many orders; of an archive, spread over its days.")
  var sample: Int?

  func validate() throws {
    guard !on.isEmpty else {
      throw ValidationError("name the orders with --on, such as --on Corpus/labelled")
    }
    guard days >= 1, sample ?? 1 >= 1 else {
      throw ValidationError("--days and --sample take 1 or more")
    }
  }

  /// Some lie in a folder whose texts are not to be shown.
  var isKeptAside: Bool {
    on.contains { path in path.split(separator: "/").contains { $0 == "aside" || $0 == "sealed" } }
  }

  /// Hands out one order after another, showing a bar.
  func forEach(engine: RuleEngine, _ body: (SampleOrder) -> Void) throws {
    var bar = ProgressBar()
    var count = 0
    var unreadable = 0
    func take(_ order: SampleOrder) -> Bool {
      if let sample, count >= sample { return false }
      count += 1
      body(order)
      return true
    }
    for path in on {
      do {
        if ArchiveSample.isArchive(path) {
          var orders = try ArchiveSample(archive: path, days: days, atMost: sample)
          let all = orders.fileCount
          orders.forEach(reader: engine.reader) { order in
            bar.show(min(count + 1, all), of: all, "orders")
            return take(SampleOrder(id: order.name, text: order.text))
          }
          unreadable += orders.unreadable
        } else {
          var files = try SampleFiles(paths: [path])
          try files.forEach(engine: engine, take)
          unreadable += files.unreadable.count
        }
      } catch {
        bar.clear()
        Terminal.error("error: \(error)")
        throw ExitStatus.couldNotRun
      }
    }
    bar.clear()
    if unreadable > 0 { Terminal.error("note: \(unreadable) files could not be read") }
    guard count > 0 else {
      Terminal.error("error: there is no order in \(on.joined(separator: ", "))")
      throw ExitStatus.couldNotRun
    }
  }
}
