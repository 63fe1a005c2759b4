extension DocumentReader {
  /// Lays out a document whose `original` holds bytes that should be UTF-8; false when they are not.
  package func structure(checking document: inout Document) -> Bool {
    guard FoldPass.run(&document) == nil else { return false }
    finish(&document)
    return true
  }
}
