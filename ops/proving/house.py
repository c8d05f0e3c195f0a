"""Faults of the house that a station lives in: descriptors used up, crashes, a log that nobody reads."""
from __future__ import annotations

import functools
import http.client
import json
import os
import resource
import signal
import socket
import struct
import time
from collections.abc import Callable

from proving.campaign import Campaign
from proving.centre import is_alive
from proving.edges import Edges
from proving.fault import Fault

# Descriptors of a station while it is flooded: some forty are its own, and more are reserved.
FEW = 160
GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00" + b"NULL".ljust(20, b"\0") + bytes(32)


def half_open(make: Callable[[], socket.socket], count: int) -> list[socket.socket]:
    """`count` connections that say nothing; those that are refused are not among them."""
    held = []
    for _ in range(count):
        try:
            held.append(make())
        except OSError:
            continue
    return held


def unix(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(0.2)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def stranger(path: str) -> socket.socket:
    """A peer of a ZeroMQ socket that shook hands as anybody may."""
    def item(name: bytes, value: bytes) -> bytes:
        return bytes([len(name)]) + name + struct.pack(">I", len(value)) + value
    connection = unix(path)
    connection.settimeout(5)
    ready = b"\x05READY" + item(b"Socket-Type", b"DEALER") + item(b"Identity", b"stranger")
    connection.sendall(GREETING + b"\x04" + bytes([len(ready)]) + ready)
    return connection


class House(Fault):
    """F11, LOG and CRASH."""

    def f11(self, seconds: float = 40) -> None:
        """Idle connections use up every descriptor of gateways and desk, at HTTP and at their links: they serve on."""
        with self.centre() as centre:
            replay, run = self.traffic(centre, seconds + 20), Campaign(centre, self.seed)
            names = ["phone", "chat", "desk"]
            resource.prlimit(centre.supervisor, resource.RLIMIT_NOFILE, (FEW, FEW))
            for name in names:
                run.kill(name, "")
            edges, start, before, answered = Edges(centre, "own.jsonl"), run.now(), {}, 0
            before = {name: centre.pid(name) for name in centre.names()}
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                held = []
                for name in names:
                    host, port = edges.address[name].split(":")
                    held += half_open(functools.partial(socket.create_connection, (host, int(port)), 0.2), 2 * FEW)
                    inlet = os.path.join(centre.state, "run", f"{name}.in")
                    held += half_open(functools.partial(unix, inlet), 2 * FEW)
                for name in names:
                    status = self._health(edges.address[name])
                    self.expect(status in (200, 503), f"{name} answers {status} beside idle connections")
                    answered += status in (200, 503)
                for connection in held:
                    connection.close()
            time.sleep(3)
            run.outages.append((start, run.now()))
            for name, pid in before.items():
                self.expect(centre.pid(name) == pid and is_alive(pid), f"{name} ended of idle connections")
            for name in names:
                gauges = {g["name"]: g["value"] for g in centre.seen[name].get("gauges", [])}
                self.expect(gauges.get("connections_sent_away", 0) > 0, f"{name} counts nobody sent away: {gauges}")
                self.expect("too many connections" in centre.log_of(name), f"{name} says nothing of it")
            self.said.append(f"{answered} answers beside {2 * FEW} idle connections to each of {len(names)} edges")
            self.finish(centre, run, replay)

    @staticmethod
    def _health(address: str) -> int:
        """The status of an edge's health, asked until 5 s are over; 0 when it never answers."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            connection = http.client.HTTPConnection(address, timeout=2)
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            finally:
                connection.close()
        return 0

    def crash(self) -> None:
        """A fault of its own (SIGSEGV) ends each station at once, backtracer or not; its port serves within 5 s."""
        os.environ["SWIFT_BACKTRACE"] = "enable=yes,interactive=no"
        try:
            with self.centre() as centre:
                names = centre.names()
                replay, run = self.traffic(centre, len(names) * 4), Campaign(centre, self.seed)
                edges = Edges(centre, "own.jsonl")
                for name in names:
                    time.sleep(run.tired(name))
                    pid, since, start = centre.signal(name, signal.SIGSEGV), time.monotonic(), run.now()
                    run.ended(name)
                    took = centre.wait_for_new(name, pid) - since
                    if name in edges.address:
                        self.expect(self._health(edges.address[name]) in (200, 503), f"{name} has no port any more")
                        took = time.monotonic() - since
                    run.recoveries.append(took * 1000)
                    run.outages.append((start, run.now()))
                    self.expect(took <= 5, f"{name} was back after {took:.1f} s, expected 5")
                    self.expect(not is_alive(pid), f"{name} is still there as {pid}")
                self.finish(centre, run, replay)
        finally:
            del os.environ["SWIFT_BACKTRACE"]

    def log(self, seconds: float = 20) -> None:
        """Nobody reads the stations' logs while a stranger makes the router write 20,000 lines: all go on."""
        with self.centre() as centre:
            replay, run = self.traffic(centre, seconds + 15), Campaign(centre, self.seed)
            before = {name: centre.pid(name) for name in centre.names()}
            start = run.now()
            os.kill(centre.supervisor, signal.SIGSTOP)
            try:
                self._babble(os.path.join(centre.state, "run", "router.stream"), 20_000)
                time.sleep(seconds)
                since = time.monotonic()
                centre.wait(lambda seen: all(s["state"] == "ready" and s["seen"] > since for s in seen.values()), 10,
                            "everybody to answer although nobody reads their logs")
            finally:
                os.kill(centre.supervisor, signal.SIGCONT)
            run.outages.append((start, run.now()))
            # What makes room is said with the next line.
            self._babble(os.path.join(centre.state, "run", "router.stream"), 10)
            time.sleep(2)
            gauges = {g["name"]: g["value"] for g in centre.seen["router"].get("gauges", [])}
            lost = gauges.get("log_lines_dropped", 0)
            told = [json.loads(line) for line in centre.log_of("router").splitlines() if "lines were dropped" in line]
            self.expect(lost > 0, "the router dropped no line")
            self.expect(told and int(told[-1]["dropped_in_all"]) == lost, f"{lost} dropped, told of {told[-1:]}")
            for name, pid in before.items():
                self.expect(centre.pid(name) == pid and is_alive(pid), f"{name} ended of its log")
            self.said.append(f"{lost} lines dropped and told")
            self.finish(centre, run, replay)

    @staticmethod
    def _babble(path: str, count: int) -> None:
        """Sends `count` frames that are none, over as many connections as that takes; the station logs each."""
        peer, left = stranger(path), count
        while left > 0:
            try:
                peer.sendall(b"\x00\x05babel" * min(100, left))
                left -= 100
            except OSError:
                # Nobody answers the station's heartbeats here.
                peer.close()
                peer = stranger(path)
            time.sleep(0.01)
        time.sleep(0.5)
        peer.close()
