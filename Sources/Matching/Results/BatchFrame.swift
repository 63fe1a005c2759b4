internal import Transcripts

/// What is the same for all result lines of one batch file.
package struct BatchFrame: Sendable {
  enum Delivery: Sendable {
    /// Out of the folder: envelopes whose ids are the claim's with the number of the row.
    case folder(DeliveryFacts)
    /// Out of a file of just one order, whose result goes by the claim's own id.
    case single(DeliveryFacts)
    /// To standard output: the row's own id, or the file's hash with the number of the row.
    case command(fileId: String)
  }

  let delivery: Delivery
  let form: ResultForm
  /// The file name as bytes.
  let name: [UInt8]

  /// Results of a file in the inbox; of just one order if `isSingle`.
  package init(facts: DeliveryFacts, isSingle: Bool = false) {
    delivery = isSingle ? .single(facts) : .folder(facts)
    form = .envelope
    name = facts.name
  }

  /// Results of a file named on the command line.
  package init(form: ResultForm, name: [UInt8], digest: [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    let hex = digest.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    delivery = .command(fileId: "sha256:" + String(decoding: hex, as: UTF8.self))
    self.form = form
    self.name = name
  }

  /// The id of a row's result as JSON.
  func id(_ batch: borrowing BatchReader) -> [UInt8] {
    switch delivery {
    case .single(let facts): Array("\"\(facts.id)\"".utf8)
    case .folder(let facts): Array("\"\(facts.id)-\(batch.row)\"".utf8)
    case .command(let fileId):
      batch.id.isEmpty ? Array("\"\(fileId)-\(batch.row)\"".utf8) : batch.id
    }
  }

  /// The id of a row that is not read: nothing is made up for it on the command line.
  func faultId(_ batch: borrowing BatchReader) -> [UInt8] {
    if case .folder = delivery { id(batch) } else { batch.id }
  }

  /// What the result says of its row; the row's own id where the result goes by another one.
  func row(_ batch: borrowing BatchReader) -> ResultWriter.Row? {
    switch delivery {
    case .single: ResultWriter.Row(number: nil, id: batch.id)
    case .folder: ResultWriter.Row(number: batch.row, id: batch.id)
    case .command: ResultWriter.Row(number: batch.row, id: [])
    }
  }
}
