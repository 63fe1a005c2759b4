/// How orders are laid out, as `layouts.yaml` says it: pure data, made by the rule reader.
package struct Layouts: Sendable {
  /// A field name of a work order, such as 受理内容.
  package struct FieldName: Sendable {
    package var names: [String]
    /// The section its value belongs to.
    package var section: Section
    /// The id under which the value is reported, or nil.
    package var field: String?

    package init(names: [String], section: Section, field: String? = nil) {
      self.names = names
      self.section = section
      self.field = field
    }
  }

  /// A prefix that opens a turn, such as 客户：.
  package struct SpeakerPrefix: Sendable {
    package var names: [String]
    package var speaker: Speaker

    package init(names: [String], speaker: Speaker) {
      self.names = names
      self.speaker = speaker
    }
  }

  /// Text that names labels without meaning them.
  package struct Boilerplate: Sendable {
    package enum Until: String, Sendable, CaseIterable { case sentence, line, document }
    package var starts: [String]
    package var until: Until

    package init(starts: [String], until: Until) {
      self.starts = starts
      self.until = until
    }
  }

  package var fields: [FieldName] = []
  package var speakers: [SpeakerPrefix] = []
  /// Words after which the rest of the sentence is a finding.
  package var findings: [String] = []
  package var boilerplate: [Boilerplate] = []
  /// Marks of an option that was not ticked, such as □.
  package var optionMarks: [String] = []
  /// Values that say no in `name：value` option lists.
  package var optionDenials: [String] = []

  package init() {}
}
