import ArgumentParser
import History
import Pipeline
import RuleLanguage
import Transcripts

struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Build the history index from the archive, or bring it up to date.",
    discussion: """
      Examples:
        suqiu index                        add what the archive has and the index lacks
        suqiu index --rebuild              read every order of the archive again
        rm -r spool/history && suqiu index start anew

      The index is SPOOL/history/index.sqlite. Report, rule cards and console ask it; nothing about
      orders depends on it, and it may be deleted at any time. The daemon keeps it up by itself.
      Where the archive has let go of orders, their labels, places and times stay, and their words
      are forgotten.

      Exit status: 0 fine · 2 could not run.
      """)

  @Option(name: .long, help: "Folder of the daemon; the archive is SPOOL/archive.")
  var spool = "spool"

  @Flag(name: .long, help: "Read every order of the archive again.")
  var rebuild = false

  @OptionGroup var settingsFile: ConfigurationOption

  @OptionGroup var rules: RulesOption

  @OptionGroup var format: FormatOption

  func run() throws {
    let outcome = try IndexAccess.catchUp(spool: spool, everything: rebuild, rules: rules)
    let reader = try IndexAccess.reader(spool: spool)
    do throws(HistoryFailure) {
      let count = try reader.count()
      let span = try reader.span()
      switch format.format {
      case .text:
        let days = span.map { ", \($0.lowerBound.dayText) … \($0.upperBound.dayText)" } ?? ""
        Terminal.output(
          """
          \(outcome.files) files read, \(outcome.orders) orders added, \
          \(outcome.gone) files gone from the archive
          the index holds \(count) orders\(days)

          """)
      case .json:
        Terminal.output(
          """
          {"files":\(outcome.files),"orders":\(outcome.orders),"gone":\(outcome.gone),\
          "total":\(count),"first":\(json(span?.lowerBound)),"last":\(json(span?.upperBound))}

          """)
      }
    } catch {
      throw IndexAccess.told(error)
    }
  }

  private func json(_ time: DeskTime?) -> String { time.map { "\"\($0.minuteText)\"" } ?? "null" }
}

/// `--format json`, or `--json`.
struct FormatOption: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(name: .customLong("format"), help: "text for people, json for machines.")
  var chosen = Format.text

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  var format: Format { json ? .json : chosen }
}

/// How commands come by the history index.
enum IndexAccess {
  /// Brings the index in line with the archive, a bar on the terminal meanwhile.
  static func catchUp(
    spool: String, everything: Bool = false, rules: RulesOption
  ) throws -> HistoryKeeper.Outcome {
    // Only tables of rows need layouts to be read again; without rules all else still works.
    let layouts = RuleLibrary.read(folder: rules.folder).ruleSet?.layouts ?? Layouts()
    let keeper = HistoryKeeper(spool: spool, reader: DocumentReader(layouts: layouts))
    var bar = ProgressBar()
    defer { bar.clear() }
    do throws(HistoryKeeper.Failure) {
      return try keeper.catchUp(everything: everything) { bar.show($0, of: $1, "files") }
    } catch {
      bar.clear()
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
  }

  static func reader(spool: String) throws -> HistoryReader {
    do throws(HistoryFailure) {
      return try HistoryReader(path: HistoryKeeper.path(inSpool: spool))
    } catch {
      throw told(error)
    }
  }

  /// Tells people and gives what to throw.
  static func told(_ failure: HistoryFailure) -> any Error {
    Terminal.error("error: \(failure)")
    return ExitStatus.couldNotRun
  }
}
