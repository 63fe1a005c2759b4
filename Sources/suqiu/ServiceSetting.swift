/// A setting of the service: its key in `suqiu.yaml`, its variable and its option are one name.
struct ServiceSetting {
  enum Kind {
    /// `key: value` becomes `--key value`.
    case value
    /// Each value becomes an option of its own.
    case list
    /// `true` or `false`; the flag is given when the value is this one.
    case flag(String, when: Bool)
  }

  let key: String
  var kind = Kind.value
  var commands: Set<String> = ["serve", "doctor"]
  /// Options that, typed, say the opposite of a flag and are no flags of its kind.
  var opposites: [String] = []

  /// Whether it may hold several values; in its variable they stand apart by blanks.
  var isList: Bool { if case .list = kind { true } else { false } }

  /// `SUQIU_QUIET_MS` for `quiet_ms`.
  var variable: String { "SUQIU_" + key.uppercased() }

  static let all = [
    Self(key: "spool", commands: ["serve", "status", "redo", "index", "report", "doctor"]),
    Self(key: "outbox", commands: ["serve", "redo", "doctor"]),
    Self(key: "rules", commands: ["serve", "redo", "index", "report", "doctor"]),
    Self(key: "listen"),
    Self(
      key: "console", kind: .flag("--no-console", when: false),
      opposites: ["--console", "--listen"]),
    Self(key: "console_host", kind: .list, commands: ["serve"]),
    Self(key: "instance", commands: ["serve"]),
    Self(key: "durability", commands: ["serve"]),
    Self(key: "duplicates", commands: ["serve"]),
    Self(key: "marker", commands: ["serve"]),
    Self(key: "ignore", kind: .list, commands: ["serve"]),
    Self(key: "quiet_ms", commands: ["serve"]),
    Self(key: "archive_days", commands: ["serve"]),
    Self(key: "quarantine_days", commands: ["serve"]),
    Self(key: "batch_files", commands: ["serve"]),
    Self(key: "outbox_files", commands: ["serve"]),
    Self(key: "free_mib", commands: ["serve"]),
    Self(key: "free_inodes", commands: ["serve"]),
    Self(key: "log_names", kind: .flag("--log-names", when: true), commands: ["serve"]),
  ]

  /// The options that say the same as these values; nil when they are not of its kind.
  func arguments(_ values: [String]) -> [String]? {
    let option = "--" + key.replacing("_", with: "-")
    switch kind {
    case .value: return values.count == 1 ? [option + "=" + values[0]] : nil
    case .list: return values.map { option + "=" + $0 }
    case .flag(let flag, let wanted):
      guard values == ["true"] || values == ["false"] else { return nil }
      return values == [wanted ? "true" : "false"] ? [flag] : []
    }
  }
}
