internal import HTTPTypes
internal import History
internal import Hummingbird
internal import Workbench

/// Report pages, and everything that is downloaded as CSV.
extension Site {
  /// How long a page waits for its report, and a program.
  private static let patience = (page: Duration.milliseconds(800), program: Duration.seconds(50))

  func addReports(_ router: Router<BasicRequestContext>) {
    router.get("/report") { request, _ in await reportPage(Query(request)) }
    let api = router.group("/api/v1")
    api.get("/report") { request, _ in
      let query = Query(request)
      return await withReport(query) { made, period in
        Answer.json(ReportValue.json(made, period, query.language))
      }
    }
    api.get("/report/:table") { request, context in
      let name = context.parameters.get("table") ?? ""
      return await withReport(Query(request)) { made, period in
        guard let table = made.report.tables.first(where: { $0.name + ".csv" == name }) else {
          return Answer.problem(.notFound, "there is no table of that name in this report")
        }
        let days = "\(period.from.dayText)-\(period.to.dayText)"
        return Answer.csv(table.csv, file: "\(table.name)-\(days).csv")
      }
    }
    api.get("/orders.csv") { request, _ in OrderDownload.response(desk, Query(request)) }
    api.get("/rules.csv") { request, _ in
      Answer.csv(await desk.rulesTable(Query(request).language).csv, file: "rules.csv")
    }
  }

  // MARK: Page

  private func reportPage(_ query: Query) async -> Response {
    let last = await desk.lastDay()
    do throws(ReportPeriod.Refusal) {
      let period = try ReportPeriod(query, last: last)
      let choices = ReportValue.choices(period, query, last: last)
      switch await desk.report(period, query.language, patience: Self.patience.page) {
      case .made(let made):
        let value = ReportValue.page(made, period, part: query["part"], query.language)
        return page(.report, value.adding(["choices": choices]), query, "/report")
      case .soon:
        var answer = page(
          .report, .members(["choices": choices, "is_soon": .bool(true)]), query, "/report")
        // Seen without JavaScript too.
        answer.headers[HTTPField.Name.refresh] = "1"
        return answer
      case .none:
        return page(
          .report, .members(["choices": choices, "is_empty": .bool(true)]), query, "/report")
      }
    } catch {
      let value = JSONValue.members([
        "choices": ReportValue.choices(nil, query, last: last),
        "refusal": .string(error.sentence(query.language)),
      ])
      return page(.report, value, query, "/report", status: .unprocessableContent)
    }
  }

  // MARK: Programs

  private func withReport(
    _ query: Query, _ body: (ReportRoom.Made, ReportPeriod) -> Response
  ) async -> Response {
    do throws(ReportPeriod.Refusal) {
      let period = try ReportPeriod(query, last: await desk.lastDay())
      switch await desk.report(period, query.language, patience: Self.patience.program) {
      case .made(let made): return body(made, period)
      case .soon:
        var answer = Answer.problem(.serviceUnavailable, "the report is being made; ask again")
        answer.headers[.retryAfter] = "5"
        return answer
      case .none: return Answer.problem(.serviceUnavailable, "there is no history index yet")
      }
    } catch {
      return Answer.problem(.unprocessableContent, error.sentence(query.language))
    }
  }
}
