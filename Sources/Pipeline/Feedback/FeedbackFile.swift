internal import FoundationEssentials
internal import Glibc

/// One thing a person said about one order.
struct FeedbackCase {
  /// `sha256:…` of the decoded text.
  var digest: String
  var kind: FeedbackTargets.Kind
  /// A label such as `cause:lightning`, or a rule.
  var target: String
  /// The id of the result that was dragged.
  var order: String
  /// The file the order came in.
  var name: String
  /// Digest of the rules that made the result.
  var ruleset: String
  /// Milliseconds since 1970.
  var time: Int64
  /// The text, personal data masked one character for one.
  var text: String

  /// What makes it the same case: who says the same twice is counted once.
  var key: String { FeedbackFile.key(digest, kind.rawValue, target) }

  var line: [UInt8] {
    var json = JSONObject()
    json.add("digest", digest)
    json.add("kind", kind.rawValue)
    json.add("target", target)
    json.add("order", order)
    json.add("name", name)
    json.add("ruleset", ruleset)
    json.add("time", TimeText.utc(time))
    json.add("text", text)
    return json.closed + [UInt8(ascii: "\n")]
  }
}

/// `feedback/cases.jsonl`: what people said, a line each, only ever added to.
struct FeedbackFile {
  static let name = FileName("cases.jsonl")
  /// Bytes the file may grow to; a case is about as large as an order.
  private static let longest = 1 << 30

  private let folder: Folder
  private let files: FileSystem
  private var keys: Set<String> = []
  /// The size up to which `keys` knows the file.
  private var known: Int64 = -1

  init(folder: Folder, files: FileSystem) {
    self.folder = folder
    self.files = files
  }

  /// Adds a case unless it is there, and writes it back; whether it was new.
  mutating func add(_ one: FeedbackCase) throws(SystemFailure) -> Bool {
    let file = try files.openForAppending(Self.name, in: folder)
    let size = try files.facts(of: file).size
    var isWhole = size == 0
    if size != known {
      isWhole = try read(file, size)
    } else {
      isWhole = true
    }
    guard keys.insert(one.key).inserted else { return false }
    do throws(SystemFailure) {
      // A line torn by a power loss is ended, so that it takes no other with it.
      try files.write(file, (isWhole ? [] : [UInt8(ascii: "\n")]) + one.line)
      try files.sync(file)
      known = try files.facts(of: file).size
      return true
    } catch {
      keys.remove(one.key)
      known = -1
      throw error
    }
  }

  static func key(_ digest: String, _ kind: String, _ target: String) -> String {
    "\(digest) \(kind) \(target)"
  }

  /// Reads the keys anew; whether the last line is whole.
  private mutating func read(
    _ file: borrowing Descriptor, _ size: Int64
  ) throws(SystemFailure) -> Bool {
    var bytes: [UInt8] = []
    try files.read(file, into: &bytes, expected: Int(size), limit: Self.longest)
    keys.removeAll()
    let decoder = JSONDecoder()
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let key = try? decoder.decode(Key.self, from: Data(line)) else { continue }
      keys.insert(Self.key(key.digest, key.kind, key.target))
    }
    known = size
    return bytes.last == UInt8(ascii: "\n") || bytes.isEmpty
  }

  private struct Key: Decodable {
    var digest: String
    var kind: String
    var target: String
  }
}
