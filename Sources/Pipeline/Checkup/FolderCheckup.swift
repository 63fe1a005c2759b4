internal import Glibc

/// Looks at the folders of a daemon as it would use them, whether one is running or not.
///
/// Leaves nothing behind: its files have dotted names nobody takes and are removed again.
package struct FolderCheckup {
  private let settings: Settings
  private let files = FileSystem()
  private var findings: [CheckupFinding] = []

  /// What keeps the daemon with these settings from running, and what only costs it.
  package static func run(_ settings: Settings) -> [CheckupFinding] {
    var checkup = FolderCheckup(settings: settings)
    checkup.look()
    return checkup.findings
  }

  private init(settings: Settings) { self.settings = settings }

  private mutating func look() {
    let spool = folder(settings.spool, "spool")
    let outbox = folder(settings.outbox, "outbox")
    if let spool {
      room(spool, "spool")
      watching(spool)
      leases(spool)
      for (from, to) in [("inbox", "work"), ("work", "done"), ("done", "archive")] {
        renames(from: from, to: to, in: spool)
      }
      renames(from: "work", to: "quarantine", in: spool)
    }
    if let outbox {
      room(outbox, "outbox")
      renames(from: ".stage", to: ".", in: outbox)
    }
  }

  /// The folder, when it is there and may be written; else what to do.
  private mutating func folder(_ path: String, _ subject: String) -> Folder? {
    do throws(SystemFailure) {
      let folder = try files.openFolder(path: path)
      let name = probeName
      _ = try files.createFile(in: folder, name, exclusive: false)
      try files.unlink(name, in: folder)
      findings.append(CheckupFinding(.fine, subject, "\(path) is there and can be written"))
      return folder
    } catch  where error.code == ENOENT {
      missing(path, subject)
    } catch {
      findings.append(
        CheckupFinding(
          .failure, subject, "\(path): \(error.reason) (\(error.symbol))",
          help: "run as the user of the service (`sudo -u suqiu suqiu doctor`), or give this user "
            + "the folder: chown -R \(userName) \(path)"))
    }
    return nil
  }

  /// A folder that is not there yet is made at the start, if the one above lets us.
  private mutating func missing(_ path: String, _ subject: String) {
    var parent = path.split(separator: "/").map(String.init)
    var above = path
    repeat {
      _ = parent.popLast()
      above = (path.hasPrefix("/") ? "/" : "") + parent.joined(separator: "/")
      if above.isEmpty { above = "." }
    } while access(above, F_OK) != 0 && !parent.isEmpty
    if access(above, W_OK | X_OK) == 0 {
      findings.append(
        CheckupFinding(.fine, subject, "\(path) is not there yet; `suqiu serve` makes it"))
    } else {
      findings.append(
        CheckupFinding(
          .failure, subject, "\(path) is not there and \(above) may not be written",
          help: "make it for this user: install -d -o \(userName) \(path)"))
    }
  }

  private mutating func room(_ folder: Folder, _ subject: String) {
    guard let room = try? files.room(of: folder) else { return }
    let text = "\(room.bytes >> 20) MiB and \(room.inodes) inodes free"
    // A file system without a fixed number of inodes says 0.
    let hasInodes = room.inodes == 0 || room.inodes > settings.limits.freeInodes
    guard room.bytes > settings.limits.freeBytes, hasInodes else {
      findings.append(
        CheckupFinding(
          .failure, subject + " room", text,
          help: "the daemon would pause: free some room, or keep less (archive_days)"))
      return
    }
    findings.append(CheckupFinding(.fine, subject + " room", text))
  }

  private mutating func watching(_ spool: Folder) {
    guard files.isRemote(spool) else {
      findings.append(
        CheckupFinding(.fine, "watching", "a local file system; files are seen at once"))
      return
    }
    findings.append(
      CheckupFinding(
        .warning, "watching", "other machines can write to this file system unseen; it is polled",
        help: "keep the spool on a local disk if orders must be seen within a second"))
  }

  private mutating func leases(_ spool: Folder) {
    let name = probeName
    guard let made = try? files.createFile(in: spool, name, exclusive: false) else { return }
    _ = consume made
    defer { try? files.unlink(name, in: spool) }
    guard let file = try? files.openFile(in: spool, name) else { return }
    if (try? files.writer(of: file)) == WriterCheck.none {
      findings.append(CheckupFinding(.fine, "writers", "an open writer of a file is seen"))
    } else {
      findings.append(
        CheckupFinding(
          .warning, "writers", "the system does not tell whether a file is still being written",
          help: "have senders rename files into the inbox, or wait longer (quiet_ms, marker)"))
    }
  }

  /// Moves an empty file one step of the way: two mounts of one file system refuse it too.
  private mutating func renames(from: String, to: String, in root: Folder) {
    guard let source = try? files.openFolder(from, in: root),
      let target = to == "." ? root : try? files.openFolder(to, in: root)
    else { return }
    let subject = to == "." ? "publishing" : "\(from) → \(to)"
    let name = probeName
    do throws(SystemFailure) {
      _ = try files.createFile(in: source, name, exclusive: false)
      try files.rename(name, in: source, to: name, in: target)
      try files.unlink(name, in: target)
      findings.append(CheckupFinding(.fine, subject, "a rename works"))
    } catch {
      try? files.unlink(name, in: source)
      let help =
        error.code == EXDEV
        ? "they are two mounts: mount the folder above both, and give systemd one ReadWritePaths="
        : "give the user of the service both folders: chown -R \(userName) \(root.label)"
      findings.append(
        CheckupFinding(.failure, subject, "\(error.reason) (\(error.symbol))", help: help))
    }
  }

  private var probeName: FileName { FileName(".suqiu-doctor-\(getpid())") }

  private var userName: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(geteuid())"
  }
}
