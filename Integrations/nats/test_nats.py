#!/usr/bin/env python3
"""Holds the bridge against a real nats-server and a real daemon: test_nats.py SUQIU"""
import asyncio
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

import nats

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SUQIU = os.path.abspath(sys.argv.pop(1))
sys.path.insert(0, str(HERE))
import bridge  # noqa: E402


class Bridge(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.top = pathlib.Path(self.folder.name)
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = one.getsockname()[1]
        self.url = f"nats://127.0.0.1:{self.port}"
        self.start()
        inbox = self.top / "spool/inbox"
        inbox.mkdir(parents=True)
        for sample in sorted((ROOT / "Corpus/samples").glob("*.txt"))[:5]:
            shutil.copy(sample, inbox)
        (inbox / "rows.jsonl").write_text('{"id":"a","text":"昨晚打雷后家里停电"}\nnot json\n{"id":"b","text":"电费太高"}\n')
        subprocess.run([SUQIU, "serve", "--once", "--spool", str(self.top / "spool"), "--outbox",
                        str(self.top / "outbox"), "--rules", str(ROOT / "Rules")], check=True, capture_output=True)
        self.expected = sorted(json.dumps(line, sort_keys=True) for path in bridge.reader.files(self.top / "outbox")
                               for line in bridge.reader.lines(path))

    def start(self):
        self.server = subprocess.Popen(
            ["nats-server", "-a", "127.0.0.1", "-p", str(self.port), "-js", "-sd", str(self.top / "store")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        self.fail("nats-server did not start")

    def tearDown(self):
        self.server.kill()
        self.server.wait()
        self.folder.cleanup()

    def stored(self):
        async def fetch():
            connection = await nats.connect(self.url)
            stream = connection.jetstream()
            count = (await stream.stream_info("SUQIU")).state.messages
            messages = await (await stream.pull_subscribe("suqiu.*", stream="SUQIU")).fetch(count, timeout=10)
            await connection.close()
            return [(message.subject, json.loads(message.data)) for message in messages]
        return asyncio.run(fetch())

    def test_every_result_is_stored_once_also_when_the_bridge_begins_again(self):
        outbox, copy = self.top / "outbox", self.top / "copy"
        shutil.copytree(outbox, copy)
        self.assertEqual(asyncio.run(bridge.once(outbox, self.top / "taken", self.url)), 6)
        self.assertEqual(bridge.reader.files(outbox), [])
        # Killed before it moved anything, on a server that was restarted meanwhile: all files come again.
        self.server.kill()
        self.server.wait()
        self.start()
        self.assertEqual(asyncio.run(bridge.once(copy, self.top / "taken", self.url)), 6)
        stored = self.stored()
        self.assertEqual(sorted(json.dumps(line, sort_keys=True) for _, line in stored), self.expected)
        self.assertEqual([line["error"]["code"] for subject, line in stored if subject == "suqiu.failed"], ["bad_json"])

    def test_a_server_that_is_away_leaves_every_file_in_the_outbox(self):
        self.server.kill()
        self.server.wait()
        before = bridge.reader.files(self.top / "outbox")
        bridge_run = subprocess.Popen(
            [sys.executable, str(HERE / "bridge.py"), str(self.top / "outbox"), str(self.top / "taken"), self.url],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(3)
        bridge_run.kill()
        bridge_run.wait()
        self.assertEqual(bridge.reader.files(self.top / "outbox"), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
