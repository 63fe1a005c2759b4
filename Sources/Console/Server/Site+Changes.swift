internal import HTTPTypes
internal import Hummingbird
internal import Workbench

/// What changes something; each asks for the word in the token file.
extension Site {
  func addChanges(_ router: Router<BasicRequestContext>) {
  }

  /// Runs the change when the request brings the word.
  private func changing(
    _ request: Request, _ body: (Query) async throws -> Response
  ) async throws -> Response {
    guard gate.mayWrite(request) else {
      var refused = Answer.problem(
        .unauthorized, "changes ask for the word in console.token of the spool folder")
      refused.headers[.wwwAuthenticate] = "Bearer"
      return refused
    }
    return try await body(form(request))
  }
}
