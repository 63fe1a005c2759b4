import Foundation
import TestSupport
import Testing

/// A real HTTP server (Python's own) that answers as the lines of `plan` say, and then with 204.
///
/// A line is a status with an optional Retry-After, or `hang`. What came is written to `log`, a JSON line
/// each.
final class MoodyReceiver: Sendable {
  let folder: TemporaryFolder
  let port: Int
  private let process: RunningProgram

  init(_ plan: [String] = [], port: Int = 0, in folder: TemporaryFolder) async throws {
    self.folder = folder
    try folder.write(plan.joined(separator: "\n") + "\n", to: "receiver/plan")
    try folder.write(Self.script, to: "receiver/server.py")
    let printed = try folder.write("", to: "receiver/printed")
    let python = try #require(TortureTests.python)
    process = try RunningProgram(
      [folder.path + "/receiver/server.py", "\(port)"],
      currentFolder: folder.path + "/receiver", output: printed, errors: printed, program: python)
    var found: Int?
    _ = try await eventually(within: 30) {
      found = Int(
        try String(contentsOfFile: printed, encoding: .utf8).split(separator: "\n").first ?? "")
      return found != nil
    }
    self.port = try #require(found)
  }

  var url: String { "http://127.0.0.1:\(port)/orders" }

  /// Ends it, as a machine that goes down.
  func stop() async throws {
    process.send(SIGKILL)
    _ = try await process.waitForExit(seconds: 60)
  }

  /// What was sent to it until now.
  func requests() throws -> [Request] {
    let path = folder.path + "/receiver/log"
    // The last line may be under way.
    guard let bytes = FileManager.default.contents(atPath: path),
      let end = bytes.lastIndex(of: 0x0A)
    else { return [] }
    let lines = String(decoding: bytes[...end], as: UTF8.self).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
  }

  struct Request: Decodable {
    var status: Int
    var type: String
    var token: String?
    var at: Double
    var body: String

    var id: String { field("id") }
    var subject: String { field("subject") }

    private func field(_ name: String) -> String {
      let object = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
      return object?[name] as? String ?? ""
    }
  }

  private static let script = #"""
    import http.server, json, sys, time

    plan = [line.split() for line in open("plan") if line.strip()]

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            mood = plan.pop(0) if plan else ["204"]
            status = 0 if mood[0] == "hang" else int(mood[0])
            with open("log", "a") as log:
                log.write(json.dumps({"status": status, "type": self.headers["Content-Type"], "at": time.monotonic(),
                                      "token": self.headers["Authorization"], "body": body}) + "\n")
            if status == 0:
                time.sleep(600)
            self.send_response(status)
            for value in mood[1:]:
                self.send_header("Retry-After", value)
            if status != 204:
                self.send_header("Content-Length", "4")
            self.end_headers()
            if status != 204:
                self.wfile.write(b"why?")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()
    """#
}
