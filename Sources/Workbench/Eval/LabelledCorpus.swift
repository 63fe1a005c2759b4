internal import FoundationEssentials

/// Labelled orders of some files, in the order of the files and lines.
package struct LabelledCorpus: Sendable {
  /// Why a corpus cannot be used.
  package enum Failure: Error, CustomStringConvertible {
    case missing(String)
    case noFiles(String)
    case badLine(file: String, line: Int, why: String)
    case twice(id: String, file: String)
    case empty

    package var description: String {
      switch self {
      case .missing(let path): "there is no file or folder \(path)"
      case .noFiles(let path): "the folder \(path) holds no .jsonl file"
      case .badLine(let file, let line, let why):
        "\(file):\(line): not a labelled order (\(why)); see Corpus/README.md for the format"
      case .twice(let id, let file): "\(file): the id \(id) is there twice; give each order its own"
      case .empty: "the corpus holds no order"
      }
    }
  }

  package private(set) var orders: [LabelledOrder] = []
  /// The names of the files, without ending, in the order read.
  package private(set) var files: [String] = []
  /// Some of the files lie in a folder called `aside` or `sealed`: their texts are not to be shown.
  package private(set) var isKeptAside = false

  package init(orders: [LabelledOrder]) {
    self.orders = orders
    for order in orders where files.last != order.file && !files.contains(order.file) {
      files.append(order.file)
    }
  }

  /// Reads files, or all `.jsonl` files directly in a folder.
  package init(paths: [String]) throws(Failure) {
    var seen: Set<String> = []
    for path in paths {
      for file in try Self.files(path) {
        let parts = file.split(separator: "/")
        if parts.dropLast().contains(where: { $0 == "aside" || $0 == "sealed" }) {
          isKeptAside = true
        }
        let name = String(parts.last?.split(separator: ".").first ?? "orders")
        if !files.contains(name) { files.append(name) }
        for order in try Self.read(file, name: name) {
          guard seen.insert(order.id).inserted else { throw .twice(id: order.id, file: file) }
          orders.append(order)
        }
      }
    }
    guard !orders.isEmpty else { throw .empty }
  }

  private static func files(_ path: String) throws(Failure) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing(path)
    }
    guard isFolder else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let found = names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted()
    guard !found.isEmpty else { throw .noFiles(path) }
    let base = path.hasSuffix("/") ? path : path + "/"
    return found.map { base + $0 }
  }

  private static func read(_ file: String, name: String) throws(Failure) -> [LabelledOrder] {
    guard let data = FileManager.default.contents(atPath: file) else { throw .missing(file) }
    var orders: [LabelledOrder] = []
    let decoder = JSONDecoder()
    let lines = Array(data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var bytes = Data(line)
      if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      do {
        var order = try decoder.decode(LabelledOrder.self, from: Data(bytes))
        order.file = name
        orders.append(order)
      } catch {
        // The error may quote the line, which may have to stay unread; its kind is enough.
        throw .badLine(file: file, line: index + 1, why: Self.kind(of: error))
      }
    }
    return orders
  }

  private static func kind(of error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "no `\(key.stringValue)`"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is of another kind"
    default: "not one JSON object"
    }
  }
}
