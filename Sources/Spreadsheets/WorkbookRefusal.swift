/// Why a workbook is not read, or not read to its end.
package enum WorkbookRefusal: Error, Equatable, Sendable {
  /// No ZIP archive, or one without the parts of a workbook.
  case notAWorkbook
  /// A part is encrypted.
  case encrypted
  /// A part is packed so well that nobody wrote it.
  case bomb(part: String)
  /// More unpacked bytes than a batch file may have.
  case tooLarge(limit: Int)
  /// More strings than are kept in memory.
  case tooManyStrings(limit: Int)
  /// A part cannot be unpacked or is no XML.
  case broken(part: String)

  /// A stable word for machines.
  package var code: String {
    switch self {
    case .notAWorkbook: "not_a_workbook"
    case .encrypted: "encrypted"
    case .bomb: "zip_bomb"
    case .tooLarge: "too_large"
    case .tooManyStrings: "too_many_strings"
    case .broken: "broken_workbook"
    }
  }

  /// What is wrong; and after a semicolon how to fix it.
  package var message: String {
    switch self {
    case .notAWorkbook:
      "this is no .xlsx workbook, or one with a password; save it again as .xlsx without one"
    case .encrypted: "the workbook is encrypted; save it without a password"
    case .bomb(let part):
      "\(part) unpacks to more than \(ZipArchive.mostRatio) times its size; export it as CSV"
    case .tooLarge(let limit):
      "the workbook unpacks to more than \(limit) bytes; split it or export it as CSV"
    case .tooManyStrings(let limit):
      "the workbook has more than \(limit) bytes of different texts; split it or export it as CSV"
    case .broken(let part):
      "\(part) in the workbook is damaged; open it in a spreadsheet program and save it again"
    }
  }
}
