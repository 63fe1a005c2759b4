internal import Matching
internal import RuleLanguage
internal import Transcripts

/// The distinct character n-grams of an order's readable text, as soft tables see it.
struct OrderGrams {
  /// The longest n-gram that fits into one word.
  static let longest = 3
  private static let bitsPerCharacter = 21

  private let reader: DocumentReader
  private let length: Int

  /// `length` is the longest n-gram wanted, 1 to `longest`.
  init(engine: RuleEngine, length: Int) {
    precondition((1...Self.longest).contains(length), "n-grams have one to three characters")
    reader = engine.reader
    self.length = length
  }

  /// Sorted, each once; read as the engine reads, so that learning and matching see one text.
  func grams(of text: String, using document: inout Document) -> [UInt64] {
    document.removeAll()
    document.original.append(contentsOf: text.utf8)
    reader.structure(&document)
    var found: Set<UInt64> = []
    var sentence = 0
    for segment in document.segments {
      guard SectionSet.rulesDefault.contains(SectionSet(segment.section)), !segment.isBoilerplate
      else { continue }
      var run: [UInt32] = []
      for place in Int(segment.start)..<Int(segment.end) {
        while sentence < document.sentenceStarts.count,
          Int(document.sentenceStarts[sentence]) <= place
        {
          // A new sentence begins here or before: nothing may reach over it.
          run.removeAll(keepingCapacity: true)
          sentence += 1
        }
        let scalar = document.scalars[place]
        guard Self.isHan(scalar) else {
          run.removeAll(keepingCapacity: true)
          continue
        }
        run.append(scalar)
        var packed: UInt64 = 0
        for (offset, scalar) in run.suffix(length).reversed().enumerated() {
          packed |= UInt64(scalar) << UInt64(Self.bitsPerCharacter * offset)
          found.insert(packed)
        }
      }
    }
    return found.sorted()
  }

  /// The characters of a packed n-gram.
  static func text(_ packed: UInt64) -> String {
    var text = String.UnicodeScalarView()
    for offset in (0..<longest).reversed() {
      let code = UInt32(packed >> UInt64(bitsPerCharacter * offset) & (1 << bitsPerCharacter - 1))
      if code != 0, let scalar = Unicode.Scalar(code) { text.append(scalar) }
    }
    return String(text)
  }

  /// Han alone: digits and letters are names and numbers, marks say little.
  private static func isHan(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: true
    default: false
    }
  }
}
