internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
package import Pipeline
internal import ServiceLifecycle

/// The pages of the daemon: look, search, correct, try.
///
/// A service beside the daemon. That it cannot open its port is told and keeps no order waiting.
package final class Console: Service {
  private let settings: ConsoleSettings
  private let board: StatusBoard
  private let spool: SpoolDesk

  package init(_ settings: ConsoleSettings, board: StatusBoard, desk: SpoolDesk) {
    self.settings = settings
    self.board = board
    spool = desk
  }

  /// Serves until graceful shutdown.
  package func run() async throws {
    do {
      let site = try site(token: spool.token())
      try await application(site).run()
    } catch is CancellationError {
      return
    } catch {
      spool.tell(.consoleUnavailable(sentence(error)))
      // The daemon goes on without pages.
      try? await gracefulShutdown()
    }
  }

  /// The routes with everything behind them; what tests ask without a socket.
  func site(token: String, searchBounds: SearchBounds = SearchBounds()) throws -> Site {
    try Site(
      desk: Desk(board: board, spool: spool, searchBounds: searchBounds), board: board,
      token: token,
      hosts: settings.allowedHosts)
  }

  private func application(_ site: Site) -> some ApplicationProtocol {
    let spool = spool
    let settings = settings
    let channel = HTTP1Channel.Configuration(
      idleTimeout: .seconds(30),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    return Application(
      router: site.router(), server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.address.host, port: settings.address.port),
        availableConnectionsDelegate: MaximumAvailableConnections(128)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? settings.address.port
        site.gate.isServing(port: port)
        spool.tell(
          .consoleReady(
            address: "http://\(settings.address.bracketedHost):\(port)/",
            token: SpoolDesk.tokenPath(inSpool: spool.spool)))
      },
      // Requests hold words of orders: nothing of them is logged.
      logger: Logger(label: "suqiu.console") { _ in SwiftLogNoOpLogHandler() })
  }

  private func sentence(_ error: any Error) -> String {
    "the console cannot open \(settings.address.bracketedHost):\(settings.address.port): "
      + "\(error); is another program there? choose another port with --console"
  }
}
