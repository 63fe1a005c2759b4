import RuleLanguage
import Testing
import Workbench

/// Every label can come up, and every rule shows what it is for.
struct CoverageTests {
  /// Attributes no rule gives: `improvement` follows from the first cause.
  private static let derived: Set<String> = ["improvement"]

  @Test("every label is given by some active rule")
  func labels() throws {
    let ruleSet = try #require(ShippedRules.ruleSet)
    let taxonomy = ruleSet.taxonomy
    let given = Self.ruleNumbers(ruleSet)
    let nothing = Set(taxonomy.attributes.map { "\($0.name):\($0.nothing)" })
    let missing = taxonomy.labels.indices.filter { number in
      let label = taxonomy.labels[number]
      if label.axis == .attribute, Self.derived.contains(label.group ?? "") { return false }
      return given[number] == nil && !nothing.contains(label.key)
    }
    #expect(missing.map { taxonomy.labels[$0].key } == [])
  }

  @Test("every cause is reached by two rules or more, so that agreement is possible")
  func twoWays() throws {
    let ruleSet = try #require(ShippedRules.ruleSet)
    let given = Self.ruleNumbers(ruleSet)
    let lonely = ruleSet.taxonomy.labels.indices.filter { number in
      ruleSet.taxonomy.labels[number].axis == .cause && given[number, default: 0] < 2
    }
    #expect(lonely.map { ruleSet.taxonomy.labels[$0].key } == [])
  }

  @Test("every rule has a `hit` and a `miss`, a name and an owner")
  func examples() throws {
    let ruleSet = try #require(ShippedRules.ruleSet)
    for rule in ruleSet.rules where rule.status != .retired {
      #expect(rule.examples.contains { $0.kind == .hit }, "\(rule.id) has no hit")
      #expect(rule.examples.contains { $0.kind == .miss }, "\(rule.id) has no miss")
      #expect(!rule.name.isEmpty && !rule.owner.isEmpty, "\(rule.id) has no name or owner")
    }
  }

  @Test(
    "shock, fire and a fallen line are critical in the very rule that finds them",
    arguments: ["electric_shock", "fire_smoke", "fallen_line"])
  func danger(_ value: String) throws {
    let ruleSet = try #require(ShippedRules.ruleSet)
    let critical = try #require(ruleSet.taxonomy.number("urgency:critical"))
    let hazard = try #require(ruleSet.taxonomy.number("safety_hazard:\(value)"))
    let finders = ruleSet.rules.filter { rule in rule.gives.contains { $0.label == hazard } }
    #expect(finders.count >= 5)
    for rule in finders {
      #expect(rule.gives.contains { $0.label == critical }, "\(rule.id) is not critical")
    }
  }

  /// How many active rules give each label.
  private static func ruleNumbers(_ ruleSet: RuleSet) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    for rule in ruleSet.rules where rule.status == .active {
      for vote in rule.gives { numbers[vote.label, default: 0] += 1 }
    }
    return numbers
  }
}
