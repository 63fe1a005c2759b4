/// `- 电压: 低` and `- {停}`: text that YAML took for a table.
enum MappingText {
  static func report(_ node: YAMLNode, _ what: String, log: DiagnosticLog) {
    let position = node.position
    let value = DiagnosticLog.plainValue(log.rest(at: position), inFlow: false)
    let isBraced = value.hasPrefix("{")
    let closing = value.firstIndex(of: "}").map { value[...$0] }
    let token = isBraced ? String(closing ?? value[...]) : value
    log.report(
      .mappingText, "\(what) must be text, and YAML reads a table here", at: position,
      length: token.unicodeScalars.count, mark: "a table to YAML",
      notes: [isBraced ? "braces make a table" : "a colon and a blank make a table"],
      help: log.fixedLine(
        at: position, length: token.unicodeScalars.count, with: DiagnosticLog.singleQuoted(token)))
  }
}
