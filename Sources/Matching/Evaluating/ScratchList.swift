/// A worker's own list of plain values: it keeps its room, and emptying it costs nothing.
///
/// Raw, because an array asks at every append whether somebody shares it, and takes as long to be
/// emptied as a rule takes to be tested. Every place is still checked against the count.
// Unchecked: `~Copyable` lets only one worker own it.
struct ScratchList<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
  fileprivate var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 32) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  init(repeating value: Element, count: Int) {
    self.init(capacity: max(1, count))
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  var isEmpty: Bool { count == 0 }
  var indices: Range<Int> { 0..<count }
  var last: Element? { count > 0 ? base[count - 1] : nil }

  subscript(place: Int) -> Element {
    @inline(__always) get {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "outside the list")
      return base[place]
    }
    @inline(__always) set {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "outside the list")
      base[place] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = element
    count &+= 1
  }

  mutating func append(contentsOf elements: [Element]) {
    reserve(elements.count)
    elements.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      (base + count).update(from: start, count: source.count)
    }
    count += elements.count
  }

  /// Makes room for so many more.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(to: count + more) }
  }

  /// Forgets everything from a place on.
  @inline(__always)
  mutating func truncate(to place: Int) {
    precondition(place >= 0 && place <= count, "a list can only be cut")
    count = place
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  @inline(__always)
  mutating func removeLast() { truncate(to: count - 1) }

  /// A copy, off the way of orders.
  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  borrowing func contains(where isWanted: (Element) -> Bool) -> Bool {
    for place in 0..<count where isWanted(base[place]) { return true }
    return false
  }

  /// The first place whose element is not before what is looked for; the list is in that order.
  @inline(__always)
  borrowing func firstPlace(notBefore isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(base[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let room = max(capacity * 2, wanted)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: room)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = room
  }
}

extension ScratchList<Int32> {
  /// Appends the places from 0 for which the bit is 1; each is written, and counts or not: no
  /// branch to guess wrong.
  @inline(__always)
  mutating func appendPlaces(upTo end: Int, where bit: (Int) -> UInt64) {
    reserve(end)
    let target = base
    var number = count
    for place in 0..<end {
      target[number] = Int32(truncatingIfNeeded: place)
      number &+= Int(truncatingIfNeeded: bit(place))
    }
    precondition(number >= count && number <= count + end, "a bit is 0 or 1")
    count = number
  }
}

extension ScratchList where Element: FixedWidthInteger {
  /// Adds so many numbers of an array to as many elements from a place on, one to each.
  @inline(__always)
  mutating func add(_ numbers: [Int16], from start: Int, count most: Int, at place: Int) {
    precondition(
      start >= 0 && place >= 0 && place + most <= count && start + most <= numbers.count,
      "outside the list")
    let target = base + place
    numbers.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress.map({ $0 + start }) else { return }
      for offset in 0..<most { target[offset] &+= Element(truncatingIfNeeded: first[offset]) }
    }
  }
}

extension ScratchList<Int16> {
  /// Adds every element to one of a wider list, and leaves zeros.
  mutating func empty(into sums: inout ScratchList<Int32>) {
    precondition(count == sums.count, "lists of one length")
    for place in 0..<count {
      sums.base[place] &+= Int32(base[place])
      base[place] = 0
    }
  }
}
