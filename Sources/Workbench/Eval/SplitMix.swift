/// Random numbers that are the same for the same seed (SplitMix64, Steele and others 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below a bound (Lemire 2016; the bias is far below what 500 resamples show).
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True in this part of all cases, 0 to 1; where it is sure, no number is drawn.
  mutating func happens(_ part: Double) -> Bool {
    part >= 1 || Double(next() >> 11) * 0x1p-53 < part
  }
}
