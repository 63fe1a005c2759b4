#!/usr/bin/env python3
"""Publishes Suqiu's outbox to NATS JetStream: bridge.py OUTBOX TAKEN [SERVER]   (needs nats-py)

Every result becomes a message `suqiu.classified` in the stream SUQIU, in the order of file names; a row nobody
could read becomes `suqiu.failed`. A file moves away only after the server has stored all of its messages. A
bridge that was killed begins the file again: each message carries `Nats-Msg-Id: source id`, by which the server
drops what it has already (within the stream's `duplicate_window`, a day here).
"""
import asyncio
import json
import pathlib
import sys

import nats
from nats.js.api import StreamConfig

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "outbox"))
import reader  # noqa: E402

DAY = 24 * 3600


async def publish(stream, path):
    source = "/" + pathlib.Path(path).name
    for result in reader.lines(path):
        subject = "suqiu.failed" if "error" in result else "suqiu.classified"
        identity = f"{result.get('source', source)} {result['id']}"
        body = json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()
        await stream.publish(subject, body, stream="SUQIU", headers={"Nats-Msg-Id": identity})


async def once(outbox, taken, server):
    """Publishes what is there; the number of files."""
    taken = pathlib.Path(taken)
    taken.mkdir(parents=True, exist_ok=True)
    connection = await nats.connect(server)
    try:
        stream = connection.jetstream()
        await stream.add_stream(StreamConfig(
            name="SUQIU", subjects=["suqiu.*"], duplicate_window=DAY, max_age=7 * DAY))
        paths = reader.files(outbox)
        for path in paths:
            await publish(stream, path)
            reader.move(path, taken)
        return len(paths)
    finally:
        await connection.close()


if __name__ == "__main__":
    server = sys.argv[3] if len(sys.argv) > 3 else "nats://127.0.0.1:4222"
    print(asyncio.run(once(sys.argv[1], sys.argv[2], server)), "files")
