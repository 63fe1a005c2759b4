/// Something wrong with a rule file, told so that a person can mend it in one reading.
package struct Diagnostic: Sendable {
  package enum Severity: String, Sendable { case error, warning }

  package var severity: Severity
  /// A stable word such as `unknown-label`.
  package var code: DiagnosticCode
  /// What is wrong; lower case, no full stop.
  package var message: String
  /// Where; nil for the folder as a whole.
  package var position: FilePosition?
  /// How many code points of the line are meant.
  package var length: Int
  /// A few words under the marked place.
  package var mark: String
  /// Why.
  package var notes: [String]
  /// How to fix it.
  package var help: [String]

  package init(
    _ code: DiagnosticCode, _ message: String, at position: FilePosition?, length: Int = 1,
    mark: String = "", notes: [String] = [], help: [String] = []
  ) {
    severity = code.severity
    self.code = code
    self.message = message
    self.position = position
    self.length = length
    self.mark = mark
    self.notes = notes
    self.help = help
  }
}
