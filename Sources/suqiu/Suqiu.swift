import ArgumentParser

@main
struct Suqiu: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suqiu",
    abstract: "Tags intent, topic and root cause of power-utility work orders, with evidence.")
}
