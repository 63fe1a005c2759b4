/// Reads bytes into a `Document`: decode, fold, lay out, find fields and personal data.
///
/// Immutable and shared by all workers; the document is the worker's own.
package struct DocumentReader: Sendable {
  /// The field names results may hold; `DocumentField.name` is an index into it.
  package var fieldNames: [String] { tables.fieldNames }

  let tables: LayoutTables

  package init(layouts: Layouts) {
    tables = LayoutTables(layouts)
  }

  /// Reads one order from the bytes of a file.
  ///
  /// After a refusal the document holds nothing of use.
  package func read(
    _ bytes: UnsafeRawBufferPointer, into document: inout Document
  ) throws(ReadRefusal) {
    document.removeAll()
    try decode(bytes, into: &document)
    tables.read(&document)
  }

  /// Lays out a document whose `original` already holds UTF-8 known to be valid.
  ///
  /// Everything else in it must be empty, as after `removeAll`; `readingNotes.replaced` and
  /// `sourceBytes` may be set.
  package func structure(_ document: inout Document) {
    let firstBad = FoldPass.run(&document)
    precondition(firstBad == nil, "the caller promised valid UTF-8")
    finish(&document)
  }

  func finish(_ document: inout Document) {
    // What a row reader replaced is counted as replaced, not as found.
    document.readingNotes.replacementCharacters -= document.readingNotes.replaced
    tables.read(&document)
  }
}
