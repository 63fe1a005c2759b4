internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// Who may ask what: the first thing every request meets.
///
/// A page of another site must neither read here (`Host`, against DNS rebinding) nor write (`Origin`).
/// Changes ask for the word in the token file; there are no cookies another site could use.
final class Gate: RouterMiddleware {
  typealias Context = BasicRequestContext

  private let hosts: [String]
  private let token: [UInt8]
  private let port = Mutex<Int?>(nil)

  init(hosts: [String], token: String) {
    self.hosts = hosts
    self.token = Array(token.utf8)
  }

  /// From now on only this port may stand in `Host`.
  func isServing(port: Int) { self.port.withLock { $0 = port } }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let refused = refusal(of: request)
    var response: Response
    do {
      if let refused {
        response = Answer.problem(refused.status, refused.sentence)
      } else {
        response = try await next(request, context)
      }
    } catch let error as any HTTPResponseError {
      response = Answer.problem(error.status, error.status.reasonPhrase)
    } catch {
      response = Answer.problem(.internalServerError, "this page could not be made")
    }
    Self.protect(&response)
    return response
  }

  // MARK: Questions

  func refusal(of request: Request) -> (status: HTTPResponse.Status, sentence: String)? {
    guard let host = request.head.authority, isOurs(host) else {
      return (
        HTTPResponse.Status(code: 421, reasonPhrase: "Misdirected Request"),
        "this name is not served here; a reverse proxy's name is allowed with --console-host"
      )
    }
    if let origin = request.headers[.origin], !isOurs(origin: origin) {
      return (.forbidden, "asked by a page of another site")
    }
    if request.headers[HTTPField.Name.fetchSite] == "cross-site",
      request.method != .get || request.headers[HTTPField.Name.fetchMode] != "navigate"
    {
      return (.forbidden, "asked by a page of another site")
    }
    return nil
  }

  /// Whether the request may change something.
  func mayWrite(_ request: Request) -> Bool {
    guard let word = Self.word(request) else { return false }
    guard word.count == token.count else { return false }
    // All of it, so that time tells nothing of where it differs.
    return zip(word, token).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The word the request brings: in a header of its own, since a proxy's accounts take
  /// `Authorization`, or there.
  private static func word(_ request: Request) -> [UInt8]? {
    if let own = request.headers[HTTPField.Name.token] { return Array(own.utf8) }
    let prefix = "Bearer "
    guard let given = request.headers[.authorization], given.hasPrefix(prefix) else { return nil }
    return Array(given.utf8.dropFirst(prefix.utf8.count))
  }

  private func isOurs(origin: String) -> Bool {
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      return isOurs(String(origin.dropFirst(scheme.count)))
    }
    return false
  }

  private func isOurs(_ host: String) -> Bool {
    let host = host.lowercased()
    let port = port.withLock { $0 }
    return hosts.contains { name in
      let name = name.lowercased()
      if host == name { return true }
      guard host.hasPrefix(name + ":") else { return false }
      return port == nil || host == "\(name):\(port ?? 0)"
    }
  }

  // MARK: Answers

  private static func protect(_ response: inout Response) {
    response.headers[.contentSecurityPolicy] =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[HTTPField.Name.frameOptions] = "DENY"
    response.headers[HTTPField.Name.referrerPolicy] = "same-origin"
    response.headers[HTTPField.Name.resourcePolicy] = "same-origin"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
  }
}

extension HTTPField.Name {
  static let refresh = named("Refresh")
  static let token = named("X-Suqiu-Token")
  static let fetchSite = named("Sec-Fetch-Site")
  static let fetchMode = named("Sec-Fetch-Mode")
  static let frameOptions = named("X-Frame-Options")
  static let referrerPolicy = named("Referrer-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")

  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header") }
    return name
  }
}
