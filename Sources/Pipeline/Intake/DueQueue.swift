/// Names by the moment they are to be looked at, then by age; a binary heap.
///
/// Names are not removed: the owner knows which entries still hold.
struct DueQueue {
  struct Entry {
    let due: UInt64
    /// Modification time in nanoseconds: files of one scan are taken oldest first.
    let modified: Int64
    let name: FileName

    func isBefore(_ other: Entry) -> Bool {
      if due != other.due { return due < other.due }
      if modified != other.modified { return modified < other.modified }
      return name < other.name
    }
  }

  private var heap: [Entry] = []

  /// When the first name is to be looked at; may be a stale one.
  var nextDue: UInt64? { heap.first?.due }

  mutating func add(_ entry: Entry) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isBefore(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the first name whose moment has come.
  mutating func takeFirst(dueBy now: UInt64) -> Entry? {
    guard let first = heap.first, first.due <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink()
    return first
  }

  mutating func removeAll() {
    heap.removeAll()
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].isBefore(heap[least]) {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
