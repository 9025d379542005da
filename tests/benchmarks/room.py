"""A room on one server: ``python3 start.py bench --room 20``. Prints memory and latency; compares, never asserts.

One Jupyter server and so many kernels, each with the set-up of notebook 5 and a race explorer. Every learner moves the
momentum slider five times a second, through the server's websocket as a page does, and waits for the picture.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path

import psutil
from tornado.websocket import websocket_connect

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
import lab

SECONDS, PAUSE, PATIENCE = 20, 0.2, 60
SET_UP = """
import numpy as np
from nag_helpers import exercises, objectives, plots, theory
from nag_helpers.explorers import RaceExplorer
explorer = RaceExplorer()
display(explorer)
print("slider", explorer.controls["beta"].model_id)
"""


class Learner:
    """A kernel on the server, and the channel through which its page would speak to it."""

    def __init__(self, server, kernel):
        self.server, self.kernel, self.latencies = server, kernel, []

    async def begin(self):
        """Connect, run the set-up, and learn which comm the slider has."""
        address = self.server.address.replace("http", "ws", 1)
        url = f"{address}/api/kernels/{self.kernel}/channels?token={self.server.token}"
        self.socket = await websocket_connect(url, max_message_size=2**26)
        await self._send("execute_request", {"code": SET_UP, "silent": False, "store_history": False})
        while True:
            message = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if isinstance(message, str):
                content = json.loads(message)["content"]
                if "traceback" in content:
                    raise RuntimeError("\n".join(content["traceback"]))
                if content.get("text", "").startswith("slider "):
                    self.slider = content["text"].split()[1]
                    return

    async def move(self, until):
        """Move the slider to and fro until a time, and note how long each picture takes to come."""
        beta, down = 0.9, True
        while (begin := time.monotonic()) < until:
            beta, down = (beta - 0.01, down) if down and beta > 0.5 else (beta + 0.01, beta > 0.94)
            data = {"method": "update", "state": {"value": round(beta, 3)}, "buffer_paths": []}
            await self._send("comm_msg", {"comm_id": self.slider, "data": data})
            while not isinstance(await asyncio.wait_for(self.socket.read_message(), PATIENCE), bytes):
                pass  # the picture is the only message with a binary part
            self.latencies.append(1000 * (time.monotonic() - begin))
            await asyncio.sleep(max(0, PAUSE - (time.monotonic() - begin)))

    async def _send(self, kind, content):
        header = {
            "msg_id": uuid.uuid4().hex,
            "username": "",
            "session": self.kernel,
            "msg_type": kind,
            "version": "5.3",
        }
        await self.socket.write_message(
            json.dumps(
                {
                    "header": header,
                    "parent_header": {},
                    "metadata": {},
                    "content": content,
                    "channel": "shell",
                    "buffers": [],
                }
            )
        )


def kernels_of(server):
    """Return the processes of all kernels."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if "ipykernel_launcher" in " ".join(process.info["cmdline"] or []) and _belongs(process, server)
    ]


def _belongs(process, server):
    """Whether a kernel was started by the server on this address's port."""
    return f"--port={server.address.rpartition(':')[2]}" in " ".join(process.parent().cmdline())


def processor_seconds(processes):
    return sum(sum(process.cpu_times()[:2]) for process in processes)


async def session(server, learners):
    """Let so many learners work; return their latencies, the kernels' memory in MB, and the cores they used."""
    room = []
    for _ in range(learners):
        room.append(Learner(server, server.ask("/api/kernels", "POST", {"name": "python3"})["id"]))
        await room[-1].begin()
    processes = kernels_of(server)
    before, begin = processor_seconds(processes), time.monotonic()
    await asyncio.gather(*(learner.move(begin + SECONDS) for learner in room))
    cores = (processor_seconds(processes) - before) / (time.monotonic() - begin)
    memory = [process.memory_full_info().pss / 1e6 for process in processes]
    return [latency for learner in room for latency in learner.latencies], memory, cores


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("learners", type=int)
    learners = parser.parse_args(arguments).learners
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) / "notebooks"
        folder.mkdir()
        with lab.serving(folder) as server:
            latencies, memory, cores = asyncio.run(session(server, learners))
    print(
        f"{learners} learners on one server with {psutil.cpu_count()} cores, each moving a slider {1 / PAUSE:g} times a second "
        f"for {SECONDS} s\n"
    )
    print(
        f"memory of a learner's kernel    {statistics.mean(memory):6.0f} MB (shared parts divided among those who share them)"
    )
    print(f"cores that the kernels used     {cores:6.2f}")
    print(f"slider to picture, median       {statistics.median(latencies):6.0f} ms")
    print(f"slider to picture, 95 % below   {statistics.quantiles(latencies, n=20)[-1]:6.0f} ms")


if __name__ == "__main__":
    main()
