import Synchronization
import Testing

@testable import Console

@Suite("Values that are made in the background")
struct StandingTests {
  @Test("however many ask at once, one is made, and all get it")
  func once() async throws {
    let made = Counter()
    let standing = Standing<Int>(longest: .seconds(60))
    await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<20 {
        group.addTask { await standing.value("a") { made.next() } }
      }
      for await value in group { #expect(value == 1) }
    }
    #expect(made.count == 1)
  }

  @Test("another stamp is made anew; where an older one will do it is shown meanwhile")
  func stamps() async throws {
    let made = Counter()
    let standing = Standing<Int>(longest: .seconds(60))
    #expect(await standing.value("a") { made.next() } == 1)
    #expect(await standing.value("b", orOlder: true) { made.next() } == 1)
    #expect(await standing.value("b") { made.next() } == 2)
    #expect(await standing.value("b") { made.next() } == 2)
  }

  @Test("what cannot be made is nil, at once, and is tried again")
  func failing() async throws {
    let standing = Standing<Int>(longest: .seconds(60))
    #expect(await standing.value("a") { nil } == nil)
    #expect(await standing.value("a") { 5 } == 5)
  }
}

private final class Counter: Sendable {
  private let made = Mutex(0)

  var count: Int { made.withLock { $0 } }

  /// Busy for as long as nobody would wait for a newer one.
  func next() -> Int {
    let end = ContinuousClock.now + .milliseconds(60)
    while ContinuousClock.now < end {}
    return made.withLock {
      $0 += 1
      return $0
    }
  }
}
