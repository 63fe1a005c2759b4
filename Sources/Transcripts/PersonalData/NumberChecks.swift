/// Check digits of the numbers people give.
enum NumberChecks {
  /// ISO/IEC 7812 (Luhn), over the digits in [start, end).
  static func isBankCard(_ scalars: [UInt32], from start: Int, to end: Int) -> Bool {
    var sum: UInt32 = 0
    var isSecond = false
    for place in stride(from: end - 1, through: start, by: -1) {
      var digit = scalars[place] - 0x30
      if isSecond { digit = digit > 4 ? digit * 2 - 9 : digit * 2 }
      sum += digit
      isSecond.toggle()
    }
    return sum.isMultiple(of: 10)
  }

  /// GB 11643: 17 digits and the check character, with a month and a day that exist.
  static func isIDCard(_ scalars: [UInt32], from start: Int) -> Bool {
    let weights: InlineArray<17, UInt32> = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    var sum: UInt32 = 0
    for place in 0..<17 { sum += (scalars[start + place] - 0x30) * weights[place] }
    let checks: InlineArray<11, UInt32> = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    let last = scalars[start + 17]
    let given = last == 0x78 ? 10 : last - 0x30
    func two(_ place: Int) -> UInt32 {
      (scalars[start + place] - 0x30) * 10 + scalars[start + place + 1] - 0x30
    }
    return given == checks[Int(sum % 11)] && (1...12).contains(two(10))
      && (1...31).contains(two(12)) && (18...20).contains(two(6))
  }
}
