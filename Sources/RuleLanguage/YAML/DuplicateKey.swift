/// Finds where a key stands the second time; Yams tells only the first.
enum DuplicateKey {
  static func second(
    _ key: String, after first: FilePosition, in source: SourceFile
  ) -> FilePosition? {
    var line = first.line
    while line <= source.lines.count {
      let scalars = Array(source.line(line).unicodeScalars)
      var from = line == first.line ? first.column - 1 + key.unicodeScalars.count : 0
      if line != first.line, let inner = scalars.firstIndex(where: { $0 != " " && $0 != "-" }),
        inner > first.column - 1
      {
        // Deeper than the table: a table inside it.
        line += 1
        continue
      }
      while let column = find(key, in: scalars, from: from) {
        if line == first.line || column == first.column - 1 {
          return FilePosition(file: source.path, line: line, column: column + 1)
        }
        from = column + 1
      }
      line += 1
    }
    return nil
  }

  private static func find(_ key: String, in scalars: [Unicode.Scalar], from: Int) -> Int? {
    let letters = Array(key.unicodeScalars)
    var index = from
    while index + letters.count < scalars.count {
      let end = index + letters.count
      if scalars[end] == ":", scalars[index..<end].elementsEqual(letters),
        index == 0 || " -{,'\"".unicodeScalars.contains(scalars[index - 1])
      {
        return index
      }
      index += 1
    }
    return nil
  }
}
