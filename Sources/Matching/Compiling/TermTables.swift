/// For each word, the sets it belongs to and what it is to the context reader, side by side.
struct TermTables {
  let setUses: NumberRows<CompiledRules.SetUse>
  let roleUses: NumberRows<CompiledRules.RoleUse>

  /// - Parameter roles: The sets of cue words; all other sets belong to rules and policy.
  init(words: WordTable, roles: [Int32: (role: CueRole, number: Int32)]) {
    var setUses = [[CompiledRules.SetUse]](repeating: [], count: words.words.count)
    var roleUses = [[CompiledRules.RoleUse]](repeating: [], count: words.words.count)
    for (set, members) in words.sets.enumerated() {
      let role = roles[Int32(set)]
      for member in members {
        if let role {
          roleUses[Int(member.term)].append(.init(role: role.role, number: role.number))
        } else {
          setUses[Int(member.term)].append(.init(set: Int32(set), meaning: member.meaning))
        }
      }
    }
    self.setUses = NumberRows(setUses)
    self.roleUses = NumberRows(roleUses)
  }
}
