/// First bytes of files that are dropped by mistake.
enum BinarySignature {
  /// What the bytes look like, worded to follow "this is not text but".
  static func name(of bytes: UnsafeRawBufferPointer) -> String? {
    guard let first = bytes.first else { return nil }
    switch first {
    // What text begins with, and no signature: the usual case must cost nothing.
    case 0xE0...0xEF, 0x30...0x36, 0x41...0x46, 0x54...0x7A: return nil
    default: return listed(bytes)
    }
  }

  @inline(never)
  private static func listed(_ bytes: UnsafeRawBufferPointer) -> String? {
    for (signature, name) in known where bytes.count >= signature.count {
      if zip(signature, bytes).allSatisfy(==) { return name }
    }
    return nil
  }

  private static let known: [(signature: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF file"),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive or Office file (.xlsx, .docx)"),
    (Array("PK\u{5}\u{6}".utf8), "an empty ZIP archive"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office file (.xls, .doc)"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    (Array("RIFF".utf8), "a sound or film file"),
    ([0x49, 0x44, 0x33], "an MP3 recording"),
    (Array("\u{7F}ELF".utf8), "a program"),
    ([0x1F, 0x8B], "a gzip archive"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    (Array("{\\rtf".utf8), "a rich-text (.rtf) file"),
    (Array("SQLite format 3\0".utf8), "a database"),
  ]
}
