/// A rule as it stands in its pack, before overrides are applied.
struct WrittenRule {
  var id: String
  var node: YAMLNode
  var pack: String
  var owner: String
  var scope: ListScope
}
