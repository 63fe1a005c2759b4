/// The CloudEvents 1.0 envelope of a result.
struct Envelope {
  let facts: DeliveryFacts
  let isJIT: Bool

  /// Writes everything up to and including `"data":{`.
  func writeHead(to out: inout ByteWriter) {
    out.append("{\"specversion\":\"1.0\",\"type\":\"suqiu.classified.v1\",\"source\":")
    out.append(json: facts.source)
    out.append(",\"id\":")
    out.append(json: facts.id)
    if String(validating: facts.name, as: UTF8.self) != nil, !facts.name.isEmpty {
      out.append(",\"subject\":")
      out.append(json: facts.name, 0..<facts.name.count)
    }
    out.append(",\"time\":\"")
    writeTime(to: &out)
    out.append("\",\"seq\":")
    out.append(json: facts.sequence)
    if let earlier = facts.duplicateOf {
      out.append(",\"duplicateof\":")
      out.append(json: earlier)
    }
    out.append(",\"datacontenttype\":\"application/json\"")
    out.append(",\"dataschema\":\"urn:suqiu:classified:1.0\",\"suqiuengine\":\"")
    out.append(isJIT ? "jit" : "interpreter")
    out.append("\",\"data\":{")
  }

  /// RFC 3339 in UTC, whole seconds. Civil date from days after Howard Hinnant's
  /// "chrono-Compatible Low-Level Date Algorithms".
  private func writeTime(to out: inout ByteWriter) {
    let seconds = Int(facts.milliseconds / 1000)
    let days = seconds / 86400 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let inDay = seconds % 86400
    out.append(number: year)
    for (mark, value) in [
      (UInt8(0x2D), month), (0x2D, day), (0x54, inDay / 3600), (0x3A, inDay / 60 % 60),
      (0x3A, inDay % 60),
    ] {
      out.append(mark)
      out.append(UInt8(48 + value / 10))
      out.append(UInt8(48 + value % 10))
    }
    out.append(0x5A)
  }
}
