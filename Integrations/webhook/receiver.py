#!/usr/bin/env python3
"""Takes the webhooks of Suqiu into an SQLite table, each order once: receiver.py DATABASE PORT [TOKEN_FILE]

What a receiver owes its sender:
- 2xx only when the order is safe: the table is written first, then the answer.
- 2xx for an order it has already: after a crash or a lost answer the same event comes again, with the same
  (source, id) and the same bytes.
- 400 only for what can never be taken: it is not sent again. For trouble that passes 503, best with Retry-After.

PORT 0 takes a free one; the first line printed says which. Put TLS in front of it: orders hold personal data.
"""
import hmac
import http.server
import json
import pathlib
import sqlite3
import sys

LARGEST = 64 << 20


def open_table(path):
    base = sqlite3.connect(path)
    base.execute("PRAGMA synchronous = FULL")
    base.execute("CREATE TABLE IF NOT EXISTS orders (source TEXT, id TEXT, subject TEXT, time TEXT, intent TEXT, "
                 "event TEXT, PRIMARY KEY (source, id))")
    return base


def store(base, body):
    """Whether the event is new; ValueError when it is none."""
    event = json.loads(body)
    if not isinstance(event, dict) or event.get("specversion") != "1.0" \
            or event.get("type") != "suqiu.classified.v1" or not isinstance(event.get("data"), dict):
        raise ValueError("no event of type suqiu.classified.v1")
    intent = (event["data"].get("intent") or {}).get("id")
    with base:
        cursor = base.execute(
            "INSERT OR IGNORE INTO orders VALUES (?, ?, ?, ?, ?, ?)",
            (event["source"], event["id"], event.get("subject"), event.get("time"), intent, body.decode()))
    return cursor.rowcount == 1


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 300
    base = None
    token = None

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self.close_connection = True
            return self.answer(413, "too large")
        body = self.rfile.read(length)
        given = self.headers.get("Authorization") or ""
        if self.token and not hmac.compare_digest(given, "Bearer " + self.token):
            return self.answer(401, "wrong token")
        if not (self.headers.get("Content-Type") or "").startswith("application/cloudevents+json"):
            return self.answer(415, "send application/cloudevents+json")
        try:
            store(self.base, body)
        except (ValueError, KeyError) as trouble:
            return self.answer(400, str(trouble))
        except sqlite3.OperationalError as trouble:
            return self.answer(503, str(trouble), ("Retry-After", "5"))
        self.answer(204)

    def answer(self, status, text="", *headers):
        body = text.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    database, port = sys.argv[1], int(sys.argv[2])
    if len(sys.argv) > 3:
        Receiver.token = pathlib.Path(sys.argv[3]).read_text().splitlines()[0].strip()
    Receiver.base = open_table(database)
    # One thread: SQLite writes one order at a time anyway.
    server = http.server.HTTPServer(("127.0.0.1", port), Receiver)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
