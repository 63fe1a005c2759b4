/// Finds province, city and county at the beginning of an address by their last characters.
struct RegionReader: Sendable {
  let province: Int32
  let city: Int32
  let county: Int32
  /// Index of the field with the address, and of the one with the unit; -1 where there is none.
  let address: Int32
  let unit: Int32

  /// Appends the parts of the first address, else of the first unit, as fields.
  func read(_ document: inout Document) {
    guard let source = source(in: document) else { return }
    let end = Int(source.end)
    var place = Int(source.start)
    // 国网 before a province is no part of its name.
    if end - place > 2, document.scalars[place] == 0x56FD, document.scalars[place + 1] == 0x7F51 {
      place += 2
    }
    if let next = part(from: place, to: end, .province, in: document) {
      add(province, place, next, to: &document)
      place = next
    }
    if let next = part(from: place, to: end, .city, in: document) {
      add(city, place, next, to: &document)
      place = next
    }
    if let next = part(from: place, to: end, .county, in: document) {
      add(county, place, next, to: &document)
    }
  }

  private func source(in document: borrowing Document) -> DocumentField? {
    guard !document.fields.isEmpty else { return nil }
    let address = document.fields.first { $0.name == self.address }
    return address ?? document.fields.first { $0.name == unit }
  }

  private func add(_ name: Int32, _ start: Int, _ end: Int, to document: inout Document) {
    document.fields.append(DocumentField(name: name, start: Int32(start), end: Int32(end)))
  }

  private enum Level { case province, city, county }

  /// Longest name of a part in code points, its last character included.
  private static let longest = 9

  private func part(
    from start: Int, to end: Int, _ level: Level, in document: borrowing Document
  ) -> Int? {
    var place = start
    while place < min(end, start + Self.longest), document.marks[place] == 0 {
      let length = place - start + 1
      if length >= 2, ends(level, at: place, length: length, before: end, in: document) {
        return place + 1
      }
      place += 1
    }
    return nil
  }

  private func ends(
    _ level: Level, at place: Int, length: Int, before end: Int, in document: borrowing Document
  ) -> Bool {
    let code = document.scalars[place]
    let before = document.scalars[place - 1]
    let next = place + 1 < end ? document.scalars[place + 1] : 0
    switch (level, code) {
    case (.province, 0x7701): return length >= 3 && next != 0x9053  // 省, not 省道
    case (.province, 0x533A), (.city, 0x5DDE): return before == 0x6CBB  // 自治区, 自治州
    case (.province, 0x5E02):  // 京 海 津 庆 市
      return length == 3 && [0x4EAC, 0x6D25, 0x5E86].contains(before)
        || length == 3 && before == 0x6D77 && document.scalars[place - 2] == 0x4E0A
    case (.city, 0x5E02), (.county, 0x5E02): return length >= 3 && !isMarket(next)
    case (.city, 0x76DF), (.county, 0x65D7): return length >= 3  // 盟, 旗
    case (.county, 0x53BF): return next != 0x9053  // 县, not 县道
    case (.county, 0x533A): return !isQuarter(before)
    default: return false
    }
  }

  /// 市场, 市民, 市政, 市区
  private func isMarket(_ code: UInt32) -> Bool {
    [0x573A, 0x6C11, 0x653F, 0x533A].contains(code)
  }

  /// 小区 社区 园区 片区 库区 台区 景区 厂区 校区 辖区 街区 生活区 住宅区 服务区
  private func isQuarter(_ code: UInt32) -> Bool {
    switch code {
    case 0x5C0F, 0x793E, 0x56ED, 0x7247, 0x5E93, 0x53F0, 0x666F, 0x5382, 0x6821, 0x8F96, 0x8857,
      0x6D3B, 0x5B85, 0x52A1:
      true
    default: false
    }
  }
}
