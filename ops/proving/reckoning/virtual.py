"""A centre in virtual time: `tierline play` on a pipe."""
from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from proving.reckoning.instants import micros, text

# What a station told: its name, the topic, the event's name, what it says.
Heard = tuple[str, str, str, dict[str, Any]]
# What came of something that was sent; None when nobody was there.
Answer = dict[str, Any] | None


class Virtual:
    """Speaks for everybody outside, at the topology's time."""

    def __init__(self, tierline: str, topology: str, audit: str, start: int) -> None:
        self.process = subprocess.Popen(
            [tierline, "play", "--topology", topology, "--audit", audit, "--start", text(start)[:19] + "Z"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.now = start
        self.heard: list[Heard] = []

    def say(self, **line: object) -> Answer:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"tierline play ended with {self.process.wait()} at {json.dumps(line)}")
        said = json.loads(answer)
        self.now = micros(said["now"])
        self.heard += [(h["station"], h["topic"], h["event"], json.loads(h["data"])) for h in said["heard"]]
        return said["answer"]

    def wait(self, until: int) -> None:
        """Until an instant, or until somebody is told something."""
        if not self.heard:
            self.say(do="pass", to=text(until))

    def event(self, station: str, event: dict[str, Any]) -> Answer:
        return self.say(do="event", station=station, event=event)

    def ask(self, agent: str, session: str, path: str, body: dict[str, Any]) -> Answer:
        return self.say(do="ask", agent=agent, session=session, path=path, body=body)

    def kill(self, station: str, moment: str, back: int) -> None:
        self.say(do="kill", station=station, moment=moment, back=text(back))

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        if self.process.wait(600):
            raise RuntimeError(f"tierline play ended with {self.process.returncode}")


def program(folder: str) -> str:
    return os.path.join(folder, "tierline")
