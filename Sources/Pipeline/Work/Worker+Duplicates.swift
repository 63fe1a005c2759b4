internal import Transcripts

extension Worker {
  /// What an order is looked up by; nil when duplicates are not told of.
  func duplicateKey(of claim: Claim, _ source: [UInt8]) -> RecentDeliveries.Key? {
    guard settings.duplicates == .flag else { return nil }
    var digest: [UInt8] = []
    source.withUnsafeBytes { SHA256.digest(of: $0, into: &digest) }
    return duplicateKey(of: claim, digest: digest)
  }

  /// The same for a file whose digest is known.
  func duplicateKey(of claim: Claim, digest: [UInt8]) -> RecentDeliveries.Key? {
    guard settings.duplicates == .flag else { return nil }
    rememberArchived()
    return RecentDeliveries.Key(claim, digest: digest)
  }

  /// What was delivered before the start, read once.
  private func rememberArchived() {
    guard recent == nil else { return }
    recent = RecentDeliveries(
      archive: folders.roots.archive, at: clocks.wall(), files: files,
      whileReading: whileWorking)
  }
}
