/// The status as Prometheus text, for `metrics.prom` (node_exporter's textfile way) and the
/// console's `/metrics`.
package enum MetricsText {
  package static func render(_ status: DaemonStatus) -> [UInt8] {
    var text = ""
    func add(_ name: String, _ kind: String, _ help: String, _ value: Int) {
      text += "# HELP suqiu_\(name) \(help)\n# TYPE suqiu_\(name) \(kind)\n"
      text += "suqiu_\(name){instance=\"\(status.instance)\"} \(value)\n"
    }
    add("published_total", "counter", "Results written to the outbox.", status.counts.published)
    add("quarantined_total", "counter", "Files refused.", status.counts.quarantined)
    add("source_bytes_total", "counter", "Bytes of classified sources.", status.counts.bytes)
    add("backlog_files", "gauge", "Files seen and not finished.", status.backlog)
    add(
      "oldest_waiting_seconds", "gauge", "Age of the oldest waiting file.", status.oldestWaiting)
    add("paused", "gauge", "1 while something must be mended.", status.paused == nil ? 0 : 1)
    add(
      "rules_refused", "gauge", "1 while the newest rule set is not in use.",
      status.rules.refusal == nil ? 0 : 1)
    return Array(text.utf8)
  }
}
