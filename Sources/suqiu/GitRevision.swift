import Glibc
import RuleLanguage

/// A rules folder as it stood in a revision of the git repository it lies in.
struct GitRevision {
  /// What git said when it could not.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: String
  private let commit: String

  /// Finds a revision, such as `HEAD~1`, a tag or a branch.
  init(_ name: String, of folder: String) throws {
    self.folder = folder
    let answer = try Self.git(
      folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"])
    guard answer.status == 0, let line = Self.text(answer.output).split(separator: "\n").first
    else {
      throw Failure(
        description: "`\(name)` is neither a folder nor a revision of the repository of \(folder)")
    }
    commit = String(line)
  }

  /// The files of the folder in that revision that rules are read from.
  func sources() throws -> [SourceFile] {
    let list = try Self.git(folder, ["ls-tree", "-r", "-z", "--name-only", commit, "--", "."])
    guard list.status == 0 else {
      throw Failure(description: "git cannot list \(folder) in \(commit)")
    }
    var sources: [SourceFile] = []
    for path in list.output.split(separator: 0).map(Self.text) where RuleLibrary.reads(path) {
      let file = try Self.git(folder, ["show", "\(commit):./\(path)"])
      guard file.status == 0 else {
        throw Failure(description: "git cannot show \(path) in \(commit)")
      }
      sources.append(SourceFile(path: path, bytes: file.output))
    }
    guard !sources.isEmpty else {
      throw Failure(description: "\(folder) holds no rules in revision \(commit)")
    }
    return sources
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  /// Runs git in a folder and reads all it writes; what it says to people is thrown away.
  private static func git(
    _ folder: String, _ arguments: [String]
  ) throws -> (status: Int32, output: [UInt8]) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure(description: "no pipe is left") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    let words = (["git", "-C", folder] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let code = posix_spawnp(&child, "git", &actions, nil, words, environ)
    close(ends[1])
    guard code == 0 else {
      throw Failure(description: "git cannot be run: \(String(cString: strerror(code)))")
    }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = read(ends[0], &piece, piece.count)
      if got > 0 {
        output.append(contentsOf: piece[..<got])
      } else if got == 0 || errno != EINTR {
        break
      }
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return (status, output)
  }
}
