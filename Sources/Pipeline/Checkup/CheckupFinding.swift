/// One thing a checkup looked at.
package struct CheckupFinding: Sendable {
  package enum State: String, Sendable { case fine, warning, failure }

  package let state: State
  /// What was looked at, in a word or two.
  package let subject: String
  /// What was found.
  package let found: String
  /// What to do about it; nil when there is nothing to do.
  package let help: String?

  package init(_ state: State, _ subject: String, _ found: String, help: String? = nil) {
    self.state = state
    self.subject = subject
    self.found = found
    self.help = help
  }
}
