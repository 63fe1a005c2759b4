internal import History

/// The charts of the report: zero-based, labelled directly, the number beside the mark.
enum Charts {
  static let width = 680.0

  /// One bar of a list.
  struct Bar {
    var name: String
    var value: Int
    /// What stands after the number.
    var note = ""
    /// Shown on hover: the id behind the name.
    var tip = ""
    var isStrong = false
  }

  /// Bars beneath each other, name on the left, number at the end of the bar.
  ///
  /// `most` is the largest number of all lists that share a scale.
  static func bars(
    _ bars: [Bar], most: Int? = nil, width: Double = width, nameWidth: Double = 150,
    describing description: String
  ) -> String {
    let row = 20.0
    let most = Double(max(1, most ?? bars.map(\.value).max() ?? 1))
    var drawing = SVGDrawing(width: width, height: Double(bars.count) * row + 4)
    let room = width - nameWidth - (bars.contains { !$0.note.isEmpty } ? 130 : 60)
    for (place, bar) in bars.enumerated() {
      let y = Double(place) * row + 2
      let length = Double(bar.value) / most * room
      let thick = max(length, bar.value > 0 ? 1 : 0)
      drawing.text(bar.name, nameWidth - 8, y + 13, "name", .end, tip: bar.tip)
      drawing.box(nameWidth, y + 3, thick, 12, bar.isStrong ? "accent" : "bar")
      let x = nameWidth + length + 6
      let number = HTML.number(bar.value)
      drawing.text(number, x, y + 13, "number")
      if !bar.note.isEmpty {
        drawing.text(bar.note, x + Double(number.count) * 7 + 8, y + 13, "note")
      }
    }
    return drawing.svg(description)
  }

  /// Bars over time with June to September shaded; the largest is named.
  static func timeBars(
    _ values: [Int], _ buckets: TimeBuckets, height: Double = 120, isStrong: Bool = false,
    describing description: String
  ) -> String {
    var drawing = SVGDrawing(width: width, height: height)
    let plot = Plot(buckets: buckets, left: 40, right: 8, top: 16, bottom: 18, height: height)
    plot.drawFrame(in: &drawing, most: values.max() ?? 0)
    let step = plot.step
    let most = Double(max(1, values.max() ?? 1))
    for (place, value) in values.enumerated() where value > 0 {
      let tall = Double(value) / most * plot.tall
      drawing.box(
        plot.x(place) + step * 0.1, plot.base - tall, max(step * 0.8, 0.7), tall,
        buckets.isWhole(place) ? (isStrong ? "accent" : "bar") : "part",
        tip: "\(buckets.date(place).dayText)：\(value)")
    }
    if let peak = values.max(), peak > 0, let place = values.firstIndex(of: peak) {
      let date = String(buckets.date(place).dayText.dropFirst(5))
      let x = plot.x(place) + step / 2
      let anchor: SVGDrawing.Anchor = x < 90 ? .start : x > width - 90 ? .end : .middle
      drawing.text("\(HTML.number(peak))（\(date)）", x, plot.top - 4, "number", anchor)
    }
    return drawing.svg(description)
  }

  /// A row of small charts beneath each other, each on its own scale, with name and total.
  static func smallMultiples(
    _ rows: [(name: String, tip: String, values: [Int], note: String)], _ buckets: TimeBuckets,
    describing description: String
  ) -> String {
    let row = 34.0
    var drawing = SVGDrawing(width: width, height: Double(rows.count) * row + 18)
    let left = 120.0
    let right = 150.0
    let plot = Plot(
      buckets: buckets, left: left, right: right, top: 0, bottom: 18,
      height: Double(rows.count) * row + 18)
    plot.drawSummers(in: &drawing)
    for (place, entry) in rows.enumerated() {
      let base = Double(place + 1) * row - 4
      let most = Double(max(1, entry.values.max() ?? 1))
      drawing.text(entry.name, left - 8, base - 6, "name", .end, tip: entry.tip)
      drawing.line(left, base, width - right, base, "axis")
      let points = entry.values.enumerated().map { index, value in
        (x: plot.x(index) + plot.step / 2, y: base - Double(value) / most * (row - 8))
      }
      drawing.path(points, "line")
      drawing.text(
        HTML.number(entry.values.reduce(0, +)), width - right + 10, base - 6, "number")
      drawing.text(entry.note, width - right + 62, base - 6, "note")
    }
    plot.drawDates(in: &drawing)
    return drawing.svg(description)
  }

  /// The room names take, Han characters being as wide as they are high.
  private static func nameWidth(_ names: [String]) -> Double {
    let longest = names.map { $0.reduce(0.0) { $0 + ($1.isASCII ? 6.5 : 11.5) } }.max() ?? 0
    return min(250, max(90, longest + 16))
  }

  /// Places down, time across, the darker the more; numbers where there is room.
  static func heat(
    _ rows: [(name: String, values: [Int])], _ buckets: TimeBuckets, describing description: String
  ) -> String {
    let row = 18.0
    let left = nameWidth(rows.map(\.name))
    let right = 60.0
    let height = Double(rows.count) * row + 20
    var drawing = SVGDrawing(width: width, height: height)
    let plot = Plot(
      buckets: buckets, left: left, right: right, top: 0, bottom: 18, height: height)
    let most = Double(max(1, rows.flatMap(\.values).max() ?? 1))
    for (place, entry) in rows.enumerated() {
      let y = Double(place) * row + 1
      drawing.text(entry.name, left - 8, y + 12, "name", .end)
      drawing.box(left, y, width - left - right, row - 2, "ground")
      for (index, value) in entry.values.enumerated() where value > 0 {
        let shade = Int((Double(value) / most).squareRoot() * 8 + 0.999)
        let x = plot.x(index)
        drawing.box(
          x + 0.3, y, max(plot.step - 0.6, 0.8), row - 2, "heat\(min(9, max(1, shade)))",
          tip: "\(entry.name) \(buckets.date(index).dayText)：\(value)")
        if plot.step >= 15 {
          drawing.text(
            "\(value)", x + plot.step / 2, y + 12, shade > 5 ? "inverse" : "small", .middle)
        }
      }
      drawing.text(
        HTML.number(entry.values.reduce(0, +)), width - right + 8, y + 12, "number")
    }
    plot.drawDates(in: &drawing)
    return drawing.svg(description)
  }
}

/// Where time lies on a chart.
struct Plot {
  let buckets: TimeBuckets
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let height: Double

  var step: Double { (Charts.width - left - right) / Double(max(1, buckets.starts.count)) }
  var base: Double { height - bottom }
  var tall: Double { base - top }

  func x(_ place: Int) -> Double { left + Double(place) * step }

  func drawFrame(in drawing: inout SVGDrawing, most: Int) {
    drawSummers(in: &drawing)
    drawing.line(left, base, Charts.width - right, base, "axis")
    drawing.text("0", left - 6, base + 4, "small", .end)
    if most > 0 { drawing.text(HTML.number(most), left - 6, top + 6, "small", .end) }
    drawDates(in: &drawing)
  }

  func drawSummers(in drawing: inout SVGDrawing) {
    for run in buckets.summers {
      drawing.box(x(run.lowerBound), top, Double(run.count) * step, base - top, "summer")
      if Double(run.count) * step > 60 {
        drawing.caption(
          buckets.language.pick("6–9 月", "Jun–Sep"), x(run.lowerBound) + 4, top + 10)
      }
    }
  }

  /// The first of months, or days when there are few; never closer than words need.
  func drawDates(in drawing: inout SVGDrawing) {
    var marks: [(place: Int, words: String)] = []
    for place in buckets.starts.indices {
      let (year, month, day) = buckets.month(place)
      let isNew = place == 0 || buckets.month(place - 1).month != month
      if !buckets.isWeekly {
        marks.append((place, "\(month)-\(day)"))
      } else if isNew {
        marks.append(
          (place, marks.isEmpty || month == 1 ? "\(year)-\(month)" : buckets.language.month(month)))
      }
    }
    // A month that has hardly begun leaves its place to the next.
    if marks.count > 1, x(marks[1].place) - x(marks[0].place) < 44, buckets.isWeekly {
      let year = buckets.month(marks[1].place).year
      marks[1].words = "\(year)-\(buckets.month(marks[1].place).month)"
      marks.removeFirst()
    }
    var last = -100.0
    for mark in marks where x(mark.place) - last > 44 && x(mark.place) < Charts.width - right - 20 {
      drawing.line(x(mark.place), base, x(mark.place), base + 4, "axis")
      drawing.text(mark.words, x(mark.place) + 2, height - 4, "small")
      last = x(mark.place)
    }
  }
}
