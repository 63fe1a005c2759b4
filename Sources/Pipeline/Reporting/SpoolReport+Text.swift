extension SpoolReport {
  /// For machines: every status file as it is, with `alive` in front.
  package var json: String {
    var text = Array("{\"running\":\(isWorking),\"waiting\":".utf8)
    text += Array((waiting.map { "\($0)" } ?? "null").utf8) + Array(",\"instances\":[".utf8)
    for (index, instance) in instances.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += Array("{\"alive\":\(instance.isAlive),".utf8)
      text += instance.text.dropFirst().filter { $0 != UInt8(ascii: "\n") }
    }
    return String(decoding: text + Array("]}".utf8), as: UTF8.self)
  }

  /// For people.
  ///
  /// Instances that ended as they should are left out while others work.
  package var text: String {
    let isAnyAlive = instances.contains(where: \.isAlive)
    let shown = instances.filter { $0.isAlive || $0.isDead || !isAnyAlive }
    return shown.map(describe).joined(separator: "\n")
  }

  private func describe(_ instance: Instance) -> String {
    let status = instance.status
    var lines = [headline(instance)]
    if instance.isAlive {
      if let paused = status.paused { lines.append("  \(paused.message)") }
      let oldest = status.backlog > 0 ? ", the oldest for \(status.oldestWaiting) s" : ""
      lines.append("  inbox    \(status.inbox): \(status.backlog) waiting\(oldest)")
      let rate = status.rate
      lines.append("  rate     \(rate.lastMinute) in the last minute, \(rate.perSecond)/s")
    } else {
      let waiting = waiting.map { "\($0)" } ?? "an unknown number of"
      lines.append("  inbox    \(status.inbox): \(waiting) waiting, nobody takes them")
    }
    let counts = status.counts
    lines.append("  so far   \(counts.published) results, \(counts.quarantined) files refused")
    lines += describe(status.rules)
    if let rules = status.switchedOff, !rules.isEmpty {
      lines.append("           not tested, because they met limits too often; mend and save them:")
      lines += rules.map { "             \($0)" }
    }
    lines += (status.sinks ?? []).flatMap(describe)
    if let error = status.lastError, error.message != status.paused?.message {
      lines.append("  last     \(error.message) (\(error.time ?? status.updated))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func describe(_ sink: WrittenStatus.Sink) -> [String] {
    var lines = [
      "  sink     \(sink.name): \(sink.delivered) delivered, \(sink.waiting) waiting, \(sink.dead) dead letters"
    ]
    if let failing = sink.failing {
      let since = failing.time.map { " (since \($0))" } ?? ""
      lines.append("           nothing is delivered now: \(failing.message)\(since)")
    }
    if sink.dead > 0 {
      lines.append("           the reasons are in \(spool)/sinks/\(sink.name)/dead")
    }
    return lines
  }

  private func headline(_ instance: Instance) -> String {
    let status = instance.status
    let name = status.instance
    if instance.isDead {
      return """
        \(name): not running; it was \(status.state) at \(status.updated) and went away without a \
        word (killed, crashed, or the machine went down)
          start it again: nothing is lost, it goes on from where it stood
        """
    }
    if !instance.isAlive {
      return "\(name): not running; stopped at \(status.since), start it with `suqiu serve`"
    }
    let way = status.mode == "events" ? "told of new files" : "looking for new files"
    return "\(name): \(status.state) since \(status.since), process \(status.processId), \(way)"
  }

  private func describe(_ rules: WrittenStatus.Rules) -> [String] {
    var lines = ["  rules    \(rules.label) \(rules.digest), in use since \(rules.since)"]
    if rules.isLastGood {
      lines.append("           these are the last good ones: the folder's could not be used")
    }
    if let refused = rules.refused {
      lines.append("           newer rules were refused at \(refused.time); mend and save them:")
      lines += refused.report.split(separator: "\n").map { "             \($0)" }
    }
    return lines
  }
}
