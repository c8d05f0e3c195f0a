"""A contact centre of real processes in a temporary state folder, with ports of its own.

Everything it starts it ends by pid, whatever happens in between; nothing listens anywhere but on loopback.
"""
from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Any, Self

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATE, ORIGIN = "2026-03-30", "2026-03-30T08:10:00-04:00"

# What each station said of itself last, by name.
Seen = dict[str, dict[str, Any]]


class Trouble(Exception):
    """Something that must not happen did; its text says what."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody uses now; all are held until all are chosen."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return False


class Centre:
    """One topology, up for the length of a `with`."""

    def __init__(self, bin_folder: str, rate: int = 60, failpoints: bool = False, origin: str = ORIGIN,
                 change: Callable[[str], str] | None = None, prepare: Callable[[Centre], None] | None = None,
                 watch_every: int = 30) -> None:
        self.bin, self.rate, self.failpoints, self.origin = os.path.abspath(bin_folder), rate, failpoints, origin
        # Short, because paths of Unix sockets have at most 107 bytes.
        self.state = tempfile.mkdtemp(prefix="tl-", dir="/tmp")
        self.topology = self._derive(change)
        if prepare:
            prepare(self)
        self.watch_every = watch_every
        self.children: list[subprocess.Popen[bytes]] = []
        self.seen: Seen = {}
        self.news, self.supervisor = threading.Condition(), 0
        self.watcher: subprocess.Popen[bytes] | None = None
        self._names: list[str] = []
        # What the load generator writes down, once there is one.
        self.ledger = ""

    def _derive(self, change: Callable[[str], str] | None) -> str:
        """Copies the default topology with ports of its own; returns the copy's file."""
        folder = os.path.join(self.state, "topology")
        shutil.copytree(os.path.join(ROOT, "Topology"), folder,
                        ignore=shutil.ignore_patterns("broken", "profiles", "bank*"))
        path = os.path.join(folder, "single-host.yaml")
        with open(path) as file:
            text = file.read()
        ports = iter(free_ports(len(re.findall(r"port: \d+", text))))
        text = re.sub(r"port: \d+", lambda _: f"port: {next(ports)}", text)
        with open(path, "w") as file:
            file.write(change(text) if change else text)
        return path

    # Starting and ending

    def __enter__(self) -> Self:
        try:
            self.up()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def supervise(self, *arguments: str, check: bool = True, timeout: float = 150) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [os.path.join(ROOT, "ops", "supervise"), *arguments, "--topology", self.topology, "--state", self.state,
             "--bin", self.bin], check=False, capture_output=True, text=True, timeout=timeout, cwd=ROOT)
        if check and done.returncode:
            raise Trouble(f"supervise {arguments[0]}: {done.stderr.strip()}")
        return done

    def up(self) -> None:
        self.supervise("up", "--rate", str(self.rate), "--clock-origin", self.origin, "--timeout", "90",
                       *(["--failpoints"] if self.failpoints else []))
        with open(os.path.join(self.state, "run", "supervisord.pid")) as file:
            self.supervisor = int(file.read())
        self.watcher = self.start("status", "--topology", self.topology, "--state", self.state, "--timeout", "250",
                                  "--every", str(self.watch_every), "--json", stdout=subprocess.PIPE)
        threading.Thread(target=self._watch, args=(self.watcher,), daemon=True).start()
        self.wait(lambda seen: len(seen) == len(self.names()) and all(s["state"] == "ready" for s in seen.values()),
                  30, "every station to be ready")

    def unwatch(self) -> None:
        """Asks the stations for nothing any more; a measurement wants the machine for itself."""
        self._end(self.watcher)

    def down(self) -> None:
        """Drains and stops every station; the journals and the log stay."""
        self._end(self.watcher)
        self.supervise("down", check=False)
        self._end_supervisor()

    def close(self) -> None:
        """Ends everything, by pid, and removes the folder."""
        for child in self.children:
            self._end(child)
        for station in self.seen.values():
            if station.get("pid") and self.owns(station["pid"]):
                os.kill(station["pid"], signal.SIGCONT)
        # Also when `up` gave up in between, or the supervisor is dead: what runs is found by the folder.
        try:
            self.supervise("down", check=False, timeout=120)
        except subprocess.TimeoutExpired:
            say("the stations do not drain; they are killed")
        self._end_supervisor()
        shutil.rmtree(self.state, ignore_errors=True)

    def _end_supervisor(self) -> None:
        stations = [s["pid"] for s in self.seen.values() if s.get("pid")]
        deadline = time.monotonic() + 10
        while self.supervisor and is_alive(self.supervisor) and time.monotonic() < deadline:
            time.sleep(0.05)
        for pid in [self.supervisor, *stations]:
            if pid and is_alive(pid) and self.owns(pid):
                os.kill(pid, signal.SIGKILL)
        self.supervisor = 0

    def owns(self, pid: int) -> bool:
        """True when the process was started for this very folder; pids are used again."""
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                return self.state.encode() in file.read()
        except OSError:
            return False

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        child = subprocess.Popen([os.path.join(self.bin, "tierline"), *arguments], cwd=ROOT,
                                 stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.children.append(child)
        return child

    @staticmethod
    def _end(child: subprocess.Popen[bytes] | None) -> None:
        if child and child.poll() is None:
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    # Looking

    def tierline(self, *arguments: str, check: bool = True, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([os.path.join(self.bin, "tierline"), *arguments], check=False, capture_output=True,
                              text=True, cwd=ROOT, timeout=timeout)
        if check and done.returncode:
            raise Trouble(f"tierline {arguments[0]}: {done.stderr.strip()[-400:]}")
        return done

    def plan(self) -> Any:
        return json.loads(self.tierline("plan", "--topology", self.topology, "--state", self.state, "--json").stdout)

    def names(self) -> list[str]:
        if not self._names:
            self._names = [s["name"] for s in self.plan()["stations"] if s["journalled"]]
        return self._names

    def _watch(self, watcher: subprocess.Popen[bytes]) -> None:
        for line in watcher.stdout or ():
            now = time.monotonic()
            with self.news:
                for station in json.loads(line)["stations"]:
                    self.seen[station["name"]] = {**self.seen.get(station["name"], {}), **station, "seen": now}
                self.news.notify_all()

    def wait(self, condition: Callable[[Seen], bool], timeout: float, what: str) -> float:
        """Waits until `condition` holds of what the stations said last; returns when that was."""
        deadline = time.monotonic() + timeout
        with self.news:
            while not condition(self.seen):
                if self.watcher is None or self.watcher.poll() is not None:
                    raise Trouble("the watch on the stations ended")
                left = deadline - time.monotonic()
                if left <= 0:
                    raise Trouble(f"waited {timeout} s for {what}: "
                                  + ", ".join(f"{n} {s['state']}" for n, s in sorted(self.seen.items())))
                self.news.wait(left)
            return time.monotonic()

    def wait_for_new(self, name: str, pid: int | None, timeout: float = 60) -> float:
        """Waits until `name` is ready as another process than `pid`."""
        return self.wait(lambda seen: seen[name]["state"] == "ready" and seen[name].get("pid") not in (None, pid),
                         timeout, f"{name} to be ready again")

    def pid(self, name: str) -> int:
        with self.news:
            return self.seen[name].get("pid", 0)

    def signal(self, name: str, number: int) -> int:
        """Sends a signal to a station, if it is there; returns its pid, or 0."""
        pid = self.pid(name)
        if pid and is_alive(pid) and self.owns(pid):
            os.kill(pid, number)
            return pid
        return 0

    def log_of(self, name: str) -> str:
        try:
            with open(os.path.join(self.state, "log", f"{name}.log"), errors="replace") as file:
                return file.read()
        except OSError:
            return ""

    def journal(self, name: str) -> str:
        return os.path.join(self.state, "journal", f"{name}.sqlite")

    def failpoint(self, name: str) -> str:
        return os.path.join(self.state, "run", f"{name}.failpoint")

    def arm(self, name: str, line: str) -> None:
        """Tells a station where to end; it looks at least once a second."""
        path = self.failpoint(name)
        with open(path + ".new", "w") as file:
            file.write(line + "\n")
        os.replace(path + ".new", path)

    def disarm(self, name: str) -> None:
        if os.path.exists(self.failpoint(name)):
            os.unlink(self.failpoint(name))

    # Traffic

    def make_trace(self, seed: int, seconds: float, profile: str = "campaign.yaml") -> tuple[str, int]:
        """Generates traffic and keeps what arrives in the first `seconds` of real time; returns its base."""
        base = os.path.join(self.state, "trace")
        self.tierline("generate", "--day", DATE, "--profile", os.path.join(ROOT, "Topology", "profiles", profile),
                      "--seed", str(seed), "--out", base, "--topology", self.topology)
        path = base + ".contacts.csv"
        with open(path) as file:
            head, *rows = file.read().splitlines()
        first = float(rows[0].split(",")[1])
        kept = [row for row in rows if float(row.split(",")[1]) <= first + seconds * self.rate]
        with open(path, "w") as file:
            file.write("\n".join([head, *kept]) + "\n")
        return base, len(kept)

    def start_replay(self, base: str, *options: str, speed: str | None = None) -> subprocess.Popen[bytes]:
        """Starts the load generator; its answer goes to `replay.json`, its words to `replay.log`."""
        self.ledger = os.path.join(self.state, "ledger.jsonl")
        with open(os.path.join(self.state, "replay.json"), "w") as out, \
                open(os.path.join(self.state, "replay.log"), "w") as words:
            child = subprocess.Popen(
                [os.path.join(self.bin, "tierline"), "replay", "--topology", self.topology, "--state", self.state,
                 "--trace", base, "--date", DATE, "--speed", speed or str(self.rate), "--json", "--ledger",
                 self.ledger, *options], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=words)
        self.children.append(child)
        return child

    def replay_words(self) -> str:
        with open(os.path.join(self.state, "replay.log"), errors="replace") as file:
            return file.read().strip()[-600:]

    def replay_answer(self) -> Any:
        with open(os.path.join(self.state, "replay.json")) as file:
            text = file.read().strip()
        return json.loads(text) if text else None


def binaries(wanted: str | None) -> str:
    """The folder of the programs: what was asked for, else the release build."""
    folder = os.path.abspath(wanted) if wanted else os.path.join(ROOT, ".build", "release")
    if not os.access(os.path.join(folder, "tierline"), os.X_OK):
        say(f"no programs in {folder}; run `swift build -c release`, or say --bin")
        raise SystemExit(64)
    return folder
