/// `Layouts` made ready for reading: words in flat tables, facts by number.
final class LayoutTables: Sendable {
  /// What a field name means.
  struct Field: Sendable {
    var section: Section
    /// Index into `fieldNames`, or -1.
    var field: Int32
    /// Whether letters are headed like this.
    var isOfLetter: Bool
  }

  /// What a phrase in running text means.
  enum Phrase: Int32 {
    case finding, boilerplateToSentence, boilerplateToLine, boilerplateToDocument
    case optionMark, resuming, title, nameLead
  }

  /// The ids fields are reported under, each once; the last three are found inside addresses.
  let fieldNames: [String]
  /// One for each name.
  let fields: [Field]
  /// Field names, read backward from a colon; the value is an index into `fields`.
  let fieldWords: WordTable
  let speakers: [Speaker]
  /// Speakers' names, read backward; the value is an index into `speakers`.
  let speakerWords: WordTable
  /// Words in running text; the value is a `Phrase`.
  let phrases: WordTable
  /// What agents and customers say; the value is 1 for agents.
  let voices: WordTable
  /// Weather, shifts and kinds of work in duty logs.
  let dutyWords: WordTable
  /// Values that say no.
  let denials: WordTable
  let personalData: PersonalDataReader
  let regions: RegionReader

  init(_ layouts: Layouts) {
    var names: [String] = []
    func number(of name: String) -> Int32 {
      if let found = names.firstIndex(of: name) { return Int32(found) }
      names.append(name)
      return Int32(names.count - 1)
    }
    var fields: [Field] = []
    var fieldWords: [(word: String, value: Int32)] = []
    for field in layouts.fields {
      let id = field.field.map(number(of:)) ?? -1
      for name in field.names {
        fieldWords.append((name, Int32(fields.count)))
        fields.append(
          Field(section: field.section, field: id, isOfLetter: Self.letterHeads.contains(name)))
      }
    }
    self.fields = fields
    self.fieldWords = WordTable(fieldWords, backward: true)
    // Each name is a speaker of its own: A and B are two people although one line lists both.
    let turns = layouts.speakers.flatMap { prefix in prefix.names.map { ($0, prefix.speaker) } }
    speakers = turns.map(\.1)
    speakerWords = WordTable(
      turns.enumerated().map { (word: $1.0, value: Int32($0)) }, backward: true)
    let personal = PersonalDataWords(layouts)
    phrases = Self.phrases(of: layouts, personal)
    voices = WordTable(layouts.agentWords.map { ($0, 1) } + layouts.customerWords.map { ($0, 0) })
    dutyWords = WordTable(layouts.dutyWords.map { ($0, 0) })
    denials = WordTable(layouts.optionDenials.map { ($0, 0) })
    personalData = PersonalDataReader(words: personal)
    let address = names.firstIndex(of: "address").map { Int32($0) }
    let unit = names.firstIndex(of: "unit").map { Int32($0) }
    regions = RegionReader(
      province: number(of: "province"), city: number(of: "city"), county: number(of: "county"),
      address: address ?? -1, unit: unit ?? -1)
    fieldNames = names
  }

  private static let letterHeads: Set<String> = [
    "写信人", "写信时间", "来信人", "来信内容", "信件内容", "信件回复", "信件编号", "留言内容",
  ]

  private static func phrases(
    of layouts: Layouts, _ personal: PersonalDataWords
  ) -> WordTable {
    var words: [(word: String, value: Int32)] = []
    func add(_ list: [String], as phrase: Phrase) {
      words += list.map { ($0, phrase.rawValue) }
    }
    for entry in layouts.boilerplate {
      switch entry.until {
      case .sentence: add(entry.starts, as: .boilerplateToSentence)
      case .line: add(entry.starts, as: .boilerplateToLine)
      case .document: add(entry.starts, as: .boilerplateToDocument)
      }
    }
    add(layouts.findings, as: .finding)
    add(layouts.optionMarks, as: .optionMark)
    add(layouts.resumingWords, as: .resuming)
    add(["先生", "女士", "小姐"], as: .title)
    add(personal.nameLeads, as: .nameLead)
    return WordTable(words)
  }
}
