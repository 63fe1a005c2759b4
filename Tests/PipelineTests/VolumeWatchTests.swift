import History
import Testing

@testable import Pipeline

@Suite("What is said of unusual volumes")
struct VolumeWatchTests {
  @Test("both languages say how many orders came and how many were to be expected")
  func sentences() {
    let silent = VolumeGuard.Flag(
      kind: .silent, name: "cause:lightning", orders: 0, hours: 48, bound: 6.4)
    #expect(VolumeWatch.sentence(silent) == "cause:lightning 最近 48 小时只有 0 次，按预计至少应有约 6 次")
    #expect(VolumeWatch.chinese(silent) == "最近 48 小时只有 0 次，按预计至少应有约 6 次")
    #expect(
      VolumeWatch.english(silent) == "0 in the last 48 hours, where about 6 or more are expected")
    let many = VolumeGuard.Flag(
      kind: .exploding, name: "t.a", orders: 88, hours: 1, bound: 9.2)
    #expect(VolumeWatch.english(many) == "88 in the last hour, where about 9 at most are expected")
  }
}
