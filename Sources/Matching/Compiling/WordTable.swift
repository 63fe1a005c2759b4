internal import RuleLanguage
internal import Transcripts

/// Numbers for words, meanings and sets of meanings, each kept once while rules are compiled.
struct WordTable {
  /// Folded words; the index is the term number.
  private(set) var words: [[UInt32]] = []
  /// The standard word of each meaning, as written; the index is the meaning number.
  private(set) var standardWords: [String] = []
  /// The members of each set: term and meaning.
  private(set) var sets: [[Member]] = []

  /// A word of a set with what it means there.
  struct Member: Hashable {
    var term: Int32
    var meaning: Int32
  }

  private var termNumbers: [[UInt32]: Int32] = [:]
  private var meaningNumbers: [String: Int32] = [:]
  private var setNumbers: [[Member]: Int32] = [:]

  /// The number of the set of these meanings; equal sets share a number. nil when no word is left.
  mutating func set(of meanings: [Meaning], fold: (String) -> [UInt32]) -> Int32? {
    var members: [Member] = []
    for meaning in meanings {
      let number = self.meaning(meaning)
      for word in meaning.words {
        let folded = fold(word)
        guard !folded.isEmpty else { continue }
        members.append(Member(term: term(folded), meaning: number))
      }
    }
    var seen: Set<Int32> = []
    members = members.filter { seen.insert($0.term).inserted }
      .sorted { $0.term < $1.term }
    guard !members.isEmpty else { return nil }
    if let known = setNumbers[members] { return known }
    let number = Int32(sets.count)
    sets.append(members)
    setNumbers[members] = number
    return number
  }

  /// The number of a set of bare words that are all one to the reader of the result.
  mutating func set(ofWords words: [String], fold: (String) -> [UInt32]) -> Int32? {
    set(of: words.map { Meaning(id: $0, words: [$0]) }, fold: fold)
  }

  /// The number of a folded word.
  mutating func term(_ folded: [UInt32]) -> Int32 {
    if let known = termNumbers[folded] { return known }
    let number = Int32(words.count)
    words.append(folded)
    termNumbers[folded] = number
    return number
  }

  private mutating func meaning(_ meaning: Meaning) -> Int32 {
    if let known = meaningNumbers[meaning.id] { return known }
    let number = Int32(standardWords.count)
    standardWords.append(meaning.words.first ?? meaning.id)
    meaningNumbers[meaning.id] = number
    return number
  }
}

/// Rows of numbers side by side: row `i` is `values[starts[i]..<starts[i + 1]]`.
struct NumberRows<Value: Sendable>: Sendable {
  let starts: [Int32]
  let values: [Value]

  init(_ rows: [[Value]]) {
    var starts: [Int32] = [0]
    var values: [Value] = []
    for row in rows {
      values.append(contentsOf: row)
      starts.append(Int32(values.count))
    }
    self.starts = starts
    self.values = values
  }

  /// The places of a row's values.
  func range(_ row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
}
