internal import FoundationEssentials
package import Matching
internal import Transcripts

/// Orders to try rules on, from files: labelled orders, `{"id","text"}` lines, and plain texts.
package struct SampleFiles: Sendable {
  /// Why a path cannot be used.
  package enum Failure: Error, CustomStringConvertible {
    case missing(String)
    case badLine(file: String, line: Int)
    case empty(String)

    package var description: String {
      switch self {
      case .missing(let path): "there is no file or folder \(path); name a corpus with --on PATH"
      case .badLine(let file, let line):
        "\(file):\(line): not an order; each line is an object with `id` and `text`"
      case .empty(let path): "\(path) holds no order (.jsonl lines, or texts such as .txt)"
      }
    }
  }

  /// The files, sorted within each folder.
  package let files: [String]
  /// Some lie in a folder called `aside` or `sealed`: their texts are not to be shown.
  package let isKeptAside: Bool
  /// Files that could not be decoded.
  package private(set) var unreadable: [String] = []

  /// Finds the files: those named, and all that are not hidden in the folders named.
  package init(paths: [String]) throws(Failure) {
    var found: [String] = []
    for path in paths {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw .missing(path)
      }
      guard isFolder else {
        found.append(path)
        continue
      }
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      let base = path.hasSuffix("/") ? path : path + "/"
      let inside = names.sorted().filter(Self.isOrderFile).map { base + $0 }
      guard !inside.isEmpty else { throw .empty(path) }
      found += inside
    }
    files = found
    isKeptAside = found.contains { file in
      file.split(separator: "/").dropLast().contains { $0 == "aside" || $0 == "sealed" }
    }
  }

  /// Reads them one after another; `body` answers whether it wants more.
  package mutating func forEach(
    engine: RuleEngine, _ body: (SampleOrder) -> Bool
  ) throws(Failure) {
    var document = Document()
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else { throw .missing(file) }
      if file.hasSuffix(".jsonl") {
        guard try Self.lines(Array(data), of: file, body) else { return }
        continue
      }
      let isRead = Array(data).withUnsafeBytes { bytes in
        (try? engine.reader.read(bytes, into: &document)) != nil
      }
      guard isRead else {
        unreadable.append(file)
        continue
      }
      let text = String(decoding: document.original, as: UTF8.self)
      let name = file.split(separator: "/").last.map(String.init) ?? file
      guard body(SampleOrder(id: name, text: text)) else { return }
    }
  }

  /// Text files and lines; no hidden file, and nothing below a hidden folder.
  private static func isOrderFile(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard !parts.contains(where: { $0.hasPrefix(".") }), let name = parts.last?.lowercased() else {
      return false
    }
    return name.hasSuffix(".jsonl") || name.hasSuffix(".txt")
  }

  /// False when the body wants no more.
  private static func lines(
    _ bytes: [UInt8], of file: String, _ body: (SampleOrder) -> Bool
  ) throws(Failure) -> Bool {
    let decoder = JSONDecoder()
    let name = file.split(separator: "/").last?.split(separator: ".").first ?? "orders"
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      var data = Data(line)
      if number == 0, data.starts(with: [0xEF, 0xBB, 0xBF]) { data.removeFirst(3) }
      guard data.contains(where: { $0 > 0x20 }) else { continue }
      let order: SampleOrder
      if var labelled = try? decoder.decode(LabelledOrder.self, from: data) {
        labelled.file = String(name)
        order = SampleOrder(labelled)
      } else if let plain = try? decoder.decode(PlainLine.self, from: data) {
        order = SampleOrder(id: plain.id ?? "\(name):\(number + 1)", text: plain.text)
      } else {
        throw .badLine(file: file, line: number + 1)
      }
      guard body(order) else { return false }
    }
    return true
  }

  private struct PlainLine: Decodable {
    var id: String?
    var text: String
  }
}
