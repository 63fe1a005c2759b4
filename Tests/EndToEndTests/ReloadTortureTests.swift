import Foundation
import Glibc
import TestSupport
import Testing

/// Rules that change while orders flow, in every way editors and people save them.
///
/// Twenty changes; `SUQIU_TORTURE=1000` makes it a thousand.
@Suite(.timeLimit(.minutes(10)))
struct ReloadTortureTests {
  private static let changes =
    ProcessInfo.processInfo.environment["SUQIU_TORTURE"].flatMap { Int($0) } ?? 20

  /// One version of the rules: four files that only fit each other.
  ///
  /// A mixture of two versions names
  /// a label that is not declared, or shows the other version's standard word.
  private struct Version {
    let number: Int
    var label: String { "v\(number)" }
    var word: String { "甲\(number)" }

    var files: [(path: String, text: String)] {
      [
        (
          "Rules/taxonomy.yaml",
          RuleFixture.standardTaxonomy.replacing("lightning:", with: "\(label):")
        ),
        ("Rules/lists/word.txt", "\(word) | 停电\n"),
        (
          "Rules/policy.yaml",
          RuleFixture.standardPolicy
            + "\nbeats:\n  - {winner: cause:\(label), loser: cause:wind_rain}\n"
        ),
        (
          "Rules/packs/t.yaml",
          "format: rules/1\npack: t\nowner: tests\nrules:\n"
            + RuleFixture.rule("t.r", gives: "cause: \(label)", when: "any: [$word]") + "\n"
        ),
      ]
    }
  }

  private let served: ServedFolder

  init() throws {
    served = try ServedFolder()
    try write(Version(number: 0).files)
  }

  private func write(_ files: [(path: String, text: String)]) throws {
    for file in files { try served.folder.write(file.text, to: file.path) }
  }

  /// As editors save: a hidden file beside it, renamed over the old one.
  private func replace(_ file: (path: String, text: String)) throws {
    let parts = file.path.split(separator: "/")
    let hidden = (parts.dropLast() + [".\(parts.last ?? "").swp"]).joined(separator: "/")
    let written = try served.folder.write(file.text, to: hidden)
    try #require(rename(written, served.folder.path + "/" + file.path) == 0)
  }

  /// Saves a version in one of five ways.
  private func save(_ version: Version) async throws {
    let files = version.files
    switch version.number % 5 {
    case 0: try write(files)
    case 1: for file in files { try replace(file) }
    case 2:
      // Four files in four steps, each long enough for the daemon to look.
      for file in files {
        try replace(file)
        try await Task.sleep(for: .milliseconds(400))
      }
    case 3:
      let pack = files[3]
      try write(Array(files.dropLast()))
      let half = pack.text.components(separatedBy: "when:").first ?? ""
      try served.folder.write(half, to: pack.path)
      try await Task.sleep(for: .milliseconds(700))
      try served.folder.write(pack.text, to: pack.path)
    default:
      try FileManager.default.removeItem(atPath: served.folder.path + "/" + files[0].path)
      try await Task.sleep(for: .milliseconds(700))
      try write(files)
    }
  }

  /// What the daemon holds open, by the names the kernel gives.
  private func descriptors(_ pid: Int32) -> [String] {
    let folder = "/proc/\(pid)/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0)
    }.sorted()
  }

  private func megabytes(_ pid: Int32) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
      / 1_000_000
  }

  /// How often the daemon said it took a set.
  private func acceptedSets() throws -> Int {
    try served.events().count { ($0["event"] as? String) == "rules_accepted" }
  }

  @Test("no order ever meets a mixed or broken set, and nothing leaks")
  func torture() async throws {
    let daemon = try await served.serve()
    var dropped = 0
    var (openAtFirst, sizeAtFirst) = (0, 0)
    for number in 1...Self.changes {
      let before = try acceptedSets()
      for _ in 0..<4 {
        try served.drop("o\(dropped).txt", "停电了，编号\(dropped)")
        dropped += 1
      }
      async let orders: Int = {
        for offset in 0..<6 {
          try served.drop("p\(number)-\(offset).txt", "停电了，第\(number)批\(offset)")
          try await Task.sleep(for: .milliseconds(50))
        }
        return 6
      }()
      try await save(Version(number: number))
      dropped += try await orders - 6
      if number % 3 == 0 { daemon.send(SIGHUP) }
      let isTaken = try await eventually(within: 30) { try acceptedSets() > before }
      #expect(isTaken, "version \(number) was not taken")
      if number == min(5, Self.changes) {
        (openAtFirst, sizeAtFirst) = (descriptors(daemon.pid).count, megabytes(daemon.pid))
      }
    }
    let all = Self.changes * 10
    #expect(try await served.waitForResults(all, seconds: 120))
    // The last orders and the last set may still have files open for a moment.
    let isClosed = try await eventually(within: 10) {
      descriptors(daemon.pid).count <= openAtFirst + 2
    }
    #expect(isClosed, "at first \(openAtFirst), now \(descriptors(daemon.pid))")
    #expect(megabytes(daemon.pid) <= sizeAtFirst * 2 + 50)
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    try checkResults(all)
  }

  /// Every result comes from one whole version: label, standard word and digest belong together.
  private func checkResults(_ count: Int) throws {
    var digests: [String: String] = [:]
    let names = try served.results()
    #expect(names.count == count)
    for name in names {
      let result = try served.result(of: String(name.dropLast(5)))
      let label = try #require(result.causes.first?.id, "\(name) met a set without the rule")
      #expect(result.causes.count == 1)
      #expect(result.evidence.allSatisfy { $0.term == "甲" + label.dropFirst() }, "\(name)")
      let known = digests[result.ruleset.digest] ?? label
      #expect(known == label, "\(name): one digest, two versions")
      digests[result.ruleset.digest] = label
    }
    #expect(Set(digests.values).count == digests.count)
    #expect(digests.count > 1)
  }
}
