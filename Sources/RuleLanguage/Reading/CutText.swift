/// `- 10kV #3变压器`: text that a comment cut off, most likely unmeant.
enum CutText {
  /// Warns when ` #` is followed by a digit or letter; comments have a blank there.
  static func check(_ node: YAMLNode, log: DiagnosticLog) {
    guard node.style == .plain, !node.isEmpty else { return }
    let length = log.tokenLength(node)
    let rest = Array(log.rest(at: node.position).dropFirst(length))
    guard let hash = rest.firstIndex(where: { $0 != " " }), hash > 0, rest[hash] == "#",
      hash + 1 < rest.count, rest[hash + 1].properties.numericType != nil
    else { return }
    var place = node.position
    place.column += length + hash
    let tail = String(String.UnicodeScalarView(rest))
    log.report(
      .cutText, "the text ends before `#`", at: place, length: rest.count - hash,
      mark: "a comment to YAML", notes: ["`#` behind a blank begins a comment"],
      help: log.fixedLine(
        at: node.position, length: length + rest.count,
        with: DiagnosticLog.singleQuoted((node.text ?? "") + tail)))
  }
}
