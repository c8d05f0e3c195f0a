"""One contact's life after another, with the router killed at a chosen system call of each."""
from __future__ import annotations

import collections
import os
import re
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from proving.campaign import Campaign
from proving.centre import Centre, Trouble, is_alive
from proving.edges import Agent, Edges

if TYPE_CHECKING:
    # It imports this module in turn.
    from proving.processes import Processes

CALLS = ("pwrite64", "fdatasync", "sendto")


class Life:
    """A centre whose router this process starts itself: supervisord would tire of so many deaths in a minute."""

    def __init__(self, fault: Processes, centre: Centre) -> None:
        self.fault, self.centre, self.run, self.number = fault, centre, Campaign(centre, fault.seed), 0
        self.edges = Edges(centre)
        self.edges.serve_effects()
        agent = Agent(self.edges, "A001")
        agent.sign_in()
        agent.run()
        self.first = self.run.now()
        before = centre.pid("router")
        fault.control(centre, "stop", "router")
        self.start(before)
        self.live()

    def start(self, before: int) -> None:
        with open(os.path.join(self.centre.state, "log", "router.log"), "a") as log:
            self.router = subprocess.Popen(self.fault._router(self.centre), stdin=subprocess.DEVNULL, stderr=log)
        self.centre.children.append(self.router)
        self.centre.wait_for_new("router", before, 30)

    def live(self) -> bool:
        """A call comes in, is answered and ends; a router that dies meanwhile is started again."""
        self.number += 1
        if not self.edges.arrive(f"life/{self.number}"):
            raise Trouble(f"call {self.number} was not taken")
        # What the gateway said just now may be from before the call.
        self.since = time.monotonic() + 0.1
        deadline, died = time.monotonic() + 60, False
        while time.monotonic() < deadline:
            if self.router.poll() is not None:
                died = True
                self.run.done += 1
                self.start(self.router.pid)
            if self.open_contacts() == 0:
                return died
            time.sleep(0.02)
        raise Trouble(f"call {self.number} did not end within 60 s")

    def open_contacts(self) -> int | None:
        """How many contacts the gateway has; those that have ended everywhere are forgotten."""
        with self.centre.news:
            phone = self.centre.seen["phone"]
        if phone["seen"] < self.since:
            return None
        return next((g["value"] for g in phone["gauges"] if g["name"] == "open_contacts"), None)

    def traced(self, *options: str) -> subprocess.Popen[bytes]:
        """strace on every thread of the router."""
        pid = self.router.pid
        tracer = subprocess.Popen(["strace", "-f", "-qq", *options, "-p", str(pid)], stdin=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        self.centre.children.append(tracer)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and tracer.poll() is None and is_alive(pid):
            tasks = [f"/proc/{pid}/task/{task}/status" for task in os.listdir(f"/proc/{pid}/task")]
            if not any("TracerPid:\t0\n" in self.read(path) for path in tasks):
                break
            time.sleep(0.01)
        return tracer

    @staticmethod
    def read(path: str) -> str:
        try:
            with open(path) as file:
                return file.read()
        except OSError:
            return ""

    def count(self) -> dict[str, int]:
        """How many of each system call one life takes, in the thread that makes most."""
        out = os.path.join(self.centre.state, "calls")
        tracer = self.traced("-e", "trace=" + ",".join(CALLS), "-o", out)
        self.live()
        tracer.terminate()
        tracer.wait()
        threads = collections.Counter(re.findall(r"^(\d+) +(\w+)\(", self.read(out), re.MULTILINE))
        return {call: max([n for (_, name), n in threads.items() if name == call] or [0]) for call in CALLS}

    def dies_at(self, call: str, number: int) -> bool:
        """Lives once with SIGKILL at that call; false when the life ended before it was made so often."""
        tracer = self.traced("-o", os.devnull, "-e", f"trace={call}",
                             "-e", f"inject={call}:signal=SIGKILL:when={number}")
        died = self.live()
        tracer.terminate()
        tracer.wait()
        if not died and self.router.poll() is not None:
            self.start(self.router.pid)
        return died

    def end(self) -> None:
        """Gives the router back to the supervisor."""
        before = self.router.pid
        self.router.send_signal(signal.SIGTERM)
        self.router.wait(30)
        self.fault.control(self.centre, "start", "router")
        self.centre.wait_for_new("router", before)
        self.run.outages.append((self.first, self.run.now()))
        self.edges.end()
