internal import Transcripts

/// Reads `layouts.yaml`.
struct LayoutsReader {
  let log: DiagnosticLog
  private let keywords: KeywordReader
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog) {
    self.log = log
    keywords = KeywordReader(log: log, isProse: true)
  }

  func read(_ root: YAMLNode) -> Layouts {
    var layouts = Layouts()
    guard let table = values.table(root, "the layouts", keys: KnownKeys.layouts) else {
      return layouts
    }
    values.format(table, is: "layouts/1", at: root)
    layouts.fields = items(table["fields"], "`fields`").compactMap(field)
    layouts.speakers = items(table["speakers"], "`speakers`").compactMap(speaker)
    layouts.findings = table["findings"].map { keywords.words($0, "`findings`") } ?? []
    layouts.boilerplate = items(table["boilerplate"], "`boilerplate`").compactMap(boilerplate)
    if let node = table["option_lists"],
      let options = values.table(node, "`option_lists`", keys: ["marks", "denies"])
    {
      layouts.optionMarks = options["marks"].map { keywords.words($0, "`marks`") } ?? []
      layouts.optionDenials = options["denies"].map { keywords.words($0, "`denies`") } ?? []
    }
    return layouts
  }

  private func items(_ node: YAMLNode?, _ what: String) -> [YAMLNode] {
    node.flatMap { values.list($0, what) } ?? []
  }

  private func field(_ node: YAMLNode) -> Layouts.FieldName? {
    guard let table = values.table(node, "a field", keys: ["names", "section", "field"]),
      let names = values.require(table, "names", of: "the field", at: node),
      let sectionNode = values.require(table, "section", of: "the field", at: node),
      let word = values.word(sectionNode, "section", among: Section.allCases.map(\.name)),
      let section = Section(name: word)
    else { return nil }
    return Layouts.FieldName(
      names: keywords.words(names, "`names`"), section: section,
      field: table["field"].flatMap { values.text($0, "`field`") })
  }

  private func speaker(_ node: YAMLNode) -> Layouts.SpeakerPrefix? {
    guard let table = values.table(node, "a speaker", keys: ["names", "speaker"]),
      let names = values.require(table, "names", of: "the speaker", at: node),
      let speakerNode = values.require(table, "speaker", of: "the speaker", at: node),
      let word = values.word(speakerNode, "speaker", among: ContextReader.speakerNames),
      let speaker = Speaker(name: word)
    else { return nil }
    return Layouts.SpeakerPrefix(names: keywords.words(names, "`names`"), speaker: speaker)
  }

  private func boilerplate(_ node: YAMLNode) -> Layouts.Boilerplate? {
    guard let table = values.table(node, "boilerplate", keys: ["starts", "until"]),
      let starts = values.require(table, "starts", of: "the boilerplate", at: node)
    else { return nil }
    var until = Layouts.Boilerplate.Until.sentence
    if let untilNode = table["until"] {
      let names = Layouts.Boilerplate.Until.allCases.map(\.rawValue)
      guard let word = values.word(untilNode, "end of boilerplate", among: names),
        let read = Layouts.Boilerplate.Until(rawValue: word)
      else { return nil }
      until = read
    }
    return Layouts.Boilerplate(starts: keywords.words(starts, "`starts`"), until: until)
  }
}
