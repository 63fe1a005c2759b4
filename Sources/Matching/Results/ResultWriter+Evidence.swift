internal import RuleLanguage
internal import Transcripts

extension ResultWriter {
  /// Evidence of every label that was given, sorted by start, then rule.
  func writeEvidence(
    _ document: borrowing Document, _ scratch: borrowing MatchScratch,
    _ decision: borrowing Decision, _ listing: inout EvidenceListing, _ out: inout ByteWriter
  ) {
    out.append(",\"evidence\":[")
    listEvidence(scratch, decision, &listing)
    for index in listing.entries.indices {
      if index > 0 { out.append(0x2C) }
      writeEntry(listing.entries[index], document, scratch, &out)
    }
    var isFirst = listing.entries.isEmpty
    for label in decision.softAlone where decision.isKept(label) {
      guard let place = scratch.heaviest(for: label, rules.soft) else { continue }
      if !isFirst { out.append(0x2C) }
      isFirst = false
      writeSoft(place, label, document, &out)
    }
    out.append("]")
  }

  /// The heaviest n-gram of a label that soft votes gave alone.
  private func writeSoft(
    _ place: MatchScratch.SoftPlace, _ label: Int32, _ document: borrowing Document,
    _ out: inout ByteWriter
  ) {
    let segment = document.segments[Int(place.segment)]
    let end = place.start + rules.soft.lengths[Int(place.ngram)]
    out.append("{\"rule\":\"soft\",\"label\":")
    out.append(rules.labelText.key, Int(label))
    out.append(",\"clause\":\"soft\",\"start\":")
    out.append(number: Int(place.start))
    out.append(",\"end\":")
    out.append(number: Int(end))
    out.append(",\"quote\":")
    writeQuote(document, place.start, end, &out)
    out.append(",\"section\":\"")
    out.append(Self.name(segment.section))
    out.append("\",\"turn\":")
    if segment.turn >= 0 { out.append(number: Int(segment.turn) + 1) } else { out.append("null") }
    out.append(",\"speaker\":")
    out.append(Self.name(segment.speaker))
    out.append(",\"context\":\"asserted\",\"term\":")
    out.append(json: rules.soft.ngrams[Int(place.ngram)])
    out.append(",\"how\":\"soft\"}")
  }

  private func listEvidence(
    _ scratch: borrowing MatchScratch, _ decision: borrowing Decision,
    _ listing: inout EvidenceListing
  ) {
    listing.begin(decision)
    for index in scratch.fired.indices {
      let fired = scratch.fired[index]
      let rule = rules.rules[Int(fired.rule)]
      guard !rule.isShadow, fired.suppressedBy < 0 else { continue }
      for voteIndex in rule.votes {
        let vote = rules.votes[voteIndex]
        guard vote.axis == fired.axis, listing.isGiven[Int(vote.label)] else { continue }
        for place in fired.evidenceStart..<fired.evidenceEnd {
          listing.insert(
            EvidenceListing.Entry(
              start: scratch.evidence[Int(place)].start, rule: fired.rule, label: vote.label,
              evidence: place))
        }
      }
    }
  }

  private func writeEntry(
    _ entry: EvidenceListing.Entry, _ document: borrowing Document,
    _ scratch: borrowing MatchScratch, _ out: inout ByteWriter
  ) {
    let evidence = scratch.evidence[entry.evidence]
    let rule = rules.rules[entry.rule]
    let segment = document.segments[Int(evidence.segment)]
    out.append("{\"rule\":")
    out.append(rules.labelText.rule, entry.rule)
    out.append(",\"label\":")
    out.append(rules.labelText.key, entry.label)
    out.append(",\"clause\":\"when[")
    out.append(number: Int(evidence.line))
    out.append(Self.clauseEnd(rules.lines[rule.when.lowerBound + Int(evidence.line)].kind))
    out.append(number: Int(evidence.start))
    out.append(",\"end\":")
    out.append(number: Int(evidence.end))
    out.append(",\"quote\":")
    writeQuote(document, evidence.start, evidence.end, &out)
    out.append(",\"section\":\"")
    out.append(Self.name(segment.section))
    out.append("\",\"turn\":")
    if segment.turn >= 0 { out.append(number: Int(segment.turn) + 1) } else { out.append("null") }
    out.append(",\"speaker\":")
    out.append(Self.name(segment.speaker))
    out.append(",\"context\":\"")
    out.append(Self.name(evidence.context))
    out.append("\",\"term\":")
    if evidence.meaning >= 0 {
      out.append(rules.meaningText, Int(evidence.meaning))
    } else {
      out.append("null")
    }
    if !scratch.heard.isEmpty, !rule.isDeaf, scratch.isHeard(evidence.start, evidence.end) {
      out.append(",\"how\":\"sound\"")
    }
    out.append("}")
  }

  /// The original text of a place, personal data masked one code point for one.
  func writeQuote(
    _ document: borrowing Document, _ start: Int32, _ end: Int32, _ out: inout ByteWriter
  ) {
    let offsets = document.originalOffsets
    let whole = Int(offsets[Int(start)])..<Int(offsets[Int(end)])
    guard hidesSome(document, start, end) else {
      out.append(json: document.original, whole)
      return
    }
    var masked: [UInt8] = []
    for place in start..<end {
      if document.personalData.contains(where: {
        isMasked($0) && $0.start <= place && place < $0.end
      }) {
        masked.append(0x2A)
      } else {
        let bytes = Int(offsets[Int(place)])..<Int(offsets[Int(place) + 1])
        masked.append(contentsOf: document.original[bytes])
      }
    }
    out.append(json: masked, 0..<masked.count)
  }

  /// Whether masked data lies in a place.
  private func hidesSome(_ document: borrowing Document, _ start: Int32, _ end: Int32) -> Bool {
    for index in document.personalData.indices {
      let datum = document.personalData[index]
      if datum.start < end, start < datum.end, isMasked(datum) { return true }
    }
    return false
  }

  private func isMasked(_ datum: PersonalDatum) -> Bool {
    rules.privacy[Int(datum.kind.rawValue)] == .mask
  }

  func writeFields(
    _ document: borrowing Document, _ scratch: borrowing MatchScratch, _ out: inout ByteWriter
  ) {
    out.append(",\"fields\":[")
    var isFirst = true
    for field in document.fields {
      writeField(fieldNames[Int(field.name)], field.start, field.end, document, &isFirst, &out)
    }
    for index in scratch.fieldHits.indices {
      let field = scratch.fieldHits[index]
      let name = rules.fieldText[Int(field.field)]
      writeField(name, field.start, field.end, document, &isFirst, &out)
    }
    out.append("]")
  }

  private func writeField(
    _ name: [UInt8], _ start: Int32, _ end: Int32, _ document: borrowing Document,
    _ isFirst: inout Bool, _ out: inout ByteWriter
  ) {
    if !isFirst { out.append(0x2C) }
    isFirst = false
    out.append("{\"name\":")
    out.append(name)
    out.append(",\"value\":")
    writeQuote(document, start, end, &out)
    out.append(",\"start\":")
    out.append(number: Int(start))
    out.append(",\"end\":")
    out.append(number: Int(end))
    out.append("}")
  }

  /// Rules on trial that fired, with the labels they would have voted for.
  func writeShadow(
    _ document: borrowing Document, _ scratch: borrowing MatchScratch, _ out: inout ByteWriter
  ) {
    out.append(",\"shadow\":[")
    var isFirst = true
    for index in scratch.fired.indices {
      let fired = scratch.fired[index]
      let rule = rules.rules[Int(fired.rule)]
      guard rule.isShadow else { continue }
      for voteIndex in rule.votes where rules.votes[voteIndex].axis == fired.axis {
        let vote = rules.votes[voteIndex]
        if !isFirst { out.append(0x2C) }
        isFirst = false
        let evidence = scratch.evidence[Int(fired.evidenceStart)]
        out.append("{\"rule\":")
        out.append(rules.labelText.rule, Int(fired.rule))
        out.append(",\"label\":")
        out.append(rules.labelText.key, Int(vote.label))
        out.append(",\"score\":")
        out.append(number: Int(vote.points))
        out.append(",\"start\":")
        out.append(number: Int(evidence.start))
        out.append(",\"end\":")
        out.append(number: Int(evidence.end))
        out.append(",\"quote\":")
        writeQuote(document, evidence.start, evidence.end, &out)
        out.append("}")
      }
    }
    out.append("]")
  }

  /// What follows the number of a line: its kind, and the key of the start.
  private static func clauseEnd(_ kind: CompiledLine.Kind) -> StaticString {
    switch kind {
    case .any: "].any\",\"start\":"
    case .all: "].all\",\"start\":"
    case .atLeast: "].at_least\",\"start\":"
    case .near: "].near\",\"start\":"
    case .regex: "].regex\",\"start\":"
    }
  }

  private static func name(_ section: Section) -> StaticString {
    switch section {
    case .header: "header"
    case .accept: "accept"
    case .handling: "handling"
    case .reply: "reply"
    case .survey: "survey"
    case .remark: "remark"
    }
  }

  private static func name(_ speaker: Speaker) -> StaticString {
    switch speaker {
    case .none: "null"
    case .customer: "\"customer\""
    case .agent: "\"agent\""
    case .crew: "\"crew\""
    case .other: "\"other\""
    case .unknown: "\"unknown\""
    }
  }

  private static func name(_ context: HitContext) -> StaticString {
    switch context {
    case .asserted: "asserted"
    case .suspected: "suspected"
    case .supposed: "supposed"
    case .negated: "negated"
    case .past: "past"
    case .asked: "asked"
    case .wondered: "wondered"
    case .listed: "listed"
    case .instructed: "instructed"
    }
  }
}
