import ArgumentParser
import Glibc
import RuleLanguage
import Workbench

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Lint rules and run the examples inside them.",
    discussion: """
      Examples:
        suqiu check
        suqiu check /etc/suqiu/rules --strict
        suqiu check Rules --format json
        suqiu check --explain unknown-label

      Exit status: 0 fine · 1 errors (with --strict also warnings) · 2 could not run.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "Rules folder. Default: $SUQIU_RULES, else ./Rules, else /etc/suqiu/rules.")
  var folder: String?

  @Option(name: .long, help: "text for people, json for machines.")
  var format = Format.text

  @Flag(name: .long, help: "The same as --format json.")
  var json = false

  @Flag(name: .long, help: "Warnings count as findings too.")
  var strict = false

  @Option(name: .long, help: "The long text behind a code, such as unknown-label.")
  var explain: String?

  func run() throws {
    if let explain { return try show(code: explain) }
    var option = RulesOption()
    option.rules = folder
    guard access(option.folder, R_OK | X_OK) == 0 else {
      Terminal.error(
        "error: the rules folder \(option.folder) cannot be read: \(String(cString: strerror(errno)))"
      )
      throw ExitStatus.couldNotRun
    }
    let check = RuleCheck.run(folder: option.folder)
    let renderer = DiagnosticRenderer(
      sources: check.sources, root: check.root,
      isColoured: Terminal.wantsColour(STDOUT_FILENO))
    if json || format == .json {
      Terminal.output(renderer.json(check.diagnostics) + "\n")
    } else {
      show(check, renderer)
    }
    if check.errorCount > 0 || strict && check.warningCount > 0 { throw ExitStatus.findings }
  }

  private func show(code name: String) throws {
    let all = DiagnosticCode.allCases
    guard let code = all.first(where: { $0.rawValue == name }), let text = code.explanation?.text
    else {
      Terminal.error("error: there is no code `\(name)`")
      for help in NearestName.help(name, among: all.map(\.rawValue)) {
        Terminal.error("help: \(help)")
      }
      throw ExitStatus.couldNotRun
    }
    Terminal.output("\(code.severity.rawValue)[\(code.rawValue)]\n\n\(text)")
  }

  private func show(_ check: RuleCheck, _ renderer: DiagnosticRenderer) {
    if !check.diagnostics.isEmpty { Terminal.output(renderer.text(check.diagnostics) + "\n") }
    let patterns =
      check.patterns.all > 0
      ? "\n\(check.patterns.all) patterns, \(check.patterns.alwaysRun) of them run on every order"
      : ""
    let gaps = check.knownGaps > 0 ? ", \(check.knownGaps) known gaps" : ""
    Terminal.output(
      """
      \(check.ruleCount) rules, \(check.exampleCount) examples: \
      \(check.errorCount) errors, \(check.warningCount) warnings\(gaps)\(patterns)

      """)
  }
}
