/// For each word, what it is to the context reader, the sets it belongs to and the rules it wakes.
///
/// One row of places for all three: most words of an order are looked up once, and each look at
/// another table would be another line of the cache.
struct TermTables: Sendable {
  private struct Places: Sendable {
    var roles: Int32
    var sets: Int32
    var rules: Int32
  }

  /// One more than there are words; a word's values end where the next one's begin.
  private let places: [Places]
  let roleUses: [CompiledRules.RoleUse]
  let setUses: [CompiledRules.SetUse]
  let wokenRules: [Int32]

  /// - Parameters:
  ///   - roles: The sets of cue words; all other sets belong to rules and policy.
  ///   - wokenRules: By word, the rules to test when it stands in the text.
  init(
    words: WordTable, roles: [Int32: (role: CueRole, number: Int32)], wokenRules woken: [[Int32]]
  ) {
    var setRows = [[CompiledRules.SetUse]](repeating: [], count: words.words.count)
    var roleRows = [[CompiledRules.RoleUse]](repeating: [], count: words.words.count)
    for (set, members) in words.sets.enumerated() {
      let role = roles[Int32(set)]
      for member in members {
        if let role {
          roleRows[Int(member.term)].append(.init(role: role.role, number: role.number))
        } else {
          setRows[Int(member.term)].append(.init(set: Int32(set), meaning: member.meaning))
        }
      }
    }
    var places = [Places(roles: 0, sets: 0, rules: 0)]
    var end = places[0]
    for term in words.words.indices {
      end.roles += Int32(roleRows[term].count)
      end.sets += Int32(setRows[term].count)
      end.rules += Int32(woken[term].count)
      places.append(end)
    }
    self.places = places
    roleUses = roleRows.flatMap { $0 }
    setUses = setRows.flatMap { $0 }
    wokenRules = woken.flatMap { $0 }
  }

  /// Places in `roleUses`.
  @inline(__always)
  func roles(of term: Int) -> Range<Int> { Int(places[term].roles)..<Int(places[term + 1].roles) }

  /// Places in `setUses`.
  @inline(__always)
  func sets(of term: Int) -> Range<Int> { Int(places[term].sets)..<Int(places[term + 1].sets) }

  /// Places in `wokenRules`.
  @inline(__always)
  func rules(of term: Int) -> Range<Int> { Int(places[term].rules)..<Int(places[term + 1].rules) }
}
