import ArgumentParser

@main
struct Suqiu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suqiu",
    abstract: "Tags intent, topic and root cause of power-utility work orders, with evidence.",
    discussion: """
      Examples:
        suqiu serve                          watch ./spool/inbox, write ./outbox
        suqiu status                         what the daemon is doing
        suqiu redo --from 2026-07-01         tag the archive again with today's rules
        suqiu index                          bring the history index in line with the archive
        suqiu classify order.txt             one order, one JSON line
        suqiu classify --jsonl < orders.jsonl > results.jsonl
        suqiu check Rules                    lint the rules and run their examples
        suqiu explain order.txt --label cause:lightning
        suqiu eval Corpus/labelled           measure the rules on labelled orders
        suqiu diff HEAD --on spool/archive   what a change of rules would do
        suqiu suggest --on spool/archive     phrases the rules miss, with rules to paste

      Exit status: 0 fine · 1 findings · 2 could not run.
      """,
    version: "0.1.0",
    subcommands: [
      ServeCommand.self, StatusCommand.self, RedoCommand.self, ClassifyCommand.self,
      CheckCommand.self, ExplainCommand.self, EvalCommand.self, DiffCommand.self,
      SuggestCommand.self, LearnCommand.self, IndexCommand.self, ReportCommand.self,
      RulesCommand.self, SchemaCommand.self,
    ])

  /// Usage errors leave with 2, as every "could not run" does.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      leave(with: error)
    }
  }

  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    guard code == .validationFailure else { exit(withError: error) }
    Terminal.error(fullMessage(for: error))
    exit(withError: ExitStatus.couldNotRun)
  }
}
