internal import HTTPTypes
internal import Hummingbird
internal import Workbench

/// The JSON interface: everything pages show, as `openapi.json` describes it.
extension Site {
  func addInterface(_ router: Router<BasicRequestContext>) {
    router.get("/openapi.json") { _, _ in Answer.json(OpenAPI.document) }
    let api = router.group("/api/v1")
    api.get("/status") { _, _ in Answer.json(await desk.status()) }
    api.get("/overview") { request, _ in
      Answer.json(await desk.overview(Query(request).language))
    }
    api.get("/orders") { request, _ in Answer.json(await desk.orders(Query(request))) }
    api.get("/orders/:id") { request, context in
      Self.found(await desk.order(context.parameters.get("id") ?? "", Query(request)))
    }
    api.get("/review") { request, _ in Answer.json(await desk.review(Query(request))) }
    api.get("/packs") { _, _ in Answer.json(await desk.packs()) }
    api.get("/packs/:pack") { request, context in
      Self.found(
        await desk.pack(context.parameters.get("pack") ?? "", Query(request).language))
    }
    api.get("/rules/:id") { request, context in
      Self.found(await desk.rule(context.parameters.get("id") ?? "", Query(request).language))
    }
    api.post("/try") { request, _ in
      let form = try await form(request)
      let trial = Trial(
        text: form["text"] ?? "", pack: form["pack"], source: form["source"], whyNot: form["why"])
      return Answer.json(await desk.outcome(of: trial, Query(request).language))
    }
  }

  private static func found(_ value: JSONValue?) -> Response {
    value.map { Answer.json($0) } ?? Answer.problem(.notFound, "there is none of that id")
  }
}
