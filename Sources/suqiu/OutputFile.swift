import ArgumentParser
import Glibc

/// Files a command writes, whole or not at all.
enum OutputFile {
  /// Writes a new file beside the old one and renames it: who watches never reads a half.
  static func write(_ text: String, to path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let temporary = (parts.dropLast() + [".\(parts.last ?? "").new"]).joined(separator: "/")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = Array(text.utf8).withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let done = Glibc.write(
          descriptor, bytes.baseAddress.map { $0 + place }, bytes.count - place)
        if done < 0, errno == EINTR { continue }
        guard done > 0 else { return false }
        place += done
      }
      return fsync(descriptor) == 0
    }
    guard isWritten, close(descriptor) == 0, rename(temporary, path) == 0 else {
      throw failure(path)
    }
  }

  static func failure(_ path: String) -> ExitCode {
    Terminal.error("error: \(path) cannot be written: \(String(cString: strerror(errno)))")
    return ExitStatus.couldNotRun
  }
}
