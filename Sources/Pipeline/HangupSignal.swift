internal import Dispatch
internal import Glibc

/// Calls when the process gets SIGHUP, which then no longer ends it.
final class HangupSignal {
  private let source: any DispatchSourceSignal

  init(_ body: @escaping @Sendable () -> Void) {
    signal(SIGHUP, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
    source.setEventHandler(handler: body)
    source.activate()
  }

  deinit {
    source.cancel()
  }
}
