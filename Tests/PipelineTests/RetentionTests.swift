import Glibc
import Pipeline
import Testing

/// Old sources and refused files are really deleted, and nothing else is.
@Suite("Retention")
struct RetentionTests {
  @Test("old days of the archive go, young ones and other folders stay")
  func archive() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    let archive = "\(house.spool)/archive"
    for day in ["", "2020-01-01", "2999-01-01", "notes"] {
      try #require(mkdir("\(archive)/\(day)", 0o755) == 0)
    }
    for day in ["2020-01-01", "2999-01-01", "notes"] {
      try house.write("\(archive)/\(day)/x", "old")
    }
    try await house.serving { _ in
      await eventually("the old day is gone") {
        house.visible(archive) == ["2999-01-01", "notes"]
      }
    }
    #expect(house.visible("\(archive)/notes") == ["x"])
  }

  @Test("refused files that came just now stay, whatever their sender dated them")
  func quarantine() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try #require(mkdir("\(house.spool)/quarantine", 0o755) == 0)
    let file = "\(house.spool)/quarantine/x"
    try house.write(file, "refused")
    var times = [timespec(tv_sec: 1_000, tv_nsec: 0), timespec(tv_sec: 1_000, tv_nsec: 0)]
    try #require(utimensat(AT_FDCWD, file, &times, 0) == 0)
    try await house.serving { _ in
      try house.drop("a.txt", "order")
      await eventually("it works") { house.results.count == 1 }
    }
    #expect(house.visible("\(house.spool)/quarantine") == ["x"])
  }

  @Test("without days, nothing is ever deleted")
  func forever() async throws {
    let house = try SpoolHouse()
    try house.makeFolders()
    try #require(mkdir("\(house.spool)/archive", 0o755) == 0)
    try #require(mkdir("\(house.spool)/archive/2020-01-01", 0o755) == 0)
    var settings = house.settings
    settings.archiveDays = nil
    try await house.serving(house.daemon(settings)) { _ in
      try house.drop("a.txt", "order")
      await eventually("it works") { house.archived.count == 1 }
    }
    #expect(house.visible("\(house.spool)/archive").contains("2020-01-01"))
  }
}
