/// A half-open stretch of code points.
struct LayoutRange {
  var start: Int32
  var end: Int32
}
