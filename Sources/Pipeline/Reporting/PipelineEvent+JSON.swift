extension PipelineEvent {
  /// The stable word of the event.
  package var name: StaticString {
    switch self {
    case .ready: "ready"
    case .stopping: "stopping"
    case .stopped: "stopped"
    case .failed: "failed"
    case .published: "published"
    case .nameTaken: "name_taken"
    case .quarantined: "quarantined"
    case .leftInPlace: "left_in_place"
    case .cannotClaim: "cannot_claim"
    case .stillWritten: "still_written"
    case .resultVanished: "result_vanished"
    case .recovered: "recovered"
    case .inboxReplaced: "inbox_replaced"
    case .hintsLost: "hints_lost"
    case .watchUnavailable: "watch_unavailable"
    case .paused: "paused"
    case .resumed: "resumed"
    case .archiveCleaned: "archive_cleaned"
    case .feedbackTaken: "feedback_taken"
    case .feedbackRefused: "feedback_refused"
    case .feedbackFailed: "feedback_failed"
    case .historyCaughtUp: "history_caught_up"
    case .historyUnavailable: "history_unavailable"
    case .volumeUnusual: "volume_unusual"
    case .consoleReady: "console_ready"
    case .consoleUnavailable: "console_unavailable"
    case .consoleChange: "console_change"
    case .sinkFailing: "sink_failing"
    case .sinkWorking: "sink_working"
    case .sinkDeadLetter: "sink_dead_letter"
    case .rulesAccepted: "rules_accepted"
    case .rulesRefused: "rules_refused"
    case .lastGoodRulesInUse: "last_good_rules_in_use"
    case .lastGoodRulesNotKept: "last_good_rules_not_kept"
    case .ruleSwitchedOff: "rule_switched_off"
    }
  }

  /// Warning = recovered by itself or waits for people; error = somebody must act.
  package var level: Level {
    switch self {
    case .failed: .error
    case .quarantined, .leftInPlace, .cannotClaim, .resultVanished, .inboxReplaced, .hintsLost,
      .watchUnavailable, .historyUnavailable, .volumeUnusual, .paused, .feedbackRefused,
      .feedbackFailed, .consoleUnavailable, .sinkFailing, .sinkDeadLetter, .rulesRefused,
      .lastGoodRulesInUse, .lastGoodRulesNotKept, .ruleSwitchedOff:
      .warning
    case .nameTaken, .stillWritten: .debug
    default: .info
    }
  }

  /// The event as one line without its end, as standard error shows it.
  package func line(at milliseconds: Int64, showsNames: Bool) -> String {
    String(decoding: json(at: milliseconds, showsNames: showsNames).closed, as: UTF8.self)
  }

  /// The event as one object.
  ///
  /// Names are shown only when asked for.
  func json(at milliseconds: Int64, showsNames: Bool) -> JSONObject {
    var json = JSONObject()
    json.add("event", "\(name)")
    json.add("level", level.rawValue)
    json.add("time", TimeText.utc(milliseconds))
    addFacts(to: &json)
    if showsNames, let fileName { json.add("name", String("\(fileName)".prefix(120))) }
    return json
  }

  private var fileName: FileName? {
    switch self {
    case .published(_, let name, _, _, _), .quarantined(_, let name, _),
      .leftInPlace(_, _, let name), .cannotClaim(_, let name, _):
      name
    default: nil
    }
  }

  private func addFacts(to json: inout JSONObject) {
    switch self {
    case .ready(let inbox, let instance, let mode):
      json.add("inbox", inbox)
      json.add("instance", instance)
      json.add("mode", mode.rawValue)
    case .stopped(let published, let quarantined):
      json.add("published", published)
      json.add("quarantined", quarantined)
    case .failed(let sentence): json.add("message", String(firstLine(of: sentence)))
    case .published(let id, _, let sourceBytes, let resultBytes, let took):
      json.add("id", "\(id)")
      json.add("bytes", sourceBytes)
      json.add("result_bytes", resultBytes)
      json.add("took_ms", took)
    case .nameTaken(let id), .stillWritten(let id), .resultVanished(let id):
      json.add("id", "\(id)")
    case .quarantined(let id, _, let code):
      json.add("id", "\(id)")
      json.add("code", code)
    case .leftInPlace(let kind, let inode, _):
      json.add("kind", kind)
      json.add("inode", inode)
    case .cannotClaim(let inode, _, let failure):
      json.add("inode", inode)
      json.add("message", "\(failure)")
    case .recovered(let instance, let again, let published, let archived, let dropped):
      json.add("instance", instance)
      json.add("again", again)
      json.add("published", published)
      json.add("archived", archived)
      json.add("dropped", dropped)
    case .watchUnavailable(let failure), .lastGoodRulesNotKept(let failure),
      .feedbackFailed(let failure):
      json.add("message", "\(failure)")
    case .paused(let reason):
      json.add("code", reason.code)
      json.add("message", reason.sentence)
    case .resumed(let seconds): json.add("after_seconds", seconds)
    case .archiveCleaned(let count): json.add("files", count)
    case .feedbackTaken(let kind, let target, let isNew, let isPutBack):
      json.add("kind", kind)
      json.add("target", target)
      json.add("new", isNew)
      json.add("put_back", isPutBack)
    case .feedbackRefused(let code): json.add("code", code)
    case .historyCaughtUp(let files, let orders, let gone, let took):
      json.add("files", files)
      json.add("orders", orders)
      json.add("gone", gone)
      json.add("took_ms", took)
    case .consoleReady(let address, let token):
      json.add("address", address)
      json.add("token", token)
    case .consoleChange(let kind, let target):
      json.add("kind", kind)
      json.add("of", target)
    case .historyUnavailable(let sentence), .consoleUnavailable(let sentence):
      json.add("message", sentence)
    case .volumeUnusual(let kind, let name, let orders, let hours):
      json.add("kind", kind)
      json.add("of", name)
      json.add("orders", orders)
      json.add("hours", hours)
    case .sinkFailing(let sink, let why):
      json.add("sink", sink)
      json.add("message", why)
    case .sinkWorking(let sink): json.add("sink", sink)
    case .sinkDeadLetter(let sink, let id, let why):
      json.add("sink", sink)
      json.add("id", "\(id)")
      json.add("message", why)
    case .rulesAccepted(let digest, let label), .lastGoodRulesInUse(let digest, let label):
      json.add("digest", digest)
      json.add("label", label)
    case .rulesRefused(let report):
      // The whole report stands in the status and in 规则状态.txt; the log tells that there is one.
      json.add("message", String(firstLine(of: report)))
      json.add("errors", report.split(separator: "\n").count { $0.hasPrefix("error") })
    case .ruleSwitchedOff(let rule): json.add("rule", rule)
    case .stopping, .inboxReplaced, .hintsLost: break
    }
  }

  private func firstLine(of text: String) -> Substring {
    text.prefix { !$0.isNewline }
  }
}
