package import Matching
internal import Synchronization

/// The rules in use: swapped between two batches, never within one.
package final class ActiveRules: Sendable {
  /// What people see of the rules in use.
  package struct Summary: Equatable, Sendable {
    package var digest = ""
    package var label = ""
    /// Milliseconds since 1970.
    package var since: Int64 = 0
    /// Whether these are the last good rules because the folder's could not be used at the start.
    package var isLastGood = false
    /// Why a newer set is not in use.
    package var refusal: String?
    package var refusedAt: Int64 = 0
    /// What the last change does to archived orders, in words; nil before the first change.
    package var preview: String?

    package init() {}

    var json: JSONObject {
      var json = JSONObject()
      json.add("digest", digest)
      json.add("label", label)
      json.add("since", TimeText.utc(since))
      json.add("last_good", isLastGood)
      var refused: JSONObject?
      if let refusal {
        refused = JSONObject()
        refused?.add("time", TimeText.utc(refusedAt))
        refused?.add("report", refusal)
      }
      json.add("refused", refused)
      return json
    }
  }

  private struct State {
    var engine: RuleEngine
    var summary: Summary
  }

  private let state: Mutex<State>

  package init(_ engine: RuleEngine, at wall: Int64, isLastGood: Bool = false) {
    var summary = Summary()
    summary.digest = engine.digest
    summary.label = engine.label
    summary.since = wall
    summary.isLastGood = isLastGood
    state = Mutex(State(engine: engine, summary: summary))
  }

  package var engine: RuleEngine { state.withLock { $0.engine } }

  package var summary: Summary { state.withLock { $0.summary } }

  /// Puts other rules in use at this moment (milliseconds since 1970).
  func accept(_ engine: RuleEngine, at wall: Int64) {
    state.withLock { state in
      state.engine = engine
      state.summary = Summary()
      state.summary.digest = engine.digest
      state.summary.label = engine.label
      state.summary.since = wall
    }
  }

  /// Keeps the rules in use and remembers why the newer ones are not.
  func refuse(_ report: String, at wall: Int64) {
    state.withLock { state in
      state.summary.refusal = report
      state.summary.refusedAt = wall
    }
  }

  /// Remembers what was found about a change, while its rules are in use.
  func notePreview(_ text: String, of digest: String) {
    state.withLock { state in
      if state.engine.digest == digest { state.summary.preview = text }
    }
  }

  /// The folder holds the rules in use again.
  func forgetRefusal() {
    state.withLock { state in
      state.summary.refusal = nil
      state.summary.isLastGood = false
    }
  }
}
