internal import FoundationEssentials
internal import Glibc

/// What the daemons of a spool wrote of themselves, and which of them still live.
///
/// Reads only; a daemon does not notice.
package struct SpoolReport: Sendable {
  /// Why a spool tells nothing.
  package enum Failure: Error, Equatable, Sendable {
    case folder(path: String, SystemFailure)
    case noStatus(path: String)
    case unreadable(path: String)
  }

  /// One daemon: its words, and whether there is still somebody behind them.
  package struct Instance: Sendable {
    package let status: WrittenStatus
    package let isAlive: Bool
    /// The status file as it was found.
    let text: [UInt8]

    /// Gone without having said so: killed, crashed, or the machine went down.
    package var isDead: Bool { !isAlive && status.state != "stopped" }
  }

  package let spool: String
  /// The first instance first.
  package let instances: [Instance]
  /// Files that lie in the inbox now, whoever counted them before; nil when it cannot be read.
  package let waiting: Int?

  /// Whether somebody takes orders and nothing keeps them from it.
  package var isWorking: Bool {
    instances.contains(where: \.isAlive)
      && !instances.contains { $0.isAlive && $0.status.paused != nil }
  }

  package init(
    spool path: String, files: FileSystem = FileSystem()
  ) throws(Failure) {
    spool = path
    var found: [Instance] = []
    do throws(SystemFailure) {
      let folder = try files.openFolder(path: path)
      var names: [FileName] = []
      try files.names(in: folder) { name in
        if name.starts(with: "status"), name.ends(with: ".json") { names.append(name) }
      }
      for name in names.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
        found.append(try Self.instance(name, in: folder, files))
      }
      waiting = Self.waiting(in: folder, files)
    } catch {
      // EINVAL: the text is not what a daemon writes.
      throw error.code == EINVAL
        ? .unreadable(path: path) : .folder(path: path, error)
    }
    if found.isEmpty { throw .noStatus(path: path) }
    instances = found
  }

  private static func instance(
    _ name: FileName, in spool: Folder, _ files: FileSystem
  ) throws(SystemFailure) -> Instance {
    var text: [UInt8] = []
    let file = try files.openFile(in: spool, name)
    try files.read(file, into: &text, expected: 4_096, limit: 16 << 20)
    guard let status = try? JSONDecoder().decode(WrittenStatus.self, from: Data(text)) else {
      throw SystemFailure(.read, EINVAL)
    }
    return Instance(status: status, isAlive: isAlive(status, in: spool, files), text: text)
  }

  /// The lock tells; where it may not be opened, the process id does.
  private static func isAlive(
    _ status: WrittenStatus, in spool: Folder, _ files: FileSystem
  ) -> Bool {
    do throws(SystemFailure) {
      let work = try files.openFolder("work", in: spool)
      let own = try files.openFolder(status.instance, in: work)
      let lock = try files.openFile(in: own, FileName(".lock"))
      return try files.isLocked(lock)
    } catch {
      guard error.code == EACCES || error.code == EPERM else { return false }
      return kill(status.processId, 0) == 0 || errno == EPERM
    }
  }

  private static func waiting(in spool: Folder, _ files: FileSystem) -> Int? {
    guard let inbox = try? files.openFolder("inbox", in: spool) else { return nil }
    let ignored = IgnoredNames(Settings.Readiness())
    var count = 0
    guard (try? files.names(in: inbox) { if !ignored.contains($0) { count += 1 } }) != nil else {
      return nil
    }
    return count
  }
}

extension SpoolReport.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .folder(let path, let failure):
      "cannot read the spool \(path): \(failure); name it with --spool"
    case .noStatus(let path):
      "no daemon ever ran on \(path): it holds no status; start one with `suqiu serve`"
    case .unreadable(let path):
      "the status in \(path) was not written by this program; start the daemon to write a new one"
    }
  }
}
