internal import HTTPTypes
internal import Hummingbird
internal import Pipeline
internal import Workbench

/// All addresses of the console.
struct Site: Sendable {
  let desk: Desk
  let board: StatusBoard
  let gate: Gate
  private let pages: Pages

  init(desk: Desk, board: StatusBoard, token: String, hosts: [String]) throws {
    self.desk = desk
    self.board = board
    gate = Gate(hosts: hosts, token: token)
    pages = try Pages()
  }

  func router() -> Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    router.middlewares.add(gate)
    addPages(router)
    addFiles(router)
    addReports(router)
    addInterface(router)
    addChanges(router)
    return router
  }

  // MARK: Pages

  private func addPages(_ router: Router<BasicRequestContext>) {
    router.get("/") { request, _ in
      let query = Query(request)
      let value = await desk.overview(query.language)
      return page(.overview, OverviewDrawing.adding(to: value), query, "/")
    }
    router.get("/orders") { request, _ in
      let query = Query(request)
      let value = await desk.orders(query).adding(["choices": desk.choices(query)])
      return page(.orders, value, query, "/orders")
    }
    router.get("/orders/:id") { request, context in
      let query = Query(request)
      let id = context.parameters.get("id") ?? ""
      guard let value = await desk.order(id, query) else { return missing(query, "/orders/\(id)") }
      let more = await value.adding([
        "choices": desk.choices(query), "ask_why": .bool(true),
        "rules_here": value["rules"],
      ])
      return page(.order, more, query, "/orders/\(Query.encoded(id))")
    }
    router.get("/review") { request, _ in
      let query = Query(request)
      let value = await desk.review(query).adding(["ask_why": .bool(false)])
      return page(.review, value, query, "/review")
    }
    router.get("/rules") { request, _ in
      let query = Query(request)
      guard let pack = query["pack"] else {
        return page(.rules, await desk.packs(), query, "/rules")
      }
      guard let value = await desk.pack(pack, query.language) else {
        return missing(query, "/rules")
      }
      return page(.pack, RuleDrawing.adding(toAllOf: value), query, "/rules")
    }
    router.get("/rules/:id") { request, context in
      let query = Query(request)
      let id = context.parameters.get("id") ?? ""
      guard let value = await desk.rule(id, query.language) else { return missing(query, "/rules") }
      return page(.rule, RuleDrawing.adding(to: value), query, "/rules/\(Query.encoded(id))")
    }
    router.get("/playground") { request, _ in
      let query = Query(request)
      let text = await desk.textOfOrder(query["order"])
      let trial = Trial(text: text ?? "", pack: query["pack"], source: nil, whyNot: nil)
      return await playground(trial, query, isTried: text != nil)
    }
    router.post("/playground") { request, _ in
      let form = try await form(request)
      let trial = Trial(
        text: form["text"] ?? "", pack: form["pack"], source: form["source"], whyNot: form["why"],
        onArchive: form["archive"] != nil)
      return await playground(trial, Query(request), isTried: true, began: form["began"])
    }
  }

  private func playground(
    _ trial: Trial, _ query: Query, isTried: Bool, began: String? = nil
  ) async -> Response {
    var value = isTried ? await desk.outcome(of: trial, query.language) : .members([:])
    let kept = trial.source == nil ? trial.pack.flatMap { desk.source(of: $0) } : nil
    let source = trial.source ?? kept?.text
    let names = await desk.names(query.language)
    value = value.adding([
      "typed": .string(trial.text), "source": .string(source ?? ""),
      "began": .string(began ?? kept?.digest ?? ""), "has_source": .bool(source != nil),
      "pack": .string(trial.pack ?? ""),
      "tried": value["tried"] ?? .bool(false), "has_archive": .bool(value["archive"] != nil),
      "packs": .array(
        await desk.packNames().map {
          .members(["pack": .string($0), "chosen": .bool($0 == trial.pack)])
        }),
      "choices": .members([
        "labels": .array(
          names.keys.map { names.json($0).adding(["asked": .bool($0 == trial.whyNot)]) })
      ]),
      "ask_why": .bool(false),
    ])
    return page(.playground, value, query, "/playground")
  }

  func page(
    _ name: Pages.Name, _ value: JSONValue, _ query: Query, _ path: String,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    Answer.html(
      pages.html(name, value, query.language, path: path, query: query), status: status)
  }

  private func missing(_ query: Query, _ path: String) -> Response {
    let sentence = query.language.pick("它可能已过保存期限。", "It may be past its keeping time.")
    return page(
      .missing, .members(["sentence": .string(sentence)]), query, path, status: .notFound)
  }

  // MARK: Files

  private func addFiles(_ router: Router<BasicRequestContext>) {
    router.get("/assets/console.css") { _, _ in
      Answer.asset(Assets.style + "\n" + Assets.reportStyle, "text/css; charset=utf-8")
    }
    router.get("/assets/console.js") { _, _ in
      Answer.asset(Assets.script, "text/javascript; charset=utf-8")
    }
    router.get("/assets/icon.svg") { _, _ in Answer.asset(Assets.icon, "image/svg+xml") }
    router.get("/health") { _, _ in
      let state = board.current.state
      let isWell = state == .watching || state == .working
      return Answer.json(
        .members(["state": .string(state.rawValue), "ok": .bool(isWell)]),
        status: isWell ? .ok : .serviceUnavailable)
    }
    router.get("/metrics") { _, _ in
      Answer.bytes(board.metrics.text, "text/plain; version=0.0.4; charset=utf-8")
    }
    router.get("/events") { _, _ in LiveEvents.response(board) }
  }

  /// A posted form, bounded in size and time.
  func form(_ request: Request) async throws -> Query {
    let limit = 2 * Trial.limit
    let buffer = try await Deadline.seconds(10) {
      try await request.body.collect(upTo: limit)
    }
    // Browsers end the lines of forms with CR LF.
    return Query(form: String(buffer: buffer).replacing("%0D%0A", with: "%0A"))
  }
}
