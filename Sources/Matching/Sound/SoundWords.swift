internal import RuleLanguage
internal import Transcripts

/// Words that are heard through recognition errors: 欠肥 is read as 欠费.
///
/// Only in text that was spoken; on written text it would spoil more than it mends. A run is read
/// as a word of exactly as many characters, so no offset moves.
struct SoundWords: Sendable {
  private struct Word: Sendable {
    var scalars: [UInt32]
    var readings: [SyllableTable.Readings]
  }

  /// Longest first within a bucket.
  private let words: [Word]
  /// Words by the syllables of their first two characters, in every way to read them.
  private let buckets: [UInt32: [Int32]]
  /// One bit for each hashed pair of syllables that opens a word: most places fail here.
  private let sieve: [UInt64]

  init(_ list: [String]) {
    let table = SyllableTable.shared
    var words: [Word] = []
    for text in Set(list) {
      let scalars = FoldTable.shared.foldedScalars(text)
      let readings = scalars.map { table[$0] }
      guard scalars.count > 1, readings.allSatisfy({ $0.usual != 0 }) else { continue }
      words.append(Word(scalars: scalars, readings: readings))
    }
    words.sort {
      $0.scalars.count != $1.scalars.count
        ? $0.scalars.count > $1.scalars.count : $0.scalars.lexicographicallyPrecedes($1.scalars)
    }
    var buckets: [UInt32: [Int32]] = [:]
    var sieve = [UInt64](repeating: 0, count: 1024)
    for (number, word) in words.enumerated() {
      for first in [word.readings[0].usual, word.readings[0].other] where first != 0 {
        for second in [word.readings[1].usual, word.readings[1].other] where second != 0 {
          buckets[Self.key(first, second), default: []].append(Int32(number))
          let bit = Self.bit(first, second)
          sieve[bit >> 6] |= 1 << UInt64(bit & 63)
        }
      }
    }
    self.words = words
    self.buckets = buckets
    self.sieve = sieve
  }

  var isEmpty: Bool { words.isEmpty }

  private static func key(_ first: UInt16, _ second: UInt16) -> UInt32 {
    UInt32(first) << 16 | UInt32(second)
  }

  private static func bit(_ first: UInt16, _ second: UInt16) -> Int {
    Int((UInt32(first) &* 523 &+ UInt32(second)) & 0xFFFF)
  }

  /// Reads the text as it sounds; every place where that changes it is appended to `heard`.
  func hear(_ document: inout Document, into heard: inout [HeardWord]) {
    let table = SyllableTable.shared
    var place = 0
    var readings = document.count > 0 ? table[document.scalars[0]] : .init()
    while place + 1 < document.count {
      let next = table[document.scalars[place + 1]]
      defer { readings = place < document.count ? table[document.scalars[place]] : .init() }
      guard readings.usual != 0, next.usual != 0, mayOpen(readings, next),
        let word = word(at: place, readings, next, document.scalars, table)
      else {
        place += 1
        continue
      }
      if !isWritten(word, at: place, document.scalars) {
        heard.append(
          HeardWord(
            start: Int32(place),
            written: Array(document.scalars[place..<place + word.scalars.count]),
            heard: word.scalars))
      }
      place += word.scalars.count
    }
    for word in heard { word.put(word.heard, into: &document) }
  }

  private func mayOpen(_ first: SyllableTable.Readings, _ second: SyllableTable.Readings) -> Bool {
    has(first.usual, second.usual) || first.other != 0 && has(first.other, second.usual)
      || second.other != 0 && has(first.usual, second.other)
      || first.other != 0 && second.other != 0 && has(first.other, second.other)
  }

  @inline(__always)
  private func has(_ first: UInt16, _ second: UInt16) -> Bool {
    let bit = Self.bit(first, second)
    return sieve[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  /// The longest word that sounds like the run at a place, unless a word written out begins inside
  /// the run: what is written goes before what is heard.
  private func word(
    at place: Int, _ first: SyllableTable.Readings, _ second: SyllableTable.Readings,
    _ scalars: [UInt32], _ table: SyllableTable
  ) -> Word? {
    var best: Int32 = .max
    for one in [first.usual, first.other] where one != 0 {
      for two in [second.usual, second.other] where two != 0 {
        for number in buckets[Self.key(one, two)] ?? [] where number < best {
          if isAlike(words[Int(number)], at: place, scalars, table) { best = number }
        }
      }
    }
    guard best < .max else { return nil }
    let word = words[Int(best)]
    if isWritten(word, at: place, scalars) { return word }
    for inner in (place + 1)..<(place + word.scalars.count) where begins(at: inner, scalars, table)
    {
      return nil
    }
    return word
  }

  private func isAlike(
    _ word: Word, at place: Int, _ scalars: [UInt32], _ table: SyllableTable
  ) -> Bool {
    guard place + word.scalars.count <= scalars.count else { return false }
    for offset in word.readings.indices {
      let scalar = scalars[place + offset]
      if scalar != word.scalars[offset], !table[scalar].sounds(like: word.readings[offset]) {
        return false
      }
    }
    return true
  }

  private func isWritten(_ word: Word, at place: Int, _ scalars: [UInt32]) -> Bool {
    place + word.scalars.count <= scalars.count
      && scalars[place..<place + word.scalars.count].elementsEqual(word.scalars)
  }

  /// Whether a word of the list stands at a place as written.
  private func begins(at place: Int, _ scalars: [UInt32], _ table: SyllableTable) -> Bool {
    guard place + 1 < scalars.count else { return false }
    let first = table[scalars[place]]
    let second = table[scalars[place + 1]]
    guard first.usual != 0, second.usual != 0 else { return false }
    return (buckets[Self.key(first.usual, second.usual)] ?? []).contains {
      isWritten(words[Int($0)], at: place, scalars)
    }
  }
}

/// A run that was read as it sounds.
struct HeardWord {
  var start: Int32
  /// Folded, as it stood.
  var written: [UInt32]
  /// Folded, as it was read.
  var heard: [UInt32]

  var end: Int32 { start + Int32(written.count) }

  /// Puts one of the two into the text to match; both have three bytes a character.
  func put(_ scalars: [UInt32], into document: inout Document) {
    for (offset, scalar) in scalars.enumerated() {
      let place = Int(start) + offset
      document.scalars[place] = scalar
      let byte = Int(document.foldedOffsets[place])
      document.folded[byte] = 0xE0 | UInt8(scalar >> 12)
      document.folded[byte + 1] = 0x80 | UInt8(scalar >> 6 & 0x3F)
      document.folded[byte + 2] = 0x80 | UInt8(scalar & 0x3F)
    }
  }
}
