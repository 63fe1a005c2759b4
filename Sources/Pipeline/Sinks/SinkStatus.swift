/// How one sink is doing: part of `status.json`.
package struct SinkStatus: Equatable, Sendable {
  package var name = ""
  /// Events the receiver took since the start.
  package var delivered = 0
  /// Archived orders it has yet to get, as of the last look.
  package var waiting = 0
  /// Files in its `dead` folder.
  package var dead = 0
  /// Why nothing is delivered now, and since when (milliseconds since 1970).
  package var trouble: String?
  package var troubleSince: Int64 = 0

  var json: JSONObject {
    var json = JSONObject()
    json.add("name", name)
    json.add("delivered", delivered)
    json.add("waiting", waiting)
    json.add("dead", dead)
    var failing: JSONObject?
    if let trouble {
      var object = JSONObject()
      object.add("message", trouble)
      object.add("time", TimeText.utc(troubleSince))
      failing = object
    }
    json.add("failing", failing)
    return json
  }
}
