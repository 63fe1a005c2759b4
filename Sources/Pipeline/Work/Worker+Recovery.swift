internal import Glibc

extension Worker {
  /// Finishes or takes back what an earlier run of this instance left.
  func recoverOwn() throws(Interruption) {
    let report = try recovery.run(folders.own, into: folders.own)
    take(report, from: folders.own.name)
  }

  /// Adopts the work of instances whose process is gone: their lock is free.
  func adoptDead() throws(Interruption) {
    for name in try neighbours() {
      guard let dead = try takeDead(name) else { continue }
      take(try recovery.run(dead, into: folders.own), from: dead.name)
    }
  }

  private func neighbours() throws(Interruption) -> [String] {
    var found: [FileName] = []
    var neighbours: [String] = []
    do throws(SystemFailure) {
      try files.names(in: folders.roots.work) { found.append($0) }
      for name in found.sorted() where "\(name)" != folders.own.name {
        guard try files.facts(in: folders.roots.work, name)?.kind == .folder else { continue }
        neighbours.append("\(name)")
      }
    } catch {
      throw Interruption(error, at: .spool)
    }
    return neighbours
  }

  private func takeDead(_ name: String) throws(Interruption) -> InstanceFolders? {
    do throws(SystemFailure) {
      return try InstanceFolders.take(name, in: folders.roots, files: files)
    } catch {
      throw Interruption(error, at: .spool)
    }
  }

  private func take(_ report: Recovery.Report, from instance: String) {
    batch.claimed.append(contentsOf: report.again)
    if report.isEmpty { return }
    events(
      .recovered(
        instance: instance, again: report.again.count, published: report.published,
        archived: report.archived, dropped: report.dropped))
  }

  private var recovery: Recovery {
    Recovery(roots: folders.roots, files: files, durability: durability)
  }
}
