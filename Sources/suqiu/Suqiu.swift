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
        suqiu doctor                         what would keep it from running here
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
      ServeCommand.self, StatusCommand.self, DoctorCommand.self, RedoCommand.self,
      ClassifyCommand.self,
      CheckCommand.self, ExplainCommand.self, EvalCommand.self, DiffCommand.self,
      SuggestCommand.self, LearnCommand.self, IndexCommand.self, ReportCommand.self,
      RulesCommand.self, SchemaCommand.self,
    ])

  /// Usage errors leave with 2, as every "could not run" does.
  static func main() async {
    let typed = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(withSettings(typed))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let refusal as Configuration.Refusal {
      Terminal.error(refusal.text)
      exit(withError: ExitStatus.couldNotRun)
    } catch {
      leave(with: error, typed)
    }
  }

  /// What was typed, with the settings of file and environment in front of it.
  private static func withSettings(_ typed: [String]) throws -> [String] {
    guard let command = typed.first,
      ServiceSetting.all.contains(where: { $0.commands.contains(command) }),
      !typed.contains("--help"), !typed.contains("-h")
    else { return typed }
    let settings = try Configuration.read(arguments: typed).arguments(for: command, typed: typed)
    return [command] + settings + typed.dropFirst()
  }

  private static func leave(with error: any Error, _ typed: [String]) -> Never {
    let code = exitCode(for: error)
    guard code == .validationFailure else { exit(withError: error) }
    Terminal.error(fullMessage(for: error))
    if let settings = try? withSettings(typed), settings.count > typed.count,
      (try? parseAsRoot(typed)) != nil
    {
      let file = (try? Configuration.read(arguments: typed))?.path.map { $0 + " or in " } ?? ""
      Terminal.error("note: this was not typed; it stands in \(file)a variable SUQIU_…")
    }
    exit(withError: ExitStatus.couldNotRun)
  }
}
