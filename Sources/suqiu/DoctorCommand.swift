import ArgumentParser
import Glibc
import Matching
import Pipeline
import Sinks
import Workbench

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything the daemon needs, and say what to do about what is missing.",
    discussion: """
      Examples:
        suqiu doctor
        sudo -u suqiu suqiu doctor --config /etc/suqiu/suqiu.yaml
        suqiu doctor --json | jq '.[] | select(.state != "fine")'

      Looks at the settings and where each comes from, rights, free room, file systems, one rename
      for each step of the way, sinks, machine code for patterns, rules with their examples, and the
      port.
      Nothing is changed, and the daemon may be running meanwhile.

      Exit status: 0 it can run · 1 something keeps it from running · 2 the settings are unusable.
      """)

  @OptionGroup var settingsFile: ConfigurationOption

  @Option(name: .long, help: "Folder of the daemon.")
  var spool = "spool"

  @Option(name: .long, help: "Folder downstream reads.")
  var outbox = "outbox"

  @OptionGroup var rules: RulesOption

  @Option(name: [.long, .customLong("console")], help: "Address of the console.")
  var listen = "127.0.0.1:8095"

  @Flag(name: .long, help: "Do without the console.")
  var noConsole = false

  @OptionGroup var format: FormatOption

  func run() throws {
    var findings = try settings()
    findings += FolderCheckup.run(Settings(spool: spool, outbox: outbox))
    findings += try lookAtSinks()
    findings += lookAtRules()
    if !noConsole { findings.append(port()) }
    switch format.format {
    case .text: Terminal.output(findings.map(text).joined())
    case .json: Terminal.output(JSONValue.array(findings.map(json)).text)
    }
    if findings.contains(where: { $0.state == .failure }) { throw ExitStatus.findings }
  }

  /// The file, and every setting that does not come from a flag or a default.
  private func settings() throws -> [CheckupFinding] {
    let typed = Array(CommandLine.arguments.dropFirst())
    let configuration = try Configuration.read(arguments: typed)
    let file = CheckupFinding(
      .fine, "settings",
      configuration.path.map { "from \($0)" } ?? "no file; defaults, variables and flags")
    let set = configuration.settings.sorted { $0.key < $1.key }
    return [file]
      + set.map { key, value in
        CheckupFinding(.fine, key, "\(value.values.joined(separator: " ")) (\(value.origin))")
      }
  }

  /// Whether each sink has its token and somebody listens; nothing is sent.
  private func lookAtSinks() throws -> [CheckupFinding] {
    let sinks = try Configuration.read(arguments: CommandLine.arguments).sinks
    return sinks.flatMap { sink in
      SinkCheckup.run(sink, spool: spool) { Webhook.reach($0, timeoutSeconds: $1) }
    }
  }

  private func lookAtRules() -> [CheckupFinding] {
    let check = RuleCheck.run(folder: rules.folder)
    guard let engine = check.engine else {
      return [
        CheckupFinding(
          .failure, "rules", "\(rules.folder) has \(check.errorCount) errors",
          help: "suqiu check \(rules.folder)")
      ]
    }
    let patterns =
      engine.isJIT
      ? CheckupFinding(.fine, "patterns", "run as machine code")
      : CheckupFinding(
        .warning, "patterns", "are interpreted: this system forbids machine code made at run time",
        help: "same results, slower; in the unit: MemoryDenyWriteExecute=no")
    return [
      CheckupFinding(
        .fine, "rules",
        "\(rules.folder): \(check.ruleCount) rules, \(check.exampleCount) examples hold"), patterns,
    ]
  }

  /// Whether the console could listen; the daemon itself may be the one who does.
  private func port() -> CheckupFinding {
    let isServed = (try? SpoolReport(spool: spool))?.isWorking ?? false
    let number = listen.split(separator: ":").last.flatMap { UInt16($0) }
    guard let number else {
      return CheckupFinding(
        .failure, "console", "\(listen) names no port", help: "listen: 127.0.0.1:8095")
    }
    let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard end >= 0 else { return CheckupFinding(.warning, "console", "no socket to be had") }
    defer { close(end) }
    var reuse: Int32 = 1
    setsockopt(end, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = number.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(end, $0, size) }
    }
    if bound == 0 { return CheckupFinding(.fine, "console", "port \(number) is free") }
    if isServed, errno == EADDRINUSE {
      return CheckupFinding(.fine, "console", "port \(number) is taken; the daemon is running")
    }
    return CheckupFinding(
      .failure, "console", "port \(number): \(String(cString: strerror(errno)))",
      help: "find who has it (ss -ltnp), or set listen: to another port")
  }

  private func text(_ finding: CheckupFinding) -> String {
    let mark =
      switch finding.state {
      case .fine: "ok  "
      case .warning: "warn"
      case .failure: "FAIL"
      }
    let subject = finding.subject.padded(to: 18)
    return "\(mark)  \(subject)\(finding.found)\n"
      + (finding.help.map { "      \("".padded(to: 18))→ \($0)\n" } ?? "")
  }

  private func json(_ finding: CheckupFinding) -> JSONValue {
    .members([
      "state": .string(finding.state.rawValue), "subject": .string(finding.subject),
      "found": .string(finding.found), "help": finding.help.map { .string($0) },
    ])
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
