internal import Transcripts

/// What a claimed file is to become: the one place where a claim turns into one row or many.
enum TranscriptKind: Equatable {
  /// The whole file is one order, its result one JSON.
  case order
  /// A `.json` file that holds one object is one order too.
  case object
  /// Rows, each an order; the result has a line for each.
  case batch(BatchKind)

  /// Bytes of a `.json` file that tell an array from an object, and from plain text.
  private static let headSize = 4096

  /// Looks at the name, and into the file only where the name does not tell.
  init(
    of name: FileName, _ file: borrowing Descriptor, files: FileSystem
  ) throws(SystemFailure) {
    switch Self.batchKind(of: name) {
    case nil: self = .order
    case .json?:
      switch Self.firstCharacter(of: try files.head(of: file, Self.headSize)) {
      case UInt8(ascii: "["): self = .batch(.json)
      case UInt8(ascii: "{"): self = .object
      default: self = .order
      }
    case let kind?: self = .batch(kind)
    }
  }

  /// Whether a file of that name is one that is read row by row.
  static func isReadByRows(_ name: FileName) -> Bool { batchKind(of: name) != nil }

  private static func batchKind(of name: FileName) -> BatchKind? {
    let bytes = name.bytes
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), bytes.count - dot <= 8 else {
      return nil
    }
    return BatchKind(fileExtension: String(decoding: bytes[(dot + 1)...], as: UTF8.self))
  }

  /// The first character, whatever the encoding: marks, NULs and blanks are skipped.
  private static func firstCharacter(of head: [UInt8]) -> UInt8? {
    head.first { byte in
      switch byte {
      case 0, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF: false
      default: true
      }
    }
  }

  /// The ending of the result's name.
  var resultEnding: StaticString {
    switch self {
    case .order, .object: ".json"
    case .batch: ".jsonl"
    }
  }

  /// How its rows are read, where there are any.
  var rows: BatchKind {
    switch self {
    case .order, .object: .json
    case .batch(let kind): kind
    }
  }
}
