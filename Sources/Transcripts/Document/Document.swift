internal import Synchronization

/// One order as understood: its text, its offsets, its sections, turns, sentences and fields.
///
/// A worker owns one and refills it for every order; nothing here allocates once the arrays have
/// grown. All positions are code points of the decoded original text, half-open.
package struct Document: ~Copyable {
  // MARK: Text

  /// The decoded original as UTF-8, byte-order mark dropped, line ends untouched.
  package var original: [UInt8] = []
  /// The text to match as UTF-8: one code point for each of the original, see `FoldTable`.
  package var folded: [UInt8] = []
  /// The folded code points.
  package var scalars: [UInt32] = []
  /// What each code point is: `CharacterMarks`.
  package var marks: [UInt8] = []
  /// Byte offset of each code point in `original`, plus the end.
  package var originalOffsets: [Int32] = []
  /// Byte offset of each code point in `folded`, plus the end.
  package var foldedOffsets: [Int32] = []

  // MARK: Structure

  /// The stretches of one section, speaker and turn; sorted, covering the text.
  package var segments: [Segment] = []
  /// First code point of each sentence, sorted; the first is 0 when there is text.
  package var sentenceStarts: [Int32] = []
  /// The number of turns; 0 where nobody is told apart.
  package var turnCount = 0
  /// Whether the text reads like speech (dialogue, or long stretches without punctuation).
  package var isSpeech = false
  /// What kind of document this is.
  package var format = DocumentFormat.plain

  // MARK: Findings of the reader

  /// Named values with their places.
  package var fields: [DocumentField] = []
  /// Personal data with its places, sorted by start.
  package var personalData: [PersonalDatum] = []

  // MARK: Provenance

  /// The encoding the bytes were read with.
  package var encoding = TextEncoding.utf8
  /// What the decoder met that a person should know of.
  package var readingNotes = ReadingNotes()
  /// Size of the source in bytes.
  package var sourceBytes = 0
  /// SHA-256 of the source bytes, 32 bytes; empty until the writer asks for it.
  package var digest: [UInt8] = []

  // MARK: Scratch

  var scratch = ReadingScratch()
  /// Never read. A type that holds an atomic is passed by its address; without one the compiler
  /// copies the whole document to the stack at many a call, two dozen times an order.
  private let isPassedByAddress = Atomic<Bool>(true)

  package init() {}

  /// The number of code points.
  package var count: Int { scalars.count }

  /// Empties the document and keeps its memory.
  package mutating func removeAll() {
    Self.empty(&original)
    Self.empty(&folded)
    Self.empty(&scalars)
    Self.empty(&marks)
    Self.empty(&originalOffsets)
    Self.empty(&foldedOffsets)
    Self.empty(&segments)
    Self.empty(&sentenceStarts)
    turnCount = 0
    isSpeech = false
    format = .plain
    Self.empty(&fields)
    Self.empty(&personalData)
    encoding = .utf8
    readingNotes = ReadingNotes()
    sourceBytes = 0
    Self.empty(&digest)
  }

  /// Empties an array and keeps its memory; asking first is much cheaper when there is nothing.
  @inline(__always)
  static func empty<Element>(_ array: inout [Element]) {
    if !array.isEmpty { array.removeAll(keepingCapacity: true) }
  }

  /// The original text of a span; for explanations and tests, not for the hot way.
  package func text(_ span: TextSpan) -> String {
    let bytes = original[Int(originalOffsets[span.start])..<Int(originalOffsets[span.end])]
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The layout a document was read as.
package enum DocumentFormat: UInt8, Sendable {
  case plain, workOrder, dispatch, dutyLog, letter, dialogue, speech

  /// The word used in results.
  package var name: StaticString {
    switch self {
    case .plain: "plain"
    case .workOrder: "work_order"
    case .dispatch: "dispatch"
    case .dutyLog: "duty_log"
    case .letter: "letter"
    case .dialogue: "dialogue"
    case .speech: "speech"
    }
  }
}

/// The encoding a document was read with.
package enum TextEncoding: UInt8, Sendable {
  case utf8, utf8BOM, utf16LE, utf16BE, gb18030, utf8Repaired, gb18030Repaired

  /// The word used in results.
  package var name: StaticString {
    switch self {
    case .utf8: "UTF-8"
    case .utf8BOM: "UTF-8-BOM"
    case .utf16LE: "UTF-16LE"
    case .utf16BE: "UTF-16BE"
    case .gb18030: "GB18030"
    case .utf8Repaired: "UTF-8 (repaired)"
    case .gb18030Repaired: "GB18030 (repaired)"
    }
  }
}

/// Oddities of the bytes that were kept and must not stay silent: counts of code points.
package struct ReadingNotes: Equatable, Sendable {
  /// Ill-formed sequences replaced by U+FFFD.
  package var replaced = 0
  /// U+FFFD already in the text.
  package var replacementCharacters = 0
  package var nulls = 0
  package var controls = 0
  package var privateUse = 0

  package init() {}
}

/// A named value found in the text, such as an order number.
package struct DocumentField: Equatable, Sendable {
  /// Index into `Layouts.fieldNames`.
  package var name: Int32
  package var start: Int32
  package var end: Int32

  package init(name: Int32, start: Int32, end: Int32) {
    self.name = name
    self.start = start
    self.end = end
  }
}

/// One piece of personal data.
package struct PersonalDatum: Equatable, Sendable {
  package var kind: PersonalDataKind
  package var start: Int32
  package var end: Int32

  package init(kind: PersonalDataKind, start: Int32, end: Int32) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// The kinds of personal data that are told apart.
package enum PersonalDataKind: UInt8, CaseIterable, Sendable {
  case mobile, landline, idCard, bankCard, account, orderNumber, name

  /// The word used in policy files and results.
  package var name: StaticString {
    switch self {
    case .mobile: "mobile"
    case .landline: "landline"
    case .idCard: "id_card"
    case .bankCard: "bank_card"
    case .account: "account"
    case .orderNumber: "order_no"
    case .name: "name"
    }
  }
}
