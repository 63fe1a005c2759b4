/// What libyaml's messages mean to a person.
enum SyntaxExplanation {
  static func of(_ what: String, context: String) -> (message: String, help: [String]) {
    for (part, message, help) in table where what.contains(part) { return (message, [help]) }
    if context.contains("quoted scalar") {
      return ("a quote is opened and never closed", ["close it at the end of the value"])
    }
    return ("the file is not YAML", ["compare the line with the rule above it"])
  }

  private static let table: [(String, String, String)] = [
    (
      "mapping values are not allowed", "a second `: ` in one line, or an indent too deep",
      "put the value in single quotes when the colon belongs to it, else check the indent"
    ),
    (
      "could not find expected ':'", "a key without `:`",
      "write `key: value`, with a half-width colon and a space"
    ),
    (
      "did not find expected key", "this line does not fit the lines above it",
      "check its indent: keys of one table begin in the same column"
    ),
    (
      "did not find expected '-'", "this line is no item of the list above it",
      "begin each item with `- ` in the same column"
    ),
    (
      "expected ',' or ']'", "a list in brackets is not closed, or a comma is missing",
      "write `[停电, 断电]` with half-width marks; quote items that hold `[ ] { } ,`"
    ),
    (
      "expected ',' or '}'", "a table in braces is not closed, or a comma is missing",
      "write `{cause: lightning, topic: outage}` with half-width marks"
    ),
    (
      "found another document", "a second `---` in one file",
      "keep one pack in one file"
    ),
    (
      "block sequence entries are not allowed", "an item `- ` where none can stand",
      "begin the list on a line of its own below its key"
    ),
    (
      "found unexpected end of stream", "a quote is opened and never closed",
      "close it at the end of the value"
    ),
    (
      "cannot start any token", "a value may not begin with this character",
      "put the value in single quotes"
    ),
    (
      "expected the node content", "a value is missing between two commas or brackets",
      "delete the comma, or write the value; quote items that hold `[ ] { } ,`"
    ),
  ]
}
