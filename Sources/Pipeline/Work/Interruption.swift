/// Why the way of a batch stops before its end.
enum Interruption: Error {
  /// Wait and go on from the same place.
  case paused(PauseReason)
  /// End the process.
  case failed(PipelineFailure)

  /// A failure on a part of the way that is nobody's file's fault.
  ///
  /// A failed write-back is never tried again: the kernel may have dropped the pages and would
  /// report success the second time.
  init(_ failure: SystemFailure, at place: PauseReason.Place) {
    switch failure.call {
    case .sync, .syncFileSystem: self = .failed(.sync(failure))
    default: self = .paused(PauseReason(failure, at: place))
    }
  }
}
