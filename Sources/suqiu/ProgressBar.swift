import Glibc

/// A bar on standard error while something takes its time; nothing where no terminal stands.
struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shownPercent = -1

  mutating func show(_ done: Int, of all: Int, _ what: String) {
    guard isShown, all > 0 else { return }
    let percent = done * 100 / all
    guard percent != shownPercent else { return }
    shownPercent = percent
    let full = percent * 30 / 100
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: 30 - full)
    write("\r\(bar) \(percent) %  \(done)/\(all) \(what)")
  }

  mutating func clear() {
    guard isShown, shownPercent >= 0 else { return }
    shownPercent = -1
    write("\r\u{1B}[2K")
  }

  private func write(_ text: String) {
    Array(text.utf8).withUnsafeBytes { Terminal.write($0, to: STDERR_FILENO) }
  }
}
