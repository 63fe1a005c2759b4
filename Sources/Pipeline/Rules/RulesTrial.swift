package import Matching

/// How rules that were just saved are tried on archived orders: what would come out differently.
package struct RulesTrial: Sendable {
  /// The newest so many days of the archive, and files of them at most.
  package var days: Int
  package var files: Int
  /// Tries both sets on the orders it is handed and words what differs, for the notice.
  ///
  /// The orders stop early when the answer is not wanted any more.
  package var compare:
    @Sendable (
      _ old: RuleEngine, _ new: RuleEngine, _ orders: (_ each: (StoredOrder) -> Void) -> Void
    ) -> String

  package init(
    days: Int = 7, files: Int = 500,
    compare:
      @escaping @Sendable (
        _ old: RuleEngine, _ new: RuleEngine, _ orders: (_ each: (StoredOrder) -> Void) -> Void
      ) -> String
  ) {
    self.days = days
    self.files = files
    self.compare = compare
  }
}
