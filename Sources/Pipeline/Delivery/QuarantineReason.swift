package import Transcripts

/// Why a file is refused: always the file's own fault, never the disk's or the rules'.
package enum QuarantineReason: Equatable, Sendable {
  case unreadableText(ReadRefusal)
  /// A batch file none of whose rows can be read, or not to its end.
  case unreadableBatch(BatchRefusal)
  /// Somebody holds a second name for the file and could change it, or points us at a secret.
  case hardLink(count: Int)
  /// It became a folder, a link or a device on its way.
  case notAFile
  /// The system does not let us read it.
  case denied(SystemFailure)

  /// A stable word for machines.
  package var code: String {
    switch self {
    case .unreadableText(let refusal): refusal.code
    case .unreadableBatch(let refusal): refusal.code
    case .hardLink: "hard_link"
    case .notAFile: "not_a_file"
    case .denied: "unreadable"
    }
  }

  /// What is wrong with it.
  var why: String {
    switch self {
    case .unreadableText(let refusal): Self.halves(of: refusal.message).why
    case .unreadableBatch(let refusal): Self.halves(of: refusal.message).why
    case .hardLink(let count): "the file has \(count) names (hard links), so others can change it"
    case .notAFile: "it is a folder, a link or a device, not a file"
    case .denied(let failure): "the file cannot be read: \(failure)"
    }
  }

  /// What to do about it.
  var fix: String {
    switch self {
    case .unreadableText(let refusal): Self.halves(of: refusal.message).fix
    case .unreadableBatch(let refusal): Self.halves(of: refusal.message).fix
    case .hardLink: "copy the file (cp, not ln) and move the copy into the inbox"
    case .notAFile: "put the file itself into the inbox"
    case .denied: "give the daemon's user or group read permission and move it into the inbox again"
    }
  }

  /// Refusals word cause and cure in one sentence, parted by a semicolon.
  private static func halves(of message: String) -> (why: String, fix: String) {
    guard let mark = message.lastIndex(of: ";") else {
      return (message, "mend the file and move it into the inbox again")
    }
    let rest = message[message.index(after: mark)...]
    return (String(message[..<mark]), String(rest.drop { $0 == " " }))
  }
}
