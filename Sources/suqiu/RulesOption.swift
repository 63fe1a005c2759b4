import ArgumentParser
import Glibc
import Matching
import RuleLanguage
import Workbench

/// Where the rules are: `--rules`, else `SUQIU_RULES`, else `./Rules`, else `/etc/suqiu/rules`.
struct RulesOption: ParsableArguments {
  @Option(
    name: .long,
    help: "Rules folder. Default: $SUQIU_RULES, else ./Rules, else /etc/suqiu/rules.")
  var rules: String?

  /// The folder to read.
  var folder: String {
    if let rules { return rules }
    if let named = getenv("SUQIU_RULES"), named.pointee != 0 { return String(cString: named) }
    return access("Rules", R_OK) == 0 ? "Rules" : "/etc/suqiu/rules"
  }

  /// Compiles the rules without running their examples: for one-shot commands.
  func engine() throws -> RuleEngine { try Self.engine(folder: folder) }

  /// The same for a folder named otherwise.
  static func engine(folder: String) throws -> RuleEngine {
    try engine(RuleLibrary.read(folder: folder), called: folder)
  }

  /// The same for files already read; `name` is what people call them.
  static func engine(_ reading: RuleReading, called name: String) throws -> RuleEngine {
    var diagnostics = reading.diagnostics
    var engine: RuleEngine?
    if let ruleSet = reading.ruleSet {
      let compiled = RuleEngine.compile(ruleSet)
      engine = compiled.engine
      diagnostics += compiled.diagnostics
    }
    if let engine { return engine }
    let errors = diagnostics.filter { $0.severity == .error }
    let renderer = DiagnosticRenderer(
      reading, isColoured: Terminal.wantsColour(STDERR_FILENO))
    Terminal.error(renderer.text(errors))
    Terminal.error(
      "error: the rules in \(name) have \(errors.count) errors; `suqiu check` tells all")
    throw ExitStatus.couldNotRun
  }
}
