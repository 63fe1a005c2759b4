internal import Glibc

extension SystemFailure: CustomStringConvertible {
  /// The call and the kernel's words, such as `rename: Permission denied (EACCES 13)`.
  package var description: String { "\(call.rawValue): \(reason) (\(symbol))" }

  /// The kernel's words alone.
  package var reason: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return "\(FileName(entry: buffer))"
  }

  /// The symbol people search for, such as `ENOSPC`; the number for rarer ones.
  package var symbol: String {
    switch code {
    case ENOSPC: "ENOSPC"
    case EDQUOT: "EDQUOT"
    case EROFS: "EROFS"
    case EACCES: "EACCES"
    case EPERM: "EPERM"
    case ENOENT: "ENOENT"
    case EMFILE: "EMFILE"
    case ENFILE: "ENFILE"
    case EIO: "EIO"
    case EXDEV: "EXDEV"
    case EEXIST: "EEXIST"
    case ELOOP: "ELOOP"
    case ENXIO: "ENXIO"
    case ENOTDIR: "ENOTDIR"
    case ENAMETOOLONG: "ENAMETOOLONG"
    default: "errno \(code)"
    }
  }
}
