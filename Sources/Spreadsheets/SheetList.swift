/// The sheets of a workbook in order: part `xl/workbook.xml`.
final class SheetList: XMLListener {
  /// Relation ids of the sheets.
  private(set) var relations: [String] = []
  private(set) var isFrom1904 = false

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "sheet": if let id = attributes["id"] { relations.append(id) }
    case "workbookPr":
      isFrom1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true"
    default: break
    }
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Where the parts behind relation ids stand: `xl/_rels/workbook.xml.rels`.
final class PartTargets: XMLListener {
  /// Part names by relation id.
  private(set) var parts: [String: String] = [:]

  func begin(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
      attributes["Type"]?.hasSuffix("/worksheet") == true
    else { return }
    // An absolute target begins at the root of the archive, others beside workbook.xml.
    parts[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
