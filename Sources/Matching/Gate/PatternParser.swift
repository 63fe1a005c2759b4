internal import Transcripts

/// Reads PCRE2 syntax for the gate.
///
/// Law: what it returns must be true of every match. Anything it is not sure of gives nil, which
/// means "always run".
struct PatternParser {
  private let source: [UInt32]
  private var place = 0
  private var depth = 0
  /// Characters a class may have before it counts as anything.
  private static let largestClass = 32
  private static let deepestGroup = 40

  init(_ pattern: String) {
    source = pattern.unicodeScalars.map(\.value)
  }

  /// The whole pattern, or nil when a part of it is not understood.
  mutating func parse() -> PatternNode? {
    guard let node = parseAlternatives(), place == source.count else { return nil }
    return node
  }

  private mutating func parseAlternatives() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepestGroup else { return nil }
    var branches: [PatternNode] = []
    repeat {
      guard let branch = parseSequence() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func parseSequence() -> PatternNode? {
    var parts: [PatternNode] = []
    while let next = peek, next != "|", next != ")" {
      if next == "\\", peek(1) == "Q" {
        parts += parseQuoted()
        // A quantifier behind \E binds to the last character only.
        if let last = parts.popLast() {
          guard let repeated = parseQuantifier(last) else { return nil }
          parts.append(repeated)
        }
        continue
      }
      guard let atom = parseAtom(), let repeated = parseQuantifier(atom) else { return nil }
      parts.append(repeated)
    }
    return .sequence(parts)
  }

  /// `\Q…\E`: literal characters.
  private mutating func parseQuoted() -> [PatternNode] {
    place += 2
    var parts: [PatternNode] = []
    while place < source.count {
      if peek == "\\", peek(1) == "E" {
        place += 2
        return parts
      }
      parts.append(literal(source[place]))
      place += 1
    }
    return parts
  }

  private mutating func parseAtom() -> PatternNode? {
    guard let next = peek else { return nil }
    switch next {
    case "(": return parseGroup()
    case "[": return parseClass()
    case "\\": return parseEscape()
    case ".":
      place += 1
      return .anyOne
    case "^", "$":
      place += 1
      return .nothing
    case "*", "+", "?": return nil
    default:
      let node = literal(source[place])
      place += 1
      return node
    }
  }

  // MARK: Quantifiers

  private mutating func parseQuantifier(_ atom: PatternNode) -> PatternNode? {
    var node = atom
    while let next = peek {
      var least: Int
      var most: Int?
      switch next {
      case "*": (least, most) = (0, nil)
      case "+": (least, most) = (1, nil)
      case "?": (least, most) = (0, 1)
      case "{":
        guard let bounds = braces() else {
          // `{,3}` and `{ 2 }` are counts to newer versions of PCRE2 only.
          if let inside = peek(1), inside == "," || inside == " " || inside.isNumber { return nil }
          return node
        }
        (least, most) = bounds
      default: return node
      }
      if next != "{" { place += 1 }
      if peek == "?" || peek == "+" { place += 1 }
      if least != 1 || most != 1 { node = .repeated(node, least: least, most: most) }
    }
    return node
  }

  /// `{n}`, `{n,}`, `{n,m}`; anything else is a literal brace and nil.
  private mutating func braces() -> (Int, Int?)? {
    var index = place + 1
    guard let least = number(&index) else { return nil }
    var most: Int? = least
    if index < source.count, source[index] == UInt32(UInt8(ascii: ",")) {
      index += 1
      most = number(&index)
    }
    guard index < source.count, source[index] == UInt32(UInt8(ascii: "}")) else { return nil }
    place = index + 1
    return (least, most)
  }

  private func number(_ index: inout Int) -> Int? {
    var value = 0
    let start = index
    while index < source.count, (48...57).contains(source[index]), index - start < 6 {
      value = value * 10 + Int(source[index]) - 48
      index += 1
    }
    return index > start ? value : nil
  }

  // MARK: Groups

  private mutating func parseGroup() -> PatternNode? {
    place += 1
    guard peek != "*" else { return nil }  // verbs may end a match early
    var wrap: (PatternNode) -> PatternNode = { $0 }
    if take("?") {
      guard let kind = groupKind() else { return nil }
      switch kind {
      case .plain: break
      case .lookAhead: wrap = { .look($0, isAhead: true) }
      case .lookBehind: wrap = { .look($0, isAhead: false) }
      case .negativeLook: wrap = { _ in .nothing }
      case .flags: return .nothing
      case .comment: return .nothing
      }
    }
    guard let inner = parseAlternatives(), take(")") else { return nil }
    return wrap(inner)
  }

  private enum GroupKind { case plain, lookAhead, lookBehind, negativeLook, flags, comment }

  /// What stands behind `(?`; nil for recursion, conditions, callouts and unknown flags.
  private mutating func groupKind() -> GroupKind? {
    if take(":") || take(">") || take("|") { return .plain }
    if take("=") { return .lookAhead }
    if take("!") { return .negativeLook }
    if take("#") {
      while let next = peek, next != ")" { place += 1 }
      return take(")") ? .comment : nil
    }
    if peek == "<" || peek == "'" || (peek == "P" && peek(1) == "<") { return named() }
    return flags()
  }

  private mutating func named() -> GroupKind? {
    if take("<") {
      if take("=") { return .lookBehind }
      if take("!") { return .negativeLook }
      return skipName(until: ">")
    }
    if take("'") { return skipName(until: "'") }
    place += 2
    return skipName(until: ">")
  }

  private mutating func skipName(until end: Character) -> GroupKind? {
    while let next = peek, next != end { place += 1 }
    return take(end) ? .plain : nil
  }

  /// Only flags that change nothing the gate relies on; `x` changes what blanks mean.
  private mutating func flags() -> GroupKind? {
    while let next = peek, "imsUJ-".contains(next) { place += 1 }
    if take(":") { return .plain }
    return take(")") ? .flags : nil
  }

  // MARK: Classes

  private mutating func parseClass() -> PatternNode? {
    place += 1
    let isNegated = take("^")
    var members: [UInt32]? = []
    var isFirst = true
    while let next = peek {
      if next == "]", !isFirst {
        place += 1
        guard let members, !isNegated, !members.isEmpty,
          Set(members).count <= Self.largestClass
        else { return .anyOne }
        return .oneOf(Set(members).sorted())
      }
      isFirst = false
      guard addMember(to: &members) else { return nil }
    }
    return nil
  }

  /// Reads one member; `members` becomes nil when there are too many or their kind is unknown.
  private mutating func addMember(to members: inout [UInt32]?) -> Bool {
    if peek == "[", peek(1) == ":" || peek(1) == "." || peek(1) == "=" {
      return skipPosix(&members)
    }
    guard let low = classCharacter(&members) else { return members == nil }
    guard peek == "-", peek(1) != "]", place + 1 < source.count else {
      members?.append(FoldTable.shared.fold(low))
      return true
    }
    place += 1
    guard let high = classCharacter(&members), high >= low else {
      members = nil
      return true
    }
    if high - low >= UInt32(Self.largestClass) {
      members = nil
    } else {
      members?.append(contentsOf: (low...high).map { FoldTable.shared.fold($0) })
    }
    return true
  }

  private mutating func skipPosix(_ members: inout [UInt32]?) -> Bool {
    members = nil
    while let next = peek {
      place += 1
      if next == ":", peek == "]" {
        place += 1
        return true
      }
    }
    return false
  }

  /// One character of a class; nil for escapes that stand for many.
  private mutating func classCharacter(_ members: inout [UInt32]?) -> UInt32? {
    guard peek == "\\" else {
      defer { place += 1 }
      return source[place]
    }
    if let code = plainEscape() { return code }
    members = nil
    skipEscape()
    return nil
  }

  // MARK: Escapes

  private mutating func parseEscape() -> PatternNode? {
    if let code = plainEscape() { return literal(code) }
    guard let letter = peek(1) else { return nil }
    switch letter {
    case "b", "B", "A", "Z", "z", "K", "E":
      place += 2
      return .nothing
    case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "N", "p", "P":
      skipEscape()
      return .anyOne
    case "R", "X":
      skipEscape()
      return .anything
    case "1"..."9" where !(peek(2)?.isNumber ?? false):
      // What a group has matched: anything, or nothing.
      place += 2
      return .repeated(.anything, least: 0, most: nil)
    default: return nil  // octal, recursion, named back-references, and \G, which asks where a search began
    }
  }

  /// An escape that stands for one character: punctuation, `\t`, `\x41`, `\x{7535}`.
  private mutating func plainEscape() -> UInt32? {
    guard let letter = peek(1) else { return nil }
    let simple: [Character: UInt32] = ["t": 9, "n": 10, "f": 12, "r": 13, "a": 7, "e": 27]
    if let code = simple[letter] {
      place += 2
      return code
    }
    if letter == "x" { return hexEscape() }
    let code = source[place + 1]
    let isWord = (48...57).contains(code) || (65...90).contains(code) || (97...122).contains(code)
    guard !isWord else { return nil }
    place += 2
    return code
  }

  private mutating func hexEscape() -> UInt32? {
    var index = place + 2
    let isBraced = index < source.count && source[index] == UInt32(UInt8(ascii: "{"))
    if isBraced { index += 1 }
    var value: UInt32 = 0
    var digits = 0
    while index < source.count, digits < (isBraced ? 6 : 2),
      let digit = Unicode.Scalar(source[index])?.properties.numericType == nil
        ? hexLetter(source[index]) : decimal(source[index])
    {
      value = value * 16 + digit
      index += 1
      digits += 1
    }
    guard digits > 0 else { return nil }
    if isBraced {
      guard index < source.count, source[index] == UInt32(UInt8(ascii: "}")) else { return nil }
      index += 1
    }
    place = index
    return value
  }

  private func decimal(_ code: UInt32) -> UInt32? { (48...57).contains(code) ? code - 48 : nil }

  private func hexLetter(_ code: UInt32) -> UInt32? {
    switch code {
    case 65...70: code - 55
    case 97...102: code - 87
    default: nil
    }
  }

  /// Moves behind an escape that stands for many characters, `\p{Han}` and `\N{…}` included.
  private mutating func skipEscape() {
    let letter = peek(1)
    place += 2
    guard letter == "p" || letter == "P" || letter == "N" else { return }
    // `\N{U+7535}` is one character, `\N{2}` are any two.
    if letter == "N", peek(1) != "U" { return }
    if peek == "{" {
      while let next = peek, next != "}" { place += 1 }
      place += 1
    } else if letter != "N" {
      place += 1
    }
  }

  // MARK: Reading

  private func literal(_ code: UInt32) -> PatternNode { .oneOf([FoldTable.shared.fold(code)]) }

  private var peek: Character? { peek(0) }

  private func peek(_ ahead: Int) -> Character? {
    guard place + ahead < source.count, let scalar = Unicode.Scalar(source[place + ahead]) else {
      return nil
    }
    return Character(scalar)
  }

  private mutating func take(_ wanted: Character) -> Bool {
    guard peek == wanted else { return false }
    place += 1
    return true
  }
}
