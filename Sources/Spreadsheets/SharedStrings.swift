/// The texts cells refer to by number: part `xl/sharedStrings.xml`, in one stretch of memory.
final class SharedStrings: XMLListener {
  /// Bytes of all texts together.
  static let mostBytes = 256 << 20
  /// How many there may be; each costs eight bytes besides.
  static let mostStrings = 8 << 20

  private(set) var isOverfull = false
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var one: [UInt8] = []
  private var isText = false
  private var isReading = false

  /// The text of a number; empty when there is none.
  func text(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 0, number < ends.count else { return [] }
    return bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    // How a text is read aloud is no part of it.
    case "rPh": isReading = true
    case "t": isText = !isReading
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "rPh": isReading = false
    case "t": isText = false
    case "si":
      CellText.unescape(&one)
      isOverfull =
        isOverfull || bytes.count + one.count > Self.mostBytes || ends.count == Self.mostStrings
      if !isOverfull {
        bytes.append(contentsOf: one)
        ends.append(bytes.count)
      }
      one.removeAll(keepingCapacity: true)
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isText, !isOverfull else { return }
    one.append(contentsOf: bytes)
    // One text longer than all may be together must not fill the memory before it ends.
    if one.count > Self.mostBytes { isOverfull = true }
  }
}
