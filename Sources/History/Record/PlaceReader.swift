/// Finds unit, city, county and hall in the fields of an order and in its own words.
struct PlaceReader {
  /// Fields as the result lists them.
  let fields: [(name: String, value: String)]
  /// Sentences of the order that may name a hall.
  let sentences: [String]

  func place() -> OrderPlace {
    let units = values("unit")
    // A unit written as a number, or masked, says nothing to people.
    let named = units.filter { $0.contains(where: Self.isHan) }
    var place = OrderPlace()
    place.unit = named.max { Self.depth($0) < Self.depth($1) } ?? ""
    let addresses = named + values("city") + values("address")
    place.city =
      addresses.lazy.compactMap { Self.name(in: $0, endingWith: ["市", "州", "盟"]) }.first ?? ""
    place.county =
      values("county").first
      ?? addresses.lazy.compactMap {
        Self.name(in: Self.afterCity($0), endingWith: ["县", "区", "旗"])
      }
      .first ?? ""
    place.hall =
      (named + sentences).lazy.compactMap { Self.hall(in: $0) }.first ?? ""
    return place
  }

  private func values(_ name: String) -> [String] {
    fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }

  /// The smaller a unit, the more it tells.
  private static func depth(_ unit: String) -> Int {
    if unit.contains("营业厅") || unit.contains("班") { return 3 }
    if unit.contains("所") || unit.contains("站") { return 2 }
    return unit.contains("县") || unit.contains("区") ? 1 : 0
  }

  /// `杭州市` of `浙江省杭州市西湖区…`; two to six characters with their ending.
  private static func name(in text: String, endingWith endings: Set<Character>) -> String? {
    var word: [Character] = []
    for character in text {
      guard isHan(character) else {
        word = []
        continue
      }
      if "省".contains(character) {
        word = []
        continue
      }
      word.append(character)
      // 市区, 小区, 园区 are no names of counties; 自治州 is that of one.
      guard endings.contains(character), word.count >= 3 else { continue }
      let name = String(word)
      if ["小区", "社区", "园区", "市区", "城区", "片区", "台区", "库区", "厂区", "校区", "景区"]
        .contains(where: name.hasSuffix)
      {
        word = []
        continue
      }
      return word.count <= 6 ? name : nil
    }
    return nil
  }

  private static func afterCity(_ text: String) -> String {
    guard let city = text.firstIndex(of: "市"), text.distance(from: text.startIndex, to: city) < 8
    else { return text }
    return String(text[text.index(after: city)...])
  }

  /// `城东营业厅` of `到城东营业厅三号窗口`.
  private static func hall(in text: String) -> String? {
    let characters = Array(text)
    let end: [Character] = ["营", "业", "厅"]
    guard characters.count > 3 else { return nil }
    for start in 0...(characters.count - 3) where Array(characters[start..<start + 3]) == end {
      var name: [Character] = []
      for character in characters[..<start].reversed() {
        guard isHan(character), !Self.leads.contains(character), name.count < 7 else { break }
        name.append(character)
      }
      if (2...6).contains(name.count), !kinds.contains(String(name.reversed())) {
        return String(name.reversed() + end)
      }
    }
    return nil
  }

  /// Characters that stand before the name of a hall and are none of it.
  private static let leads = Set(
    "到去在来往从至的了你们我该就被由问是有和与跟回及家个次趟对怕称说讲让叫找扬给想离约登着进点议写午晚")

  /// What makes no name of a hall.
  private static let kinds: Set<String> = ["供电", "掌上", "网上", "线上", "电力", "实体", "附近", "当地"]

  private static func isHan(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return (0x3400...0x9FFF).contains(scalar.value) || scalar.value >= 0x20000
  }
}
