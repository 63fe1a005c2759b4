/// People's names by their surnames: 王 in 王女士, 张小明 in 联系人：张小明.
struct Surnames: Sendable {
  /// A place where a name is likely.
  struct Hint {
    /// Before a title when true (王先生), after a word otherwise (联系人：).
    var isBeforeTitle: Bool
    var place: Int32
  }

  private static let common = """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹\
    孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒\
    阮柯纪梅童凌毕单裴霍涂苗谷盛曲翁冉骆蓝游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆卓吉缪车项芦褚娄窦戚岑宫卜冷晏席卫米柏宗\
    瞿全佟应臧闵苟邬边卞姬仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池麻苑迟邝
    """
  private static let double: Set<[UInt32]> = Set(
    ["欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯", "东方", "公孙"].map {
      $0.unicodeScalars.map(\.value)
    })

  /// One bit for each code point of the basic plane.
  private let codes: [UInt64]
  private let doubles: [(UInt32, UInt32)]

  init() {
    var codes = [UInt64](repeating: 0, count: 1024)
    for scalar in Self.common.unicodeScalars {
      codes[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
    self.codes = codes
    doubles = Self.double.map { ($0[0], $0[1]) }
  }

  func name(at hint: Hint, in document: borrowing Document) -> LayoutRange? {
    hint.isBeforeTitle
      ? beforeTitle(Int(hint.place), in: document) : behindWord(Int(hint.place), in: document)
  }

  /// The surname, or the whole name, that ends where the title begins.
  private func beforeTitle(_ end: Int, in document: borrowing Document) -> LayoutRange? {
    var found: Int?
    // The nearest surname, or one a character farther on when a mark or 客户, 人 stands before it.
    for length in 1...3 where found == nil || length == 2 {
      let start = end - length
      guard start >= 0, isHan(start, in: document) else { break }
      guard isSurname(start, in: document), found == nil || begins(start, in: document) else {
        continue
      }
      found = start
    }
    if end >= 2, isDouble(end - 2, in: document) { found = end - 2 }
    return found.map { LayoutRange(start: Int32($0), end: Int32(end)) }
  }

  private func begins(_ place: Int, in document: borrowing Document) -> Bool {
    guard place > 0, document.marks[place - 1] == 0 else { return true }
    // 户 人 民 者 位
    return [0x6237, 0x4EBA, 0x6C11, 0x8005, 0x4F4D].contains(document.scalars[place - 1])
  }

  /// A surname and one to three characters up to a mark, after a colon, bracket, 为, 是.
  private func behindWord(_ place: Int, in document: borrowing Document) -> LayoutRange? {
    var start = place
    while start < document.count, start - place < 5,
      (document.marks[start] != 0 && !document.has(CharacterMarks.sentenceEnd, at: start))
        || [0x4E3A, 0x662F, 0x53EB].contains(document.scalars[start])
    { start += 1 }
    guard start < document.count, isSurname(start, in: document) else { return nil }
    // *华 is masked already.
    if start > 0, document.scalars[start - 1] == 0x2A { return nil }
    var end = start + 1
    while end < document.count, end - start < 5, isHan(end, in: document) { end += 1 }
    if end - start > 2, isTitle(end - 2, in: document) { end -= 2 }
    // 某 stands for a name already taken out.
    let isMasked = end - start > 1 && document.scalars[start + 1] == 0x67D0
    let isOver = end == document.count || document.marks[end] != 0 || isTitle(end, in: document)
    guard isOver, !isMasked, end - start <= 4 else { return nil }
    guard end - start > 1 || isTitle(end, in: document) else { return nil }
    return LayoutRange(start: Int32(start), end: Int32(end))
  }

  private func isSurname(_ place: Int, in document: borrowing Document) -> Bool {
    let code = document.scalars[place]
    let isCommon = code < 0x1_0000 && codes[Int(code >> 6)] &>> UInt64(code & 63) & 1 != 0
    return isCommon || isDouble(place, in: document)
  }

  private func isDouble(_ place: Int, in document: borrowing Document) -> Bool {
    guard place + 1 < document.count else { return false }
    let first = document.scalars[place]
    let second = document.scalars[place + 1]
    return doubles.contains { $0.0 == first && $0.1 == second }
  }

  private func isHan(_ place: Int, in document: borrowing Document) -> Bool {
    (0x4E00..<0xA000).contains(document.scalars[place])
  }

  /// 先生, 女士, 小姐, 经理, 师傅
  private func isTitle(_ place: Int, in document: borrowing Document) -> Bool {
    guard place + 1 < document.count else { return false }
    switch (document.scalars[place], document.scalars[place + 1]) {
    case (0x5148, 0x751F), (0x5973, 0x58EB), (0x5C0F, 0x59D0), (0x7ECF, 0x7406), (0x5E08, 0x5085):
      return true
    default: return false
    }
  }
}
