import ArgumentParser
import Pipeline

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the daemon is doing, and what to do when it is not.",
    discussion: """
      Examples:
        suqiu status
        suqiu status --spool /var/lib/suqiu/spool
        suqiu status --json | jq .instances[0].backlog

      Exit status: 0 running · 1 not running, or paused · 2 could not read.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(name: .long, help: "Folder of the daemon.")
  var spool = "spool"

  @Option(name: .long, help: "text for people, json for machines.")
  var format = Format.text

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  @OptionGroup var settingsFile: ConfigurationOption

  func run() throws {
    let report: SpoolReport
    do {
      report = try SpoolReport(spool: spool)
    } catch {
      Terminal.error("error: \(error)")
      throw ExitStatus.couldNotRun
    }
    Terminal.output(json || format == .json ? report.json + "\n" : report.text)
    if !report.isWorking { throw ExitStatus.findings }
  }
}
