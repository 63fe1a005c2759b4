/// Where and why YAML could not be read, free of the library that said so.
struct SyntaxProblem {
  /// The library's words.
  var what: String
  var line: Int?
  var column: Int?
  /// What was being read when it went wrong, and since where.
  var context = ""
  var contextLine: Int?
  var contextColumn: Int?
  /// Keys that stand twice in one table.
  var duplicates: [String] = []
}
