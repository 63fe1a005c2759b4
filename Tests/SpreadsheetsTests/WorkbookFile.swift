import CZip
import Glibc
import Spreadsheets
import TestSupport
import Testing

/// A workbook put together from the XML of its parts, in a file of its own.
final class WorkbookFile {
  private let folder: TemporaryFolder
  private let path: String

  static let main = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  private static let spreadsheet =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// - Parameters:
  ///   - sheets: What stands in `<sheetData>` of each sheet.
  ///   - parts: Further parts, or others in the place of these.
  init(sheets: [String], parts: [String: String] = [:]) throws {
    var all: [String: String] = [:]
    var list = ""
    var targets = ""
    for (number, sheet) in sheets.enumerated() {
      list += "<sheet name=\"s\(number)\" sheetId=\"\(number + 1)\" r:id=\"r\(number)\"/>"
      targets +=
        "<Relationship Id=\"r\(number)\" Type=\"\(Self.relations)/worksheet\""
        + " Target=\"worksheets/sheet\(number).xml\"/>"
      all["xl/worksheets/sheet\(number).xml"] =
        "\(Self.main)<worksheet \(Self.spreadsheet)><sheetData>\(sheet)</sheetData></worksheet>"
    }
    all["xl/workbook.xml"] =
      "\(Self.main)<workbook \(Self.spreadsheet) xmlns:r=\"\(Self.relations)\"><sheets>\(list)"
      + "</sheets></workbook>"
    all["xl/_rels/workbook.xml.rels"] = "<Relationships>\(targets)</Relationships>"
    all.merge(parts) { $1 }
    folder = try TemporaryFolder()
    path = folder.path + "/a.xlsx"
    var code: Int32 = 0
    let archive = try #require(zip_open(path, ZIP_CREATE, &code))
    for (name, text) in all.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
      let bytes = Array(text.utf8)
      let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 1)
      copy.copyMemory(from: bytes, byteCount: bytes.count)
      // libzip frees the copy when it is written.
      let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1)
      try #require(zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    try #require(zip_close(archive) == 0)
  }

  /// The rows as CSV, `---` before each sheet.
  func csv() throws -> String {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var workbook = try Workbook(descriptor: descriptor)
    var bytes: [UInt8] = []
    while true {
      switch try workbook.next(into: &bytes) {
      case .rows: break
      case .sheet: bytes += Array("---\n".utf8)
      case .end: return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
