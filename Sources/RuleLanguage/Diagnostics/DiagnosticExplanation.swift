/// The long text behind a code: `suqiu check --explain CODE`.
package struct DiagnosticExplanation: Sendable {
  /// What the code stands for.
  package var what: String
  /// Why it matters.
  package var why: String
  /// A piece of a rule file that provokes it.
  package var avoid: String
  /// The same as it should be.
  package var prefer: String

  /// The text as people read it.
  package var text: String {
    """
    \(what)

    Why: \(why)

    Avoid:
    \(indented(avoid))

    Prefer:
    \(indented(prefer))

    """
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
      .joined(separator: "\n")
  }
}

extension DiagnosticCode {
  /// What it is, why it matters, and a pair to compare.
  package var explanation: DiagnosticExplanation? {
    Explanations.files[self] ?? Explanations.typing[self] ?? Explanations.structure[self]
      ?? Explanations.words[self] ?? Explanations.rules[self]
  }
}

/// The long texts, by what they are about.
enum Explanations {}
