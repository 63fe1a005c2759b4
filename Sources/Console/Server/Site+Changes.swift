internal import HTTPTypes
internal import Hummingbird
internal import Pipeline
internal import Workbench

/// What changes something; each asks for the word in the token file.
extension Site {
  func addChanges(_ router: Router<BasicRequestContext>) {
    let api = router.group("/api/v1")
    api.post("/orders/:id/corrections") { request, context in
      try await changing(request) { form throws(ChangeRefusal) in
        let language = Query(request).language
        let verdict: SpoolDesk.Verdict
        switch (form["label"], form["rule"]) {
        case (let label?, nil): verdict = .should(label)
        case (nil, let rule?): verdict = .wrong(rule: rule)
        default:
          throw ChangeRefusal(
            status: 422, sentence: language.pick("要么标签，要么规则", "name a label or a rule"))
        }
        try await desk.say(verdict, of: context.parameters.get("id") ?? "", language)
        return language.pick("记下了，几秒内并入反馈", "noted; it joins the feedback within seconds")
      }
    }
    api.post("/packs/:pack") { request, context in
      try await changing(request) { form throws(ChangeRefusal) in
        let language = Query(request).language
        try await desk.save(
          pack: context.parameters.get("pack") ?? "", form["source"] ?? "", began: form["began"],
          language)
        return language.pick(
          "已保存，马上启用；旧的一份留着", "saved, and in use in a moment; the older one is kept")
      }
    }
  }

  /// Runs the change when the request brings the word, and says what became of it.
  private func changing(
    _ request: Request, _ body: (Query) async throws(ChangeRefusal) -> String
  ) async throws -> Response {
    guard gate.mayWrite(request) else {
      var refused = Answer.problem(
        .unauthorized, "changes ask for the word in console.token of the spool folder")
      refused.headers[.wwwAuthenticate] = "Bearer"
      return refused
    }
    let form = try await form(request)
    do throws(ChangeRefusal) {
      return Answer.json(.members(["message": .string(try await body(form))]))
    } catch {
      return Answer.problem(HTTPResponse.Status(code: error.status), error.sentence)
    }
  }
}
