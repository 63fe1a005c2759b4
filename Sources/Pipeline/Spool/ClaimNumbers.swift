/// Numbers the claims of one daemon so that a later one is larger, also within a millisecond.
///
/// A clock that is set back by less than a second is waited for by counting on; set back by more,
/// it is followed, or ids would tell a wrong time for as long.
struct ClaimNumbers {
  private static let second: UInt64 = 1_000 << ClaimId.countBits
  private var last: UInt64 = 0

  /// The number of a claim at this moment, in milliseconds since 1970.
  mutating func next(at milliseconds: Int64) -> UInt64 {
    let now = UInt64(max(0, milliseconds)) << ClaimId.countBits
    let isFollowed = now > last || last - now > Self.second
    last = isFollowed ? now : last + 1
    return last
  }
}
