import ArgumentParser
import Glibc
import Pipeline
import RuleLanguage

/// Where the settings of the service come from: flags, then the environment, then the file.
///
/// What the file and the environment say is put in front of the flags as if it had been typed there, so
/// every value is checked by the same code and the last one written wins.
struct Configuration {
  /// The file read; nil when there is none.
  var path: String?
  /// What was set outside the flags: the values, and where they stand.
  var settings: [String: (values: [String], origin: String)] = [:]
  /// Where results are sent; only the file can say it.
  var sinks: [SinkSettings] = []

  /// The file of `--config`, else `SUQIU_CONFIG`, else `./suqiu.yaml`, else `/etc/suqiu/suqiu.yaml`.
  static func read(arguments: [String]) throws(Refusal) -> Configuration {
    var configuration = Configuration()
    let named = option("--config", in: arguments) ?? environment("SUQIU_CONFIG")
    let usual: [String] = ["suqiu.yaml", "/etc/suqiu/suqiu.yaml"]
    let found = usual.first { access($0, F_OK) == 0 }
    if let path = named ?? found {
      configuration.path = path
      try configuration.readFile(path)
    }
    for setting in ServiceSetting.all {
      guard let value = environment(setting.variable) else { continue }
      let values = setting.isList ? value.split(separator: " ").map(String.init) : [value]
      configuration.settings[setting.key] = (values, setting.variable)
    }
    return configuration
  }

  /// The settings this command knows, as options; less those that what was typed takes back.
  func arguments(for command: String, typed: [String]) throws(Refusal) -> [String] {
    var arguments: [String] = []
    for setting in ServiceSetting.all where setting.commands.contains(command) {
      if setting.opposites.contains(where: { Self.isTyped($0, typed) }) { continue }
      guard let (values, origin) = settings[setting.key] else { continue }
      guard let options = setting.arguments(values) else {
        let wanted =
          if case .flag = setting.kind { "true or false" } else { "one value" }
        throw Refusal(
          text: "error: \(origin): `\(setting.key)` takes \(wanted), not "
            + "`\(values.joined(separator: " "))`")
      }
      arguments += options
    }
    return arguments
  }

  /// A file or variable that cannot be used, in words for people.
  struct Refusal: Error { var text: String }

  private mutating func readFile(_ path: String) throws(Refusal) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path)
    } catch {
      throw Refusal(
        text: "error: no settings were taken from \(path); name another file with --config")
    }
    let source = SourceFile(path: path, bytes: bytes)
    let file = SettingsFile(
      source, keys: ServiceSetting.all.map(\.key), lists: ["sinks": SinkSettings.keys])
    guard file.diagnostics.isEmpty else {
      throw Refusal(text: DiagnosticRenderer(sources: [source]).text(file.diagnostics))
    }
    for (key, values) in file.values { settings[key] = (values, path) }
    for (line, values) in file.tables["sinks"] ?? [] {
      let sink: SinkSettings
      do throws(SinkSettings.Refusal) {
        sink = try SinkSettings(values)
      } catch {
        throw Refusal(text: "error: \(path):\(line): one of `sinks`: \(error)")
      }
      guard !sinks.contains(where: { $0.name == sink.name }) else {
        throw Refusal(text: "error: \(path):\(line): two of `sinks` are named `\(sink.name)`")
      }
      sinks.append(sink)
    }
  }

  private static func isTyped(_ option: String, _ arguments: [String]) -> Bool {
    arguments.contains { $0 == option || $0.hasPrefix(option + "=") }
  }

  /// The value of an option among raw arguments; the last one, as the parser has it.
  private static func option(_ name: String, in arguments: [String]) -> String? {
    var found: String?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == name, arguments.indices.contains(index + 1) { found = arguments[index + 1] }
      if argument.hasPrefix(name + "=") { found = String(argument.dropFirst(name.count + 1)) }
    }
    return found
  }

  /// A variable that is set and not empty.
  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

/// `--config`, for the help; `Configuration` has read it before the command is parsed.
struct ConfigurationOption: ParsableArguments {
  @Option(
    name: .long,
    help: """
      File of settings. Default: $SUQIU_CONFIG, else ./suqiu.yaml, else /etc/suqiu/suqiu.yaml. \
      A flag goes before its variable SUQIU_…, and that before the file.
      """)
  var config: String?
}
