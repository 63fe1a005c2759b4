/// What a worker has done since it began.
package struct WorkCounts: Equatable, Sendable {
  package var published = 0
  package var quarantined = 0
  /// Bytes of the published sources.
  package var bytes = 0

  package init() {}
}
