import ArgumentParser
import Workbench

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of results, or of rule files for editors.",
    discussion: """
      Examples:
        suqiu schema                  the data of a result, classified/1.0
        suqiu schema envelope         the file in the outbox
        suqiu schema line             any line of a results stream, errors too
        suqiu schema rules > suqiu-rules.schema.json

      In a YAML file, editors with a YAML language server take this first line:
        # yaml-language-server: $schema=suqiu-rules.schema.json
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case data, envelope, line, rules }

  @Argument(help: "data, envelope, line or rules.")
  var kind = Kind.data

  func run() throws {
    let schema =
      switch kind {
      case .data: ResultSchema.document(.data)
      case .envelope: ResultSchema.document(.envelope)
      case .line: ResultSchema.document(.line)
      case .rules: RuleSchemas.document
      }
    Terminal.output(schema.text)
  }
}
