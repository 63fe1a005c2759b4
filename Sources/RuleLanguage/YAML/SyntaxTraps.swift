/// Explains why YAML could not be read, in the words of the person who typed it.
enum SyntaxTraps {
  static func report(_ problem: SyntaxProblem, in source: SourceFile, log: DiagnosticLog) {
    let place = FilePosition(
      file: source.path, line: problem.line ?? 1, column: problem.column ?? 1)
    if !problem.duplicates.isEmpty {
      reportDuplicate(problem, at: place, in: source, log: log)
    } else if let colon = wideColon(problem, in: source) {
      WideColon.report(at: colon, log: log)
    } else if problem.what.contains("nested too deeply") || problem.what.contains("Maximum nesting")
    {
      log.report(
        .tooLarge, "more than \(YAMLFile.maximumDepth) levels of nesting", at: place,
        help: ["a rule needs about six"])
    } else if problem.what.contains("escape character") {
      reportEscape(at: place, context: problem, log: log)
    } else if reportTab(problem, in: source, log: log) {
      return
    } else if reportReserved(problem, at: place, log: log) {
      return
    } else if problem.what.contains("undefined alias") {
      log.report(
        .anchor, "anchors and aliases are not allowed", at: place,
        help: log.quotedLine(at: place) + ["or use a list: `$name`"])
    } else {
      reportOther(problem, at: place, log: log)
    }
  }

  private static func reportDuplicate(
    _ problem: SyntaxProblem, at first: FilePosition, in source: SourceFile, log: DiagnosticLog
  ) {
    let key = problem.duplicates.first ?? ""
    let second = DuplicateKey.second(key, after: first, in: source) ?? first
    log.report(
      .duplicateKey, "the key `\(key)` stands twice in one table", at: second,
      length: key.unicodeScalars.count, mark: "again",
      notes: ["first in line \(first.line); which of the two should count is not for us to guess"],
      help: ["join the two, or delete one"])
  }

  /// A full-width colon near the error: behind a first word in its line or the line it began in.
  private static func wideColon(
    _ problem: SyntaxProblem, in source: SourceFile
  ) -> FilePosition? {
    guard
      problem.what.contains("':'") || problem.what.contains("mapping values")
        || problem.what.contains("expected key") || problem.what.contains("block sequence")
    else { return nil }
    let line = problem.line ?? 1
    for number in [problem.contextLine ?? line, line, line - 1] where number >= 1 {
      let text = source.line(number)
      if let place = WideColon.place(in: text, file: source.path, number: number) { return place }
    }
    return nil
  }

  private static func reportEscape(
    at place: FilePosition, context: SyntaxProblem, log: DiagnosticLog
  ) {
    var start = place
    if let line = context.contextLine, let column = context.contextColumn {
      start = FilePosition(file: place.file, line: line, column: column)
    }
    let rest = log.rest(at: start)
    let quoted = String(rest.dropFirst().prefix { $0 != "\"" })
    log.report(
      .badEscape, "`\\` in double quotes begins an escape YAML does not know", at: place, length: 2,
      notes: ["in single quotes every character stands for itself"],
      help: log.fixedLine(
        at: start, length: quoted.unicodeScalars.count + 2,
        with: DiagnosticLog.singleQuoted(quoted)))
  }

  private static func reportTab(
    _ problem: SyntaxProblem, in source: SourceFile, log: DiagnosticLog
  ) -> Bool {
    let line = problem.line ?? 1
    for number in [line, line - 1] where number >= 1 {
      let scalars = source.line(number).unicodeScalars
      let indent = scalars.prefix { $0 == " " || $0 == "\t" }
      guard indent.contains("\t"), indent.count < scalars.count else { continue }
      let spaces = indent.map { $0 == "\t" ? "  " : " " }.joined()
      log.report(
        .tabIndent, "a tab in the indent",
        at: FilePosition(
          file: source.path, line: number, column: indent.prefix { $0 != "\t" }.count + 1),
        mark: "use spaces", notes: ["YAML allows only spaces, two for each level"],
        help: [
          "write: " + String(repeating: "·", count: spaces.count)
            + String(scalars.dropFirst(indent.count)) + "   (· is one plain space)"
        ])
      return true
    }
    return false
  }

  /// `*停电`, `&停电`, `!停电`, `@停电`, `%停电`, `` `停电 ``.
  private static func reportReserved(
    _ problem: SyntaxProblem, at place: FilePosition, log: DiagnosticLog
  ) -> Bool {
    var start = place
    if let line = problem.contextLine, let column = problem.contextColumn,
      ["alias", "anchor", "tag", "next token", "directive"].contains(where: {
        problem.context.contains($0)
      })
    {
      start = FilePosition(file: place.file, line: line, column: column)
    }
    guard let mark = log.rest(at: start).first, "*&!@%`".unicodeScalars.contains(mark),
      problem.context.contains("alias") || problem.context.contains("anchor")
        || problem.context.contains("tag") || problem.context.contains("directive")
        || problem.what.contains("cannot start") || problem.what.contains("directive")
    else { return false }
    log.report(
      .reservedStart, "a value may not begin with `\(mark)`", at: start,
      notes: ["YAML keeps * & ! @ % and the backquote for itself"],
      help: log.quotedLine(at: start))
    return true
  }

  private static func reportOther(
    _ problem: SyntaxProblem, at place: FilePosition, log: DiagnosticLog
  ) {
    let told = SyntaxExplanation.of(problem.what, context: problem.context)
    var place = place
    // A bracket or quote that is never closed is noticed far behind: the opening one is meant.
    if let line = problem.contextLine, let column = problem.contextColumn,
      problem.what.contains("expected ','") || problem.context.contains("quoted scalar")
    {
      place = FilePosition(file: place.file, line: line, column: column)
    }
    var notes: [String] = []
    if let line = problem.contextLine, line < place.line {
      notes.append("it began in line \(line)")
    }
    notes.append("the YAML reader says: \(problem.what)")
    log.report(.badYAML, told.message, at: place, notes: notes, help: told.help)
  }
}
