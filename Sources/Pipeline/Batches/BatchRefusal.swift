package import Spreadsheets
package import Transcripts

/// Why a batch file is refused as a whole.
package enum BatchRefusal: Error, Equatable, Sendable {
  /// Its bytes are no text.
  case text(ReadRefusal)
  /// No row can be read: no names of columns, or the single order is none.
  case rows(RowFault)
  /// The workbook cannot be read to its end.
  case workbook(WorkbookRefusal)
  /// It cannot be read twice, once for its encoding and once for its rows.
  case notAFile

  /// A stable word for machines.
  package var code: String {
    switch self {
    case .text(let refusal): refusal.code
    case .rows(let fault): "\(fault.code)"
    case .workbook(let refusal): refusal.code
    case .notAFile: "not_a_file"
    }
  }

  /// What is wrong; and after a semicolon how to fix it.
  package var message: String {
    switch self {
    case .text(.tooLarge(let bytes, let limit)):
      "\(bytes) bytes are more than the \(limit) a batch file may have; split the file"
    case .text(let refusal): refusal.message
    case .rows(let fault): "\(fault.message)"
    case .workbook(let refusal): refusal.message
    case .notAFile: "batches are read from files, not from pipes; write it to a file first"
    }
  }
}
