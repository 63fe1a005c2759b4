import ArgumentParser
import Glibc
import Matching
import Pipeline
import Transcripts

struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Classify files, or JSON lines, and write one JSON line each.",
    discussion: """
      Examples:
        suqiu classify WO20260712-00183.txt
        cat order.txt | suqiu classify -
        suqiu classify 工单-202607.xlsx
        suqiu classify --brief orders.csv
        suqiu classify --jsonl --workers 2 orders.jsonl > results.jsonl
        suqiu classify --jsonl --brief < orders.jsonl

      Files called .jsonl, .json, .csv, .tsv and .xlsx hold one order a row and give one line each;
      a bad row gives an error line with its number.

      With --jsonl each line {"id","text"} gives one line, in the same order; a bad line gives an
      error line and the stream goes on.
      """)

  @OptionGroup var rules: RulesOption

  @Flag(name: .long, help: "Read {\"id\",\"text\"} lines instead of whole files.")
  var jsonl = false

  @Flag(name: .long, help: "Ids only: intent, topics, causes, attributes, rules.")
  var brief = false

  @Flag(name: .long, help: "Wrap results in a CloudEvents 1.0 envelope.")
  var cloudevents = false

  @Option(name: .long, help: "Workers for --jsonl; the order of lines is kept.")
  var workers = 1

  enum Engine: String, ExpressibleByArgument, CaseIterable { case gate, plain }

  @Option(
    name: .long,
    help: "gate, or plain: every pattern on every order, slow, to compare with. Same results.")
  var engine = Engine.gate

  @Argument(help: "Files to read; - or nothing is standard input.")
  var files: [String] = []

  func validate() throws {
    guard (1...64).contains(workers) else {
      throw ValidationError("--workers takes a whole number from 1 to 64")
    }
    guard !(brief && cloudevents) else {
      throw ValidationError("--brief has no envelope; leave out --brief or --cloudevents")
    }
  }

  private var form: ResultForm { brief ? .brief : cloudevents ? .envelope : .full }

  func run() async throws {
    let rules = try rules.engine()
    let inputs = files.isEmpty ? ["-"] : files
    signal(SIGPIPE, SIG_IGN)
    if jsonl {
      for input in inputs { try await filter(input, rules) }
    } else {
      try classify(inputs, rules)
    }
  }

  private func filter(_ path: String, _ rules: RuleEngine) async throws {
    let descriptor = try InputFile.open(path)
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    do throws(JSONLFilter.Failure) {
      try await JSONLFilter(
        engine: rules, form: form, workers: workers, isPlain: engine == .plain
      )
      .run(input: descriptor, output: STDOUT_FILENO)
    } catch {
      if !error.isBrokenPipe { Terminal.error("error: \(error.message)") }
      throw ExitStatus.couldNotRun
    }
  }

  /// A file that cannot be read is told and the others go on; the status then is 1.
  private func classify(_ paths: [String], _ rules: RuleEngine) throws {
    var classifier = OrderClassifier(engine: rules, isPlain: engine == .plain)
    var results = ByteWriter()
    var refused = 0
    for path in paths {
      if let kind = batchKind(of: path) {
        if try !classify(path, kind, &classifier) { refused += 1 }
        continue
      }
      let bytes = try InputFile.read(path)
      let name = path == "-" ? "" : name(of: path)
      results.truncate()
      if let refusal = classify(bytes, name, &classifier, &results) {
        refused += 1
        Terminal.error("error[\(refusal.code)]: \(path): \(refusal.message)")
      } else {
        Terminal.write(results.bytes)
      }
    }
    if refused > 0 { throw ExitStatus.findings }
  }

  private func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private func batchKind(of path: String) -> BatchKind? {
    let parts = name(of: path).split(separator: ".")
    return parts.count < 2 ? nil : parts.last.flatMap { BatchKind(fileExtension: String($0)) }
  }

  /// Classifies the rows of a file; false when it is refused.
  private func classify(
    _ path: String, _ kind: BatchKind, _ classifier: inout OrderClassifier
  ) throws -> Bool {
    let descriptor = try InputFile.open(path)
    defer { close(descriptor) }
    do throws(BatchFilter.Failure) {
      try BatchFilter(form: form).run(
        input: descriptor, kind: kind, name: Array(name(of: path).utf8), output: STDOUT_FILENO,
        with: &classifier)
      return true
    } catch {
      if case .refused(let refusal) = error {
        Terminal.error("error[\(refusal.code)]: \(path): \(refusal.message)")
        return false
      }
      if !error.isBrokenPipe { Terminal.error("error: \(path): \(error.message)") }
      throw ExitStatus.couldNotRun
    }
  }

  private func classify(
    _ bytes: [UInt8], _ name: String, _ classifier: inout OrderClassifier,
    _ results: inout ByteWriter
  ) -> ReadRefusal? {
    bytes.withUnsafeBytes { bytes in
      do throws(ReadRefusal) {
        try classifier.classify(file: bytes, name: Array(name.utf8), form: form, to: &results)
        return nil
      } catch {
        return error
      }
    }
  }
}
