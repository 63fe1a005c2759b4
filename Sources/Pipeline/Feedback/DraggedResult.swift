internal import FoundationEssentials

/// A result somebody dragged into a feedback folder, as far as its own words can be believed.
///
/// Only its id counts: everything else comes from the archive.
struct DraggedResult {
  /// Why a file is no result that can be taken.
  enum Refusal: Error {
    case notAResult
    /// A file of many rows, such as those of this claim.
    case manyRows(of: ClaimId?)
    case notArchived(String)

    /// A stable word for machines.
    var code: String {
      switch self {
      case .notAResult: "not_a_result"
      case .manyRows: "many_rows"
      case .notArchived: "not_archived"
      }
    }

    /// What is told beside the file.
    var note: String {
      switch self {
      case .notAResult:
        """
        what  结果  没有收下：这不是一个结果文件
        fix   处理  把 outbox 里的 .json 结果拖进来，一张工单一个文件

        """
      case .manyRows:
        """
        what  结果  没有收下：这是一批工单的结果，分不清说的是哪一张
        fix   处理  把那一行单独存成一个 .json 文件，再放进来

        """
      case .notArchived(let id):
        """
        what  结果  没有收下：归档里找不到原文（编号 \(id)）
        why   原因  归档的天数已过，或者这个结果不是这台机器写的
        fix   处理  把原来的工单再放进 inbox，用新的结果来纠正

        """
      }
    }
  }

  /// As the result has it; of a row with its number.
  let id: String
  let claim: ClaimId
  let ruleset: String

  init(_ bytes: [UInt8]) throws(Refusal) {
    guard let read = Self.read(bytes) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      guard lines.count > 1, lines.allSatisfy({ $0.first == UInt8(ascii: "{") }) else {
        throw .notAResult
      }
      let first = lines.lazy.compactMap { Self.read($0).flatMap { Self.claim(of: $0.id) } }.first
      throw .manyRows(of: first)
    }
    guard let claim = Self.claim(of: read.id) else { throw .notAResult }
    id = read.id
    self.claim = claim
    ruleset = read.data?.ruleset?.digest ?? ""
  }

  private static func read(_ bytes: some Collection<UInt8>) -> Written? {
    try? JSONDecoder().decode(Written.self, from: Data(bytes))
  }

  /// The claim of `<claim>` or `<claim>-<row>`.
  private static func claim(of id: String) -> ClaimId? {
    let parts = id.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1)
    guard let first = parts.first,
      parts.count == 1 || Int(String(decoding: parts[1], as: UTF8.self)) != nil
    else { return nil }
    return ClaimId(Array(first))
  }

  private struct Written: Decodable {
    struct Rules: Decodable {
      var digest: String
    }
    struct Body: Decodable {
      var ruleset: Rules?
    }
    var id: String
    var data: Body?
  }
}
