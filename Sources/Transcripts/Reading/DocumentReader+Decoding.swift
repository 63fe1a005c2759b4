extension DocumentReader {
  /// Bytes one order may have, in a file or as a row.
  package static let maximumBytes = 4 << 20

  /// Fills `original` with valid UTF-8 and runs the fold pass over it.
  ///
  /// Byte-order mark, strict UTF-8, UTF-16, strict GB18030, flagged repair; in this order, because
  /// most short Chinese UTF-8 texts are well-formed GB18030 and hardly ever the other way round.
  func decode(
    _ bytes: UnsafeRawBufferPointer, into document: inout Document
  ) throws(ReadRefusal) {
    guard bytes.count <= Self.maximumBytes else {
      throw .tooLarge(bytes: bytes.count, limit: Self.maximumBytes)
    }
    if let name = BinarySignature.name(of: bytes) { throw .binary(looksLike: name) }
    document.sourceBytes = bytes.count
    let first = bytes.first ?? 0
    if first == 0xEF, bytes.count > 2, bytes[1] == 0xBB, bytes[2] == 0xBF {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[3...])
      try decodeUTF8(rest, mark: 3, into: &document)
    } else if first >= 0xFE, bytes.count > 1, first ^ bytes[1] == 1 {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[2...])
      try decodeUTF16(
        rest, as: first == 0xFE ? .utf16BE : .utf16LE, mark: 2, into: &document)
    } else {
      try decodeUTF8(bytes, mark: 0, into: &document)
    }
    try refuseControls(in: document)
  }

  private func decodeUTF8(
    _ bytes: UnsafeRawBufferPointer, mark: Int, into document: inout Document
  ) throws(ReadRefusal) {
    document.original.append(contentsOf: bytes)
    document.encoding = mark > 0 ? .utf8BOM : .utf8
    let firstBad = FoldPass.run(&document)
    if firstBad == nil, document.readingNotes.nulls == 0 { return }
    if mark == 0, let guess = UTF16Decoding.guess(bytes, isWellFormedUTF8: firstBad == nil) {
      return try decodeUTF16(bytes, as: guess, mark: 0, into: &document)
    }
    guard let firstBad else { return }
    var repair = TextRepair()
    document.original.removeAll(keepingCapacity: true)
    repair.appendUTF8(bytes, to: &document.original)
    let isCutOff =
      repair.replaced == 1 && repair.multibyte > 0 && TextRepair.isCutOff(bytes, at: firstBad)
    if isCutOff || (repair.isSlight && (repair.isPlainUTF8 || mark > 0)) {
      return finishRepair(repair, as: .utf8Repaired, of: &document)
    }
    guard mark == 0, !repair.isPlainUTF8 else { throw .undecodable(offset: firstBad + mark) }
    try decodeGB18030(bytes, utf8: repair, firstBad: firstBad, into: &document)
  }

  private func decodeGB18030(
    _ bytes: UnsafeRawBufferPointer, utf8: TextRepair, firstBad: Int,
    into document: inout Document
  ) throws(ReadRefusal) {
    document.original.removeAll(keepingCapacity: true)
    let read = document.scratch.gb18030.append(bytes, to: &document.original)
    if read == bytes.count {
      document.encoding = .gb18030
      dropLeadingMark(of: &document)
      refold(&document)
      return
    }
    if utf8.isSlight {
      var repair = TextRepair()
      document.original.removeAll(keepingCapacity: true)
      repair.appendUTF8(bytes, to: &document.original)
      return finishRepair(repair, as: .utf8Repaired, of: &document)
    }
    var repair = TextRepair()
    document.original.removeAll(keepingCapacity: true)
    repair.appendGB18030(bytes, with: &document.scratch.gb18030, to: &document.original)
    guard repair.isSlight else { throw .undecodable(offset: max(firstBad, read)) }
    finishRepair(repair, as: .gb18030Repaired, of: &document)
  }

  private func decodeUTF16(
    _ bytes: UnsafeRawBufferPointer, as encoding: TextEncoding, mark: Int,
    into document: inout Document
  ) throws(ReadRefusal) {
    document.original.removeAll(keepingCapacity: true)
    document.encoding = encoding
    let (replaced, firstBad) = UTF16Decoding.append(
      bytes, isBigEndian: encoding == .utf16BE, to: &document.original)
    refold(&document)
    guard replaced <= 1 || replaced * 100 < document.count else {
      throw .undecodable(offset: firstBad + mark)
    }
    recordReplaced(replaced, in: &document)
  }

  private func finishRepair(
    _ repair: TextRepair, as encoding: TextEncoding, of document: inout Document
  ) {
    document.encoding = encoding
    refold(&document)
    recordReplaced(repair.replaced, in: &document)
  }

  private func recordReplaced(_ count: Int, in document: inout Document) {
    document.readingNotes.replaced = count
    document.readingNotes.replacementCharacters -= count
  }

  private func refold(_ document: inout Document) {
    let firstBad = FoldPass.run(&document)
    precondition(firstBad == nil, "the decoder must write valid UTF-8")
  }

  /// A GB18030 text may begin with the byte-order mark's own code.
  private func dropLeadingMark(of document: inout Document) {
    if document.original.starts(with: [0xEF, 0xBB, 0xBF]) { document.original.removeFirst(3) }
  }

  /// A stray control character is kept; more than one in a hundred, and more than two, is no text.
  private func refuseControls(in document: borrowing Document) throws(ReadRefusal) {
    let bad = document.readingNotes.nulls + document.readingNotes.controls
    guard bad > 2, bad * 100 > document.count else { return }
    throw .binary(looksLike: "binary data (\(bad) of \(document.count) characters are controls)")
  }
}
