import CoreMetrics
import Glibc
import Pipeline
import Testing

/// What swift-metrics is told, as Prometheus reads it.
@Suite("Metrics")
struct MetricsTests {
  private func text(_ metrics: PrometheusMetrics) -> String {
    String(decoding: metrics.text, as: UTF8.self)
  }

  @Test("a counter of swift-metrics is a counter of Prometheus, its labels sorted and escaped")
  func counter() {
    let metrics = PrometheusMetrics()
    let counter = Counter(
      label: "http.requests", dimensions: [("path", "/\"a\\\n"), ("code", "200")],
      factory: metrics)
    counter.increment()
    counter.increment(by: 41)
    #expect(
      text(metrics) == """
        # TYPE http_requests_total counter
        http_requests_total{code="200",path="/\\"a\\\\\\n"} 42

        """)
  }

  @Test("the same name and labels made twice count on together, others apart")
  func identity() {
    let metrics = PrometheusMetrics()
    for kind in ["a", "b", "a"] {
      Counter(label: "c", dimensions: [("kind", kind)], factory: metrics).increment()
    }
    #expect(text(metrics).contains("c_total{kind=\"a\"} 2\nc_total{kind=\"b\"} 1\n"))
  }

  @Test("meters and gauges go up and down")
  func gauges() {
    let metrics = PrometheusMetrics()
    let meter = Meter(label: "m", factory: metrics)
    meter.set(2.5)
    meter.increment(by: 1)
    meter.decrement(by: 3)
    Gauge(label: "g", factory: metrics).record(7)
    #expect(text(metrics) == "# TYPE g gauge\ng 7\n# TYPE m gauge\nm 0.5\n")
  }

  @Test("a timer is a histogram in seconds whose buckets hold all below them")
  func timer() {
    let metrics = PrometheusMetrics()
    let timer = Timer(label: "order", dimensions: [("instance", "main")], factory: metrics)
    timer.recordMilliseconds(3)
    timer.recordMilliseconds(90)
    timer.recordSeconds(100)
    let text = text(metrics)
    #expect(text.hasPrefix("# TYPE order_seconds histogram\n"))
    #expect(text.contains("order_seconds_bucket{instance=\"main\",le=\"0.002\"} 0\n"))
    #expect(text.contains("order_seconds_bucket{instance=\"main\",le=\"0.005\"} 1\n"))
    #expect(text.contains("order_seconds_bucket{instance=\"main\",le=\"0.1\"} 2\n"))
    #expect(text.contains("order_seconds_bucket{instance=\"main\",le=\"60\"} 2\n"))
    #expect(text.contains("order_seconds_bucket{instance=\"main\",le=\"+Inf\"} 3\n"))
    #expect(text.contains("order_seconds_sum{instance=\"main\"} 100.093\n"))
    #expect(text.contains("order_seconds_count{instance=\"main\"} 3\n"))
  }

  @Test("a recorder that aggregates is a histogram of values")
  func recorder() {
    let metrics = PrometheusMetrics()
    let recorder = Recorder(label: "batch", factory: metrics)
    for size in [1, 3, 64] { recorder.record(size) }
    #expect(text(metrics).contains("batch_bucket{le=\"4\"} 2\nbatch_bucket{le=\"8\"} 2\n"))
    #expect(text(metrics).contains("batch_sum 68\nbatch_count 3\n"))
  }

  @Test("two kinds under one name do not spoil the text: the second is not shown")
  func clash() {
    let metrics = PrometheusMetrics()
    Meter(label: "a_total", factory: metrics).set(1)
    Counter(label: "a", factory: metrics).increment()
    #expect(text(metrics) == "# TYPE a_total gauge\na_total 1\n")
  }

  @Test("what is destroyed is not shown any more")
  func destroyed() {
    let metrics = PrometheusMetrics()
    let counter = Counter(label: "a", factory: metrics)
    Meter(label: "b", factory: metrics).set(1)
    counter.destroy()
    #expect(text(metrics) == "# TYPE b gauge\nb 1\n")
  }

  @Test("a daemon counts results, refused files, pauses and waits, and writes them by rename")
  func daemon() async throws {
    let house = try SpoolHouse()
    let plan = FaultPlan(armed: false) { call, _ in call == .write ? .fail(ENOSPC) : nil }
    let path = "\(house.spool)/metrics.prom"
    try await house.serving(house.daemon(files: plan.files)) { daemon in
      plan.begin()
      for number in 1...3 { try house.drop("\(number).txt", "order") }
      await eventually("it pauses") { daemon.board.current.paused != nil }
      let paused = String(decoding: daemon.board.metrics.text, as: UTF8.self)
      #expect(paused.contains("suqiu_pauses_total{instance=\"main\"} 1\n"))
      await eventually("the board's metrics say so") {
        String(decoding: daemon.board.metrics.text, as: UTF8.self)
          .contains("suqiu_paused{instance=\"main\"} 1\n")
      }
      plan.mend()
      try house.drop("bad.csv", "x,y\n1,2\n3,4\n5,6\n7,8\n9,0\n")
      await eventually("the file says all is over") {
        let text = house.text(path)
        return text.contains("suqiu_published_total{instance=\"main\"} 3\n")
          && text.contains("suqiu_quarantined_total{instance=\"main\"} 1\n")
          && text.contains("suqiu_paused{instance=\"main\"} 0\n")
      }
    }
    let text = house.text(path)
    #expect(text.contains("# HELP suqiu_published_total Results written to the outbox.\n"))
    #expect(text.contains("suqiu_source_bytes_total{instance=\"main\"} 15\n"))
    #expect(text.contains("suqiu_order_seconds_count{instance=\"main\"} 3\n"))
    #expect(text.contains("suqiu_batch_orders_sum{instance=\"main\"} 3\n"))
    #expect(text.contains("suqiu_backlog_files{instance=\"main\"} 0\n"))
    #expect(!house.names(house.spool).contains(Array(".metrics.prom.tmp".utf8)))
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.split(separator: " ").count == 2, "\(line)")
    }
  }
}
