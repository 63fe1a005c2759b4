import ArgumentParser
import Glibc

/// Files named on the command line; `-` is standard input.
enum InputFile {
  /// Opens a file for reading, or says why not.
  static func open(_ path: String) throws -> Int32 {
    if path == "-" { return STDIN_FILENO }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    return descriptor
  }

  /// The whole content of a file, at most one byte more than an order may have.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = try open(path)
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= 4 * 1024 * 1024 {
      let got = Glibc.read(descriptor, &chunk, chunk.count)
      if got < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if got == 0 { break }
      bytes.append(contentsOf: chunk[..<got])
    }
    return bytes
  }

  private static func failure(_ path: String) -> ExitCode {
    Terminal.error("error: \(path) cannot be read: \(String(cString: strerror(errno)))")
    return ExitStatus.couldNotRun
  }
}
