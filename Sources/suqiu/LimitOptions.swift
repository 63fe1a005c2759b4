import ArgumentParser
import Pipeline

/// Bounds of the daemon that machines of other sizes want otherwise.
struct LimitOptions: ParsableArguments {
  @Option(name: .long, help: "Orders that share one write-back, at most.")
  var batchFiles = Settings.Limits().batchFiles

  @Option(name: .long, help: "Results that may wait in the outbox before no more are written.")
  var outboxFiles: Int?

  @Option(name: .long, help: "Free room, in MiB, below which nothing more is taken.")
  var freeMib = Int(Settings.Limits().freeBytes >> 20)

  @Option(name: .long, help: "Free inodes below which nothing more is taken.")
  var freeInodes = Int(Settings.Limits().freeInodes)

  func validate() throws {
    guard (1...1_024).contains(batchFiles) else {
      throw ValidationError("--batch-files takes 1 to 1024, not \(batchFiles)")
    }
    guard (outboxFiles ?? 1) >= 1, freeMib >= 0, freeMib < 1 << 30, freeInodes >= 0 else {
      throw ValidationError("--outbox-files, --free-mib and --free-inodes take no negative numbers")
    }
  }

  func apply(to limits: inout Settings.Limits) {
    limits.batchFiles = batchFiles
    limits.outboxFiles = outboxFiles
    limits.freeBytes = UInt64(freeMib) << 20
    limits.freeInodes = UInt64(freeInodes)
  }
}
