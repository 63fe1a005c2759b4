/// The languages of a report: Chinese alone, as on paper, or both, as on pages.
package enum ReportLanguage: String, Hashable, Sendable {
  case zh, zhThenEnglish, enThenChinese

  private var isEnglish: Bool { self == .enThenChinese }

  /// A sentence, in the first language alone.
  func pick(_ zh: String, _ en: String) -> String { isEnglish ? en : zh }

  /// A heading as HTML: the second language small beside the first.
  func beside(_ zh: String, _ en: String) -> String {
    switch self {
    case .zh: zh
    case .zhThenEnglish: "\(zh) <small lang=\"en\">\(en)</small>"
    case .enThenChinese: "\(en) <small lang=\"zh-CN\">\(zh)</small>"
    }
  }

  /// A month where there is no room for its number and year.
  func month(_ number: Int) -> String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return pick("\(number) 月", names[number - 1])
  }

  /// `+38 %`, `−5 %`; for small numbers what there was, since shares of them say nothing.
  func change(from old: Int, to new: Int) -> String {
    guard max(old, new) >= 10, old > 0 else {
      return old == new ? pick("持平", "same") : pick("原 \(old)", "was \(old)")
    }
    let percent = Int((Double(new - old) / Double(old) * 100).rounded())
    return percent == 0 ? pick("持平", "same") : percent > 0 ? "+\(percent) %" : "−\(-percent) %"
  }
}
