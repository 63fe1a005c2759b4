import Foundation
import Glibc
import TestSupport
import Testing

/// What people drop by mistake: each has a clear reason, the rest go on, nothing is lost.
@Suite(.timeLimit(.minutes(3)))
struct BadInputTests {
  /// Serves one strange file between two good ones and checks that those came through.
  private func serve(
    _ name: String, _ bytes: [UInt8]
  ) async throws -> (served: ServedFolder, why: String?) {
    let served = try ServedFolder()
    try served.drop("前.txt", "停电")
    try served.drop(name, bytes)
    try served.drop("后.txt", "投诉")
    #expect(try await served.once().status == 0)
    #expect(try served.result(of: "前.txt").topicIds == ["outage"])
    #expect(try served.result(of: "后.txt").intent?.id == "complaint")
    #expect(try served.underWay().isEmpty)
    let path = served.quarantine + "/\(name).why.txt"
    return (served, try? String(contentsOfFile: path, encoding: .utf8))
  }

  /// Checks that a file was refused with this code, kept whole, and gave no result.
  private func checkRefused(_ name: String, _ bytes: [UInt8], code: String) async throws {
    let (served, why) = try await serve(name, bytes)
    let reason = try #require(why)
    #expect(reason.contains("(\(code))"), "\(reason)")
    for part in ["what", "where", "why", "fix"] { #expect(reason.contains(part + " ")) }
    let kept = FileManager.default.contents(atPath: served.quarantine + "/" + name)
    #expect(kept.map(Array.init) == bytes)
    #expect(try served.results().count == 2)
  }

  @Test("an empty file is a result with too_short")
  func empty() async throws {
    let (served, why) = try await serve("空.txt", [])
    #expect(why == nil)
    #expect(try served.result(of: "空.txt").review.why == ["no_intent", "too_short"])
  }

  @Test("a binary file is refused")
  func binary() async throws {
    let archive = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 400)
    try await checkRefused("a.zip", archive, code: "binary")
    let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
    try await checkRefused("a.png", picture, code: "binary")
  }

  @Test("ten megabytes of one character are refused as too large")
  func large() async throws {
    try await checkRefused(
      "大.txt", [UInt8](repeating: UInt8(ascii: "a"), count: 10 << 20), code: "too_large")
  }

  @Test("four megabytes of one character are an order like any other")
  func fourMegabytes() async throws {
    let (served, why) = try await serve(
      "大.txt", [UInt8](repeating: UInt8(ascii: "a"), count: 4 << 20))
    #expect(why == nil)
    #expect(try served.result(of: "大.txt").document.codePoints == 4 << 20)
  }

  @Test("bytes that are no text in any encoding are refused with the place")
  func invalid() async throws {
    let rubbish: [UInt8] = [0xFF, 0xFE, 0x80, 0x81, 0xFF]
    let bytes = Array("客户反映停电".utf8) + rubbish + Array("很久".utf8) + rubbish + [0xC0, 0xC0]
    try await checkRefused("坏.txt", bytes, code: "undecodable")
  }

  @Test("folders, links and pipes stay where they are and stop nobody")
  func strange() async throws {
    let served = try ServedFolder()
    let secret = try served.folder.write("停电", to: "secret.txt")
    #expect(mkdir(served.inbox + "/folder", 0o755) == 0)
    #expect(symlink(secret, served.inbox + "/link.txt") == 0)
    #expect(symlink("/nowhere", served.inbox + "/dangling.txt") == 0)
    #expect(mkfifo(served.inbox + "/pipe.txt", 0o644) == 0)
    try served.drop("a.txt", "停电")
    let outcome = try await served.once()
    #expect(outcome.status == 0)
    #expect(try served.results() == ["a.txt.json"])
    #expect(
      try served.names(served.inbox) == ["dangling.txt", "folder", "link.txt", "pipe.txt"])
    let told = outcome.errors.split(separator: "\n").count { $0.contains("\"left_in_place\"") }
    #expect(told == 4)
  }

  @Test("a file with a second name is refused, since others could change it")
  func hardLink() async throws {
    let served = try ServedFolder()
    let other = try served.folder.write("停电", to: "other.txt")
    #expect(link(other, served.inbox + "/a.txt") == 0)
    #expect(try await served.once().status == 0)
    let why = try String(contentsOfFile: served.quarantine + "/a.txt.why.txt", encoding: .utf8)
    #expect(why.contains("(hard_link)"))
    #expect(try served.results().isEmpty)
  }

  @Test("an unreadable file is refused with the reason", .enabled(if: geteuid() != 0))
  func unreadable() async throws {
    let served = try ServedFolder()
    try served.drop("a.txt", "停电")
    try served.drop("b.txt", "停电")
    #expect(chmod(served.inbox + "/a.txt", 0) == 0)
    #expect(try await served.once().status == 0)
    #expect(try served.results() == ["b.txt.json"])
    let why = try String(contentsOfFile: served.quarantine + "/a.txt.why.txt", encoding: .utf8)
    #expect(why.contains("(unreadable)"))
  }

  @Test("a name that is not UTF-8 goes through with its bytes")
  func nameBytes() async throws {
    let served = try ServedFolder()
    let path = try served.folder.write("停电", to: "drop/file")
    let name: [UInt8] = [0xCD, 0xA3, 0xB5, 0xE7]  // 停电 in GB18030
    let target = Array(served.inbox.utf8) + [0x2F] + name + [0]
    let moved = target.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
      $0.baseAddress.map { rename(path, $0) }
    }
    #expect(moved == 0)
    #expect(try await served.once().status == 0)
    let result = Array(served.outbox.utf8) + [0x2F] + name + Array(".json".utf8) + [0]
    let exists = result.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
      $0.baseAddress.map { access($0, R_OK) }
    }
    #expect(exists == 0)
  }

  @Test("files that say they are not complete are left alone")
  func ignored() async throws {
    let served = try ServedFolder()
    for name in [".hidden.txt", "a.txt.part", "b.tmp", "c.txt~"] { try served.drop(name, "停电") }
    try served.drop("d.txt", "停电")
    #expect(try await served.once().status == 0)
    #expect(try served.results() == ["d.txt.json"])
  }

  @Test("a file whose writer has not closed it is not taken")
  func writing() async throws {
    let served = try ServedFolder()
    let path = try served.folder.write("停", to: "spool/inbox/a.txt")
    let writer = open(path, O_WRONLY | O_APPEND)
    #expect(writer >= 0)
    #expect(try await served.once().status == 0)
    #expect(try served.results().isEmpty)
    #expect(write(writer, "电", 3) == 3)
    close(writer)
    #expect(try await served.once().status == 0)
    #expect(try served.result(of: "a.txt").topicIds == ["outage"])
  }
}
