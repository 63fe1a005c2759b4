internal import RuleLanguage
internal import Transcripts

/// Writes the `data` object of `design`'s contract, `classified/1.0`, straight as UTF-8.
///
/// Fixed key order, sorted lists, no clock and no engine fact: the same input and rules give the
/// same bytes on any day.
final class ResultWriter: Sendable {
  let rules: CompiledRules
  let digest: [UInt8]
  let label: [UInt8]
  let fieldNames: [[UInt8]]

  init(rules: CompiledRules, digest: String, label: String, fieldNames: [String]) {
    self.rules = rules
    self.digest = Array(LabelText.json(digest).utf8)
    self.label = Array(LabelText.json(label).utf8)
    self.fieldNames = fieldNames.map { Array(LabelText.json($0).utf8) }
  }

  /// Writes everything inside `data` after an optional leading `id`, without the outer braces.
  func write(
    _ document: borrowing Document, _ scratch: borrowing MatchScratch,
    _ decision: borrowing Decision,
    name: NameField, row: Row? = nil, with listing: inout EvidenceListing,
    to out: inout ByteWriter
  ) {
    out.append("\"schema\":\"classified/1.0\",\"status\":")
    out.append(decision.isPartial ? "\"partial\"" : "\"ok\"")
    if let row {
      if let number = row.number {
        out.append(",\"row\":")
        out.append(number: number)
      }
      if !row.id.isEmpty {
        out.append(",\"row_id\":")
        out.append(row.id)
      }
    }
    writeDocument(document, name, &out)
    out.append(",\"ruleset\":{\"digest\":")
    out.append(digest)
    out.append(",\"label\":")
    out.append(label)
    out.append(",\"suqiu\":\"")
    out.append(SuqiuVersion.current)
    out.append("\"}")
    writeIntent(scratch, decision, &listing, &out)
    writeLabels(",\"topics\":[", .topic, scratch, decision, &listing, &out)
    writeLabels(",\"causes\":[", .cause, scratch, decision, &listing, &out)
    writeAttributes(decision, &out)
    writeReview(decision, &out)
    writeFields(document, scratch, &out)
    writeEvidence(document, scratch, decision, &listing, &out)
    writeDropped(decision, &out)
    writePersonalData(document, &out)
    writeShadow(document, scratch, &out)
    writeSkipped(scratch, &out)
  }

  /// Which row of a batch file it is.
  struct Row {
    /// Counted from 1; nil where the file holds just one order.
    var number: Int?
    /// The row's own id as JSON, where the result goes by another one; else empty.
    var id: [UInt8]
  }

  /// How the document's name is shown.
  enum NameField {
    case none
    /// A file name as bytes; one that is not UTF-8 is written as `name_b64`.
    case file([UInt8])
  }

  private func writeDocument(
    _ document: borrowing Document, _ name: NameField, _ out: inout ByteWriter
  ) {
    out.append(",\"document\":{")
    if case .file(let bytes) = name {
      if String(validating: bytes, as: UTF8.self) != nil {
        out.append("\"name\":")
        out.append(json: bytes, 0..<bytes.count)
      } else {
        out.append("\"name_b64\":\"")
        out.append(base64: bytes)
        out.append(0x22)
      }
      out.append(0x2C)
    }
    out.append("\"sha256\":\"")
    out.append(hex: document.digest, first: 32)
    out.append("\",\"bytes\":")
    out.append(number: document.sourceBytes)
    out.append(",\"code_points\":")
    out.append(number: document.count)
    out.append(",\"encoding\":\"")
    out.append(document.encoding.name)
    out.append("\",\"format\":\"")
    out.append(document.format.name)
    out.append("\",\"offset_unit\":\"unicode_code_point\"")
    writeNotes(document.readingNotes, &out)
    out.append("}")
  }

  /// What the decoder met; left out when there was nothing.
  private func writeNotes(_ notes: ReadingNotes, _ out: inout ByteWriter) {
    guard notes != ReadingNotes() else { return }
    out.append(",\"notes\":{\"replaced\":")
    out.append(number: notes.replaced)
    out.append(",\"replacement_characters\":")
    out.append(number: notes.replacementCharacters)
    out.append(",\"nulls\":")
    out.append(number: notes.nulls)
    out.append(",\"controls\":")
    out.append(number: notes.controls)
    out.append(",\"private_use\":")
    out.append(number: notes.privateUse)
    out.append("}")
  }

  private func writeAttributes(_ decision: borrowing Decision, _ out: inout ByteWriter) {
    out.append(",\"attributes\":{")
    for (number, value) in decision.attributes.enumerated() {
      if number > 0 { out.append(0x2C) }
      out.append(rules.labelText.attribute, number)
      out.append(rules.labelText.id, Int(value))
    }
    out.append("}")
  }

  private func writeReview(_ decision: borrowing Decision, _ out: inout ByteWriter) {
    out.append(",\"review\":{\"needed\":")
    out.append(decision.reviewReasons.isEmpty ? "false" : "true")
    out.append(",\"why\":[")
    var isFirst = true
    for entry in ReviewReasons.names where decision.reviewReasons.contains(entry.reason) {
      if !isFirst { out.append(0x2C) }
      isFirst = false
      out.append(0x22)
      out.append(entry.name)
      out.append(0x22)
    }
    out.append("]}")
  }

  private func writeDropped(_ decision: borrowing Decision, _ out: inout ByteWriter) {
    out.append(",\"dropped\":[")
    for (index, entry) in decision.dropped.enumerated() {
      if index > 0 { out.append(0x2C) }
      out.append("{\"label\":")
      out.append(rules.labelText.key, Int(entry.label))
      out.append(",\"score\":")
      out.append(number: Int(entry.score))
      out.append(",\"why\":\"")
      out.append(entry.why.name)
      out.append(0x22)
      if entry.byLabel >= 0 {
        out.append(",\"by\":")
        out.append(rules.labelText.key, Int(entry.byLabel))
      } else if entry.byRule >= 0 {
        out.append(",\"by\":")
        out.append(rules.labelText.rule, Int(entry.byRule))
      }
      out.append("}")
    }
    out.append("]")
  }

  private func writePersonalData(_ document: borrowing Document, _ out: inout ByteWriter) {
    out.append(",\"pii\":[")
    var isFirst = true
    for datum in document.personalData {
      let privacy = rules.privacy[Int(datum.kind.rawValue)]
      if privacy == .drop { continue }
      if !isFirst { out.append(0x2C) }
      isFirst = false
      out.append("{\"type\":\"")
      out.append(datum.kind.name)
      out.append("\",\"start\":")
      out.append(number: Int(datum.start))
      out.append(",\"end\":")
      out.append(number: Int(datum.end))
      out.append(privacy == .mask ? ",\"action\":\"mask\"}" : ",\"action\":\"keep\"}")
    }
    out.append("]")
  }

  private func writeSkipped(_ scratch: borrowing MatchScratch, _ out: inout ByteWriter) {
    out.append(",\"skipped\":[")
    for index in scratch.skipped.indices {
      if index > 0 { out.append(0x2C) }
      out.append("{\"rule\":")
      out.append(rules.labelText.rule, Int(scratch.skipped[index].rule))
      out.append(",\"why\":\"")
      out.append(scratch.skipped[index].reason.name)
      out.append("\"}")
    }
    out.append("]")
  }
}

/// The version of the program, part of every result.
package enum SuqiuVersion {
  package static let current: StaticString = "0.1.0"
}
