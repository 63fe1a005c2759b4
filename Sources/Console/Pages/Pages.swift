internal import Mustache
internal import Workbench

/// Makes pages of values: one template each, everything that comes from outside escaped.
struct Pages: Sendable {
  enum Name: String, CaseIterable {
    case overview, orders, order, review, rules, pack, rule, playground, report, missing
  }

  private let library: MustacheLibrary

  init() throws {
    var library = MustacheLibrary()
    for (name, text) in PageTemplates.all { try library.register(text, named: name) }
    self.library = library
  }

  /// The page as HTML; `path` is its own address without the language.
  func html(
    _ name: Name, _ value: JSONValue, _ language: Language, path: String, query: Query = Query()
  ) -> String {
    var context = Self.dictionary(value)
    context["t"] = PageWords.all(language)
    context["lang"] = language == .en ? "en" : "zh-CN"
    context["l"] = language == .en ? "?lang=en" : ""
    context["la"] = language == .en ? "&lang=en" : ""
    context["is_en"] = language == .en
    context["other_language"] =
      path + query.with("lang", language == .en ? nil : "en").text
    for one in Name.allCases { context["on_\(one.rawValue)"] = one == name }
    return library.render(context, withTemplate: name.rawValue) ?? ""
  }

  private static func dictionary(_ value: JSONValue) -> [String: Any] {
    guard case .object(let members) = value else { return [:] }
    return Dictionary(members.map { ($0.key, plain($0.value)) }, uniquingKeysWith: { $1 })
  }

  /// Nothing is absent in a template: it would be looked for further out.
  private static func plain(_ value: JSONValue) -> Any {
    switch value {
    case .null: false
    case .bool(let flag): flag
    case .number(let number): number
    case .string(let text): text
    case .array(let items): items.map { plain($0) }
    case .object: dictionary(value)
    }
  }
}
