internal import Glibc

/// Looks at one sink as the daemon would use it; sends nothing.
package enum SinkCheckup {
  /// `reach` says why no connection can be made within the seconds, nil when it can.
  package static func run(
    _ sink: SinkSettings, spool: String, reach: (String, Int) -> String?
  ) -> [CheckupFinding] {
    let subject = "sink \(sink.name)"
    var findings = [connection(sink, subject, reach)]
    if let path = sink.tokenFile { findings.append(token(path, subject)) }
    let dead = countDead(sink, spool: spool)
    if dead > 0 {
      findings.append(
        CheckupFinding(
          .warning, subject, "\(dead) dead letters",
          help:
            "the reasons are in \(spool)/sinks/\(sink.name)/dead; post them again or delete them"))
    }
    return findings
  }

  /// A receiver may be away for a while: that keeps no daemon from running.
  private static func connection(
    _ sink: SinkSettings, _ subject: String, _ reach: (String, Int) -> String?
  ) -> CheckupFinding {
    guard let why = reach(sink.url, min(sink.timeoutSeconds, 5)) else {
      return CheckupFinding(.fine, subject, "\(sink.url) takes connections")
    }
    return CheckupFinding(
      .warning, subject, "\(sink.url): \(why)",
      help: "start the receiver, mend the url, or let the unit out (docs/integration.md, Webhooks)")
  }

  private static func token(_ path: String, _ subject: String) -> CheckupFinding {
    guard SinkToken.read(path) != nil else {
      return CheckupFinding(
        .failure, subject, "\(path) holds no token this user can read",
        help: "one line without blanks; chgrp suqiu \(path) && chmod 640 \(path)")
    }
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & 0o004 != 0 {
      return CheckupFinding(
        .warning, subject, "\(path) can be read by everybody", help: "chmod o-r \(path)")
    }
    return CheckupFinding(.fine, subject, "\(path) holds a token")
  }

  private static func countDead(_ sink: SinkSettings, spool: String) -> Int {
    let files = FileSystem()
    guard let dead = try? files.openFolder(path: "\(spool)/sinks/\(sink.name)/dead") else {
      return 0
    }
    var count = 0
    try? files.names(in: dead) { if $0.ends(with: ".json") { count += 1 } }
    return count
  }
}
