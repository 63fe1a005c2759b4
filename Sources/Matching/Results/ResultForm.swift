/// How much of a result is written.
package enum ResultForm: Sendable {
  /// The whole `data` object with `id` in front.
  case full
  /// Ids only: `{"id","intent","topics","causes","attributes","rules"}`.
  case brief
  /// The whole CloudEvents envelope.
  case envelope
}
