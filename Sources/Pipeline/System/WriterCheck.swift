/// Whether somebody on this machine still has a file open for writing.
enum WriterCheck: Equatable {
  case none, writing
  /// The system does not tell; quiet time has to do.
  case unknown
}
