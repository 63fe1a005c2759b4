/// Tells who is who among speakers without a role, such as A and B, by what they say.
struct SpeakerVotes {
  /// Most speakers told apart; a telephone call has two.
  private static let most = 8

  private struct Person {
    var entry: Int32
    var suffix: UInt32
    /// Agents' words minus customers' words.
    var score: Int32 = 0
    var speaker = Speaker.unknown
  }

  private var people: [Person] = []
  /// For each segment its person, or -1; only as long as somebody is unknown.
  private var persons: [Int8] = []

  /// Whether there is anybody to be told apart.
  var isOpen: Bool { !people.isEmpty }

  mutating func removeAll() {
    Document.empty(&people)
    Document.empty(&persons)
  }

  /// Notes the people behind the segments with an unknown speaker.
  mutating func collect(from segments: [Segment], anchors: [LayoutAnchor]) {
    removeAll()
    guard segments.contains(where: { $0.speaker == .unknown }) else { return }
    var next = 0
    for segment in segments {
      guard segment.speaker == .unknown else {
        persons.append(-1)
        continue
      }
      while next + 1 < anchors.count, anchors[next + 1].start <= segment.start { next += 1 }
      persons.append(number(of: anchors[next]))
    }
  }

  private mutating func number(of anchor: LayoutAnchor) -> Int8 {
    let known = people.firstIndex { $0.entry == anchor.entry && $0.suffix == anchor.suffix }
    if let known { return Int8(known) }
    guard people.count < Self.most else { return -1 }
    people.append(Person(entry: anchor.entry, suffix: anchor.suffix))
    return Int8(people.count - 1)
  }

  /// Counts a word in a segment.
  mutating func vote(segment: Int, agent: Int32) {
    guard segment < persons.count, persons[segment] >= 0 else { return }
    people[Int(persons[segment])].score += agent
  }

  /// Gives the segments their speakers.
  mutating func decide(in segments: inout [Segment]) {
    guard !people.isEmpty else { return }
    nameAgent(hasAgent: segments.contains { $0.speaker == .agent })
    for number in segments.indices where number < persons.count && persons[number] >= 0 {
      segments[number].speaker = people[Int(persons[number])].speaker
    }
  }

  /// The one with the most agents' words is the agent; the other of two is the customer.
  private mutating func nameAgent(hasAgent: Bool) {
    guard let best = people.indices.max(by: { people[$0].score < people[$1].score }) else {
      return
    }
    let others = people.indices.filter { $0 != best }
    let second = others.map { people[$0].score }.max()
    let stands = second.map { people[best].score > $0 } ?? (people[best].score > 0)
    // Somebody else is the agent by name: nobody of these is, whatever they say.
    let agent = hasAgent || !stands ? nil : best
    for number in people.indices {
      let score = people[number].score
      if number == agent {
        people[number].speaker = score > 0 || others.count == 1 ? .agent : .unknown
      } else if (score < 0 && (stands || hasAgent)) || (agent != nil && others.count == 1)
        || (hasAgent && people.count == 1)
      {
        people[number].speaker = .customer
      }
    }
  }
}
