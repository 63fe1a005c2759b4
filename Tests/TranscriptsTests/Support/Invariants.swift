import Testing
import Transcripts

/// What holds for every document, whatever the bytes were.
func expectInvariants(
  of document: borrowing Document, sourceLocation: SourceLocation = #_sourceLocation
) {
  var faults: [String] = []
  let count = document.count
  if document.marks.count != count { faults.append("a mark for each code point") }
  if document.originalOffsets.count != count + 1 || document.foldedOffsets.count != count + 1 {
    faults.append("an offset for each code point and the end")
  }
  if !isStrictlyRising(document.originalOffsets, to: document.original.count)
    || !isStrictlyRising(document.foldedOffsets, to: document.folded.count)
  {
    faults.append("offsets rise from 0 to the end")
  }
  var place: Int32 = 0
  for segment in document.segments {
    if segment.start != place || segment.end <= segment.start {
      faults.append("segments are sorted and cover the text")
    }
    if segment.turn >= Int32(document.turnCount) { faults.append("turns are numbered") }
    place = segment.end
  }
  if place != Int32(count) { faults.append("segments cover the text") }
  let starts = document.sentenceStarts
  let rising = zip(starts, starts.dropFirst()).allSatisfy(<)
  if starts.first != (count > 0 ? 0 : nil) || !rising || (starts.last ?? 0) > Int32(count) {
    faults.append("sentences begin at 0 and rise")
  }
  for field in document.fields
  where field.start < 0 || field.start >= field.end || field.end > Int32(count) {
    faults.append("fields lie inside")
  }
  var end: Int32 = 0
  for datum in document.personalData {
    if datum.start < end || datum.end <= datum.start || datum.end > Int32(count) {
      faults.append("personal data lie inside, sorted and apart")
    }
    end = datum.end
  }
  #expect(faults.isEmpty, sourceLocation: sourceLocation)
}

private func isStrictlyRising(_ offsets: [Int32], to end: Int) -> Bool {
  offsets.first == 0 && offsets.last == Int32(end)
    && zip(offsets, offsets.dropFirst()).allSatisfy(<)
}
