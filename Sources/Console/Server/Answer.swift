internal import HTTPTypes
internal import Hummingbird
internal import Workbench

/// Responses of the few kinds there are.
enum Answer {
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    text.isEmpty
      ? problem(.internalServerError, "this page could not be made")
      : response(text, "text/html; charset=utf-8", status)
  }

  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    response(value.text, "application/json; charset=utf-8", status)
  }

  /// What is wrong, as programs and people read it.
  static func problem(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
    json(
      .members(["error": .members(["status": .number(status.code), "message": .string(sentence)])]),
      status: status)
  }

  static func asset(_ text: String, _ type: String) -> Response {
    var answer = response(text, type, .ok)
    answer.headers[.cacheControl] = "max-age=300"
    return answer
  }

  /// A table to be kept as a file of that name.
  static func csv(_ text: String, file: String) -> Response {
    var answer = response(text, "text/csv; charset=utf-8", .ok)
    answer.headers[.contentDisposition] = "attachment; filename=\"\(file)\""
    return answer
  }

  static func bytes(_ bytes: [UInt8], _ type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func response(_ text: String, _ type: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
