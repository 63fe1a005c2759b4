import ArgumentParser
import Console
import Glibc
import Logging
import Matching
import Pipeline
import RuleLanguage
import ServiceLifecycle
import Sinks
import UnixSignals
import Workbench

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Watch the inbox, classify every order, write one JSON each.",
    discussion: """
      Examples:
        suqiu serve
        suqiu serve --spool /var/lib/suqiu/spool --outbox /var/lib/suqiu/outbox
        suqiu serve --once                 take what is there and leave
        suqiu serve --console 127.0.0.1:7878   with pages for people

      Drop files into SPOOL/inbox, best by renaming them in. The result of a.txt is
      OUTBOX/a.txt.json. Files that cannot be read go to SPOOL/quarantine with the reason beside
      them. SIGTERM finishes the orders in hand; SIGHUP reads the rules again.
      """)

  @Option(name: .long, help: "Folder of the daemon; the inbox is SPOOL/inbox.")
  var spool = "spool"

  @Option(name: .long, help: "Folder downstream reads.")
  var outbox = "outbox"

  @OptionGroup var rules: RulesOption

  @Option(name: .long, help: "Name of this daemon in locks, folders and results.")
  var instance = "main"

  @Option(name: .long, help: "auto, fsync, or off (only for tests).")
  var durability = "auto"

  @Option(
    name: .long,
    help: "keep, or flag: a result names an earlier order of its name and content, for a day.")
  var duplicates = "keep"

  @OptionGroup var settingsFile: ConfigurationOption

  @OptionGroup var limits: LimitOptions

  @OptionGroup var intake: IntakeOptions

  @Flag(name: .long, help: "Take every file nobody is writing, then leave.")
  var once = false

  @Flag(name: .long, help: "Do without the console.")
  var noConsole = false

  @Option(
    name: [.long, .customLong("listen")],
    help: "Pages for people at this address, such as 127.0.0.1:7878; loopback only.")
  var console: String?

  @Option(name: .long, help: "A name under which a reverse proxy serves the console; repeatable.")
  var consoleHost: [String] = []

  @Flag(
    inversion: .prefixedNo, exclusivity: .chooseLast,
    help: "Log lines may hold file names (they may name customers).")
  var logNames = false

  func validate() throws {
    guard Settings.Durability(rawValue: durability) != nil else {
      throw ValidationError(
        "--durability takes auto, fsync or off, not `\(durability)`")
    }
    guard Settings.Duplicates(rawValue: duplicates) != nil else {
      throw ValidationError("--duplicates takes keep or flag, not `\(duplicates)`")
    }
    do { _ = try consoleSettings() } catch { throw ValidationError("--console \(error)") }
  }

  func run() async throws {
    var settings = Settings(spool: spool, outbox: outbox)
    settings.instance = instance
    settings.source = "/suqiu/\(instance)"
    settings.durability = Settings.Durability(rawValue: durability) ?? .auto
    settings.duplicates = Settings.Duplicates(rawValue: duplicates) ?? .keep
    settings.logsNames = logNames
    settings.sinks = try Configuration.read(arguments: CommandLine.arguments).sinks
    limits.apply(to: &settings.limits)
    intake.apply(to: &settings)
    let metrics = PrometheusMetrics()
    metrics.bootstrap()
    let daemon = Daemon(
      settings: settings,
      rules: RulesSource(
        folder: rules.folder, trial: RulesTrial(compare: Self.compare), load: Self.load),
      surroundings: Surroundings(
        events: .standardError(showsNames: logNames), metrics: metrics),
      makePoster: { Webhook(agent: "suqiu/\(Suqiu.configuration.version)") })
    do {
      if once { _ = try daemon.runOnce() } else { try await serve(daemon) }
    } catch let failure as PipelineFailure {
      // The daemon has told the reason as a log line; here it is for people.
      Terminal.error("error: \(failure)")
      throw ExitStatus.couldNotRun
    }
  }

  /// Runs until SIGTERM or SIGINT; the orders in hand are finished.
  private func serve(_ daemon: Daemon) async throws {
    var quiet = Logger(label: "suqiu")
    quiet.logLevel = .critical
    var services: [any Service] = [daemon]
    if let settings = try consoleSettings() {
      services.append(Console(settings, board: daemon.board, desk: daemon.desk))
    }
    let group = ServiceGroup(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    try await group.run()
  }

  /// Lint and examples stand between a rules folder and the daemon.
  @Sendable private static func load(_ folder: String) -> RulesOutcome {
    let check = RuleCheck.run(folder: folder)
    if let engine = check.engine { return .accepted(engine) }
    let errors = check.diagnostics.filter { $0.severity == .error }
    return .refused(
      report: DiagnosticRenderer(sources: check.sources, root: check.root).text(errors))
  }

  /// nil when there shall be no console.
  private func consoleSettings() throws(ConsoleAddress.Refusal) -> ConsoleSettings? {
    guard let console else { return nil }
    // An address that would be refused is told of, whether or not it is used today.
    let address = try ConsoleAddress(console)
    if noConsole { return nil }
    var settings = ConsoleSettings(address: address)
    settings.proxyHosts = consoleHost
    return settings
  }

  /// What a saved change does to archived orders, in a few lines for the notice.
  @Sendable private static func compare(
    _ old: RuleEngine, _ new: RuleEngine, _ orders: (_ each: (StoredOrder) -> Void) -> Void
  ) -> String {
    var maker = RuleDiffMaker(old: old, named: old.label, new: new, named: new.label, samples: 1)
    orders { maker.add(SampleOrder(id: $0.name, text: $0.text)) }
    return RuleDiffText(maker.finished()).notice()
  }
}
