import ArgumentParser
import Pipeline
import Transcripts

struct RedoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Tag archived orders again with today's rules, as new results.",
    discussion: """
      Examples:
        suqiu redo --into /tmp/again                    the whole archive, beside the old results
        suqiu redo --from 2026-07-01 --to 2026-07-12    two weeks, into the outbox

      Nothing is overwritten: where a name is taken, the result goes beside it under the order's id,
      and where the very same result is there, nothing is written. Only the archive is read.

      Exit status: 0 fine · 1 some orders could not be read · 2 could not run.
      """)

  @Option(name: .long, help: "Folder of the daemon; the archive is SPOOL/archive.")
  var spool = "spool"

  @Option(name: .long, help: "Folder downstream reads.")
  var outbox = "outbox"

  @Option(name: .long, help: "Another folder for the new results.")
  var into: String?

  @Option(name: .long, help: "First day, YYYY-MM-DD.")
  var from: String?

  @Option(name: .long, help: "Last day, YYYY-MM-DD.")
  var to: String?

  @OptionGroup var settingsFile: ConfigurationOption

  @OptionGroup var rules: RulesOption

  func validate() throws {
    for (option, day) in [("--from", from), ("--to", to)] {
      guard let day else { continue }
      let shape = day.map { $0.isASCII && $0.isNumber ? "0" : $0 }
      guard String(shape) == "0000-00-00" else {
        throw ValidationError("\(option) takes a day such as 2026-07-12, not `\(day)`")
      }
    }
  }

  func run() throws {
    let engine = try rules.engine()
    let counts: ArchiveRedo.Counts
    do {
      let redo = try ArchiveRedo(
        spool: spool, into: into ?? outbox, from: from, to: to, engine: engine,
        source: "/suqiu/redo")
      let all = try redo.orders()
      var bar = ProgressBar()
      counts = try redo.run { number in
        bar.show(number, of: all, "orders")
      } refused: { path, refusal in
        bar.clear()
        Terminal.error("\(path): \(refusal.message)")
      }
      bar.clear()
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
    Terminal.error(
      """
      \(counts.written) new results, \(counts.same) were there already, \
      \(counts.refused) could not be read, \(counts.batches) files of many rows left out
      """)
    if counts.refused > 0 { throw ExitStatus.findings }
  }
}
