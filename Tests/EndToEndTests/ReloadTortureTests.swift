import Foundation
import Glibc
import TestSupport
import Testing

/// Rules that change while orders flow, in every way editors and people save them.
///
/// Twenty changes; `SUQIU_TORTURE=1000` makes it a thousand, as `make torture` does. Nothing waits for
/// a time to pass: each step waits until the daemon says what it thinks of the one before.
@Suite(.timeLimit(.minutes(30)))
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

  /// Saves a version in one of five ways; what lies there in between must be looked at and refused.
  private func save(_ version: Version, _ log: inout EventTail) async throws {
    let files = version.files
    switch version.number % 5 {
    case 0: try write(files)
    case 1: for file in files { try replace(file) }
    case 2:
      // Four files in four steps, and a look after each of the first three.
      for file in files {
        let seen = try log.count("rules_refused")
        try replace(file)
        if file.path != files.last?.path { try await refused(since: seen, &log) }
      }
    case 3:
      let pack = files[3]
      try write(Array(files.dropLast()))
      let half = pack.text.components(separatedBy: "when:").first ?? ""
      let seen = try log.count("rules_refused")
      try served.folder.write(half, to: pack.path)
      try await refused(since: seen, &log)
      try served.folder.write(pack.text, to: pack.path)
    default:
      let seen = try log.count("rules_refused")
      try FileManager.default.removeItem(atPath: served.folder.path + "/" + files[0].path)
      try await refused(since: seen, &log)
      try write(files)
    }
  }

  private func refused(since seen: Int, _ log: inout EventTail) async throws {
    let isRefused = try await eventually(within: 30) { try log.count("rules_refused") > seen }
    #expect(isRefused, "a set that does not fit was not refused")
  }

  /// What the daemon holds open, by the names the kernel gives.
  private func descriptors(_ pid: Int32) -> [String] {
    let folder = "/proc/\(pid)/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + $0)
    }.sorted()
  }

  /// Resident memory.
  private func kilobytes(_ pid: Int32) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8)) ?? ""
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
  }

  /// Drops forty orders a second until cancelled; gives how many.
  private func load() async throws -> Int {
    var dropped = 0
    while !Task.isCancelled {
      for _ in 0..<4 {
        try served.drop("o\(dropped).txt", "停电了，编号\(dropped)")
        dropped += 1
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
    return dropped
  }

  @Test("no order ever meets a mixed or broken set, and nothing leaks")
  func torture() async throws {
    let daemon = try await served.serve()
    var log = EventTail(try #require(served.logs().first))
    let orders = Task { try await load() }
    defer { orders.cancel() }
    let begun = ContinuousClock.now
    // Memory and descriptors are looked at from here on: what is kept for reuse has its size by now.
    let warm = min(50, Self.changes / 4)
    var sizes: [Int] = []
    var open: [[String]] = []
    for number in 1...Self.changes {
      let before = try log.count("rules_accepted")
      try await save(Version(number: number), &log)
      if number % 3 == 0 { daemon.send(SIGHUP) }
      let isTaken = try await eventually(within: 30) { try log.count("rules_accepted") > before }
      #expect(isTaken, "version \(number) was not taken")
      if number == warm {
        // The index of what was classified is opened with the first results, and stays open.
        let isOpen = try await eventually(within: 60) {
          descriptors(daemon.pid).contains { $0.hasSuffix("index.sqlite") }
        }
        #expect(isOpen, "the index was not opened")
      }
      if number >= warm {
        sizes.append(kilobytes(daemon.pid))
        open.append(descriptors(daemon.pid))
      }
    }
    orders.cancel()
    let all = try await orders.value
    #expect(try await served.waitForResults(all, seconds: 120))
    checkGrowth(sizes)
    try await checkDescriptors(daemon.pid, open)
    daemon.send(SIGTERM)
    #expect(try await daemon.waitForExit(seconds: 60) == 0)
    let sets = try checkResults(all)
    print(
      """
      \(Self.changes) changes in \(begun.duration(to: .now).components.seconds) s: \
      \(try log.count("rules_accepted")) sets taken, \(try log.count("rules_refused")) refused, \
      \(all) orders classified with \(sets) sets, 0 with a mixed one; resident \
      \(sizes.first ?? 0) kB after \(warm) changes, \(sizes.last ?? 0) kB at the end; descriptors \
      \(open.first?.count ?? 0) and \(open.last?.count ?? 0), never more than \
      \(open.map(\.count).max() ?? 0)
      """)
  }

  /// The last quarter may not lie above the first one: medians, since single looks fall into a
  /// batch or a reading of the rules.
  private func checkGrowth(_ sizes: [Int]) {
    let quarter = max(1, sizes.count / 4)
    func median(_ values: some Collection<Int>) -> Int { values.sorted()[values.count / 2] }
    let (size, laterSize) = (median(sizes.prefix(quarter)), median(sizes.suffix(quarter)))
    #expect(laterSize <= size + size / 4 + 4_000, "resident kB: \(size), then \(laterSize)")
  }

  /// With nothing left to do, no more is open than at the calmest look at the beginning.
  ///
  /// The trial of new rules and the index hold a few while they work; a leak stays.
  private func checkDescriptors(_ pid: Int32, _ looks: [[String]]) async throws {
    let quarter = max(1, looks.count / 4)
    let first = looks.prefix(quarter).min { $0.count < $1.count } ?? []
    let isCalm = try await eventually(within: 60) { descriptors(pid).count <= first.count + 2 }
    let last = descriptors(pid)
    #expect(
      isCalm,
      "descriptors: \(first.count), then \(last.count): \(last.filter { !first.contains($0) })")
  }

  /// Every result comes from one whole version: label, standard word and digest belong together.
  ///
  /// Gives the number of versions that orders met.
  private func checkResults(_ count: Int) throws -> Int {
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
    return digests.count
  }
}
