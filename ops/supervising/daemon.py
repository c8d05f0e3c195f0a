"""supervisord itself: its locks, its word, its log."""
from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import pwd
import re
import socket
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Iterator
from typing import Any

from supervising.plan import Plan
from supervising.survey import Survey
from supervising.words import Trouble

sys.path.append("/usr/lib/python3/dist-packages")

ANSWER_S = 10
# What a program's state is called while supervisord means it to run.
RUNNING = ("STARTING", "RUNNING", "BACKOFF")

# What supervisord says of each program, by name.
States = dict[str, dict[str, Any]]


class Unreachable(Exception):
    """supervisord cannot be asked: it is gone, hangs, or its socket is."""


class Refused(Exception):
    """supervisord has answered that it does not do that."""


class Daemon:
    """The XML-RPC of a running supervisord."""

    def __init__(self, run: str) -> None:
        self.socket = os.path.join(run, "supervisor.sock")

    def ask(self, method: str, *arguments: object) -> Any:
        # Not every Python has it, and only who asks needs it.
        from supervisor.xmlrpc import SupervisorTransport  # noqa: PLC0415
        before = socket.getdefaulttimeout()
        # The transport makes its own socket and takes no limit for it.
        socket.setdefaulttimeout(ANSWER_S)
        try:
            with xmlrpc.client.ServerProxy("http://127.0.0.1", transport=SupervisorTransport(
                    None, None, serverurl=f"unix://{self.socket}")) as proxy:
                return getattr(proxy.supervisor, method)(*arguments)
        except xmlrpc.client.Fault as fault:
            raise Refused(fault.faultString) from None
        except (OSError, http.client.HTTPException, xmlrpc.client.Error) as error:
            raise Unreachable(str(error)) from None
        finally:
            socket.setdefaulttimeout(before)

    def processes(self) -> States | None:
        """What it says of every program, by name; None when it does not answer or is about to end."""
        try:
            return {entry["name"]: entry for entry in self.ask("getAllProcessInfo")}
        except (Unreachable, Refused):
            return None

    def process(self, name: str) -> dict[str, Any]:
        try:
            return self.ask("getProcessInfo", name)
        except Refused as error:
            raise Trouble(f"supervisord does not know {name}: {error}") from None
        except Unreachable as error:
            raise Trouble(f"supervisord does not answer any more: {error}") from None


@contextlib.contextmanager
def alone(plan: Plan, action: str) -> Iterator[None]:
    """Lets one person at a time change what runs in a state folder."""
    os.makedirs(plan.run, mode=0o700, exist_ok=True)
    with open(plan.path("command.lock"), "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Trouble(f"{plan.state}: {file.read().strip() or 'another command'} is at work; "
                          "wait until it is done, or end it") from None
        # On a full disk the others are told less.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(f"`{action}` of {user()} (pid {os.getpid()}, since {time.strftime('%H:%M:%S')})")
            file.flush()
        yield


def user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"


def start(plan: Plan) -> None:
    """Starts supervisord; it holds the state folder's lock until it is gone, however it ends."""
    lock = os.open(plan.path("supervisor.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"a supervisor holds {plan.path('supervisor.lock')}, though none is to be seen from here; "
                          "end it where it was started") from None
        started = subprocess.run(["/usr/bin/supervisord", "-c", plan.path("supervisord.conf")], check=False,
                                 capture_output=True, text=True, stdin=subprocess.DEVNULL, pass_fds=[lock])
    finally:
        os.close(lock)
    if started.returncode:
        raise Trouble(f"supervisord did not start: {started.stderr.strip() or started.stdout.strip()}")


def turn_log(plan: Plan) -> int:
    """Where supervisord's log begins from now on; a long one is put aside."""
    path = os.path.join(plan.log, "supervisord.log")
    try:
        if os.path.getsize(path) > 8 << 20:
            os.replace(path, path + ".1")
        return os.path.getsize(path)
    except OSError:
        return 0


class Record:
    """What supervisord has written down since `up`: it starts and reaps the stations, so nobody is missed, whoever else
    is dead meanwhile."""

    LINE = re.compile(r"(\S+ [\d:]+),\d+ \w+ (spawned|exited|stopped): '?([^\s']+)'? (.*)")

    def __init__(self, plan: Plan) -> None:
        # By station: when, what, and what else was said.
        self.events: dict[str, list[tuple[str, str, str]]] = {}
        path = os.path.join(plan.log, "supervisord.log")
        try:
            with open(path, errors="replace") as file:
                # Shorter than it was: somebody has emptied it.
                file.seek(plan.log_offset if os.path.getsize(path) >= plan.log_offset else 0)
                for line in file:
                    if found := self.LINE.match(line):
                        at, what, name, rest = found.groups()
                        self.events.setdefault(name, []).append((at, what, rest))
        except OSError:
            pass

    def restarts(self, name: str, pid: int) -> int:
        """How often the station was started again; one that runs and was not written down, on a full disk, counts."""
        starts = [rest for _, what, rest in self.events.get(name, []) if what == "spawned"]
        return max(0, len(starts) - 1 + (pid != 0 and f"with pid {pid}" not in starts))

    def ends(self, name: str, seconds: float) -> int:
        """How many times the station ended by itself in the last `seconds`."""
        now = time.time()
        return sum(what == "exited" and 0 <= now - time.mktime(time.strptime(at, "%Y-%m-%d %H:%M:%S")) < seconds
                   for at, what, _ in self.events.get(name, []))

    def is_newborn(self, name: str, pid: int) -> bool:
        """True when that process was started because the one before it died, and not because somebody asked."""
        events = self.events.get(name, [])[-2:]
        return (len(events) == 2 and events[1][1:] == ("spawned", f"with pid {pid}")
                and events[0][1] == "exited" and "not expected" in events[0][2])


def supervisor_of(plan: Plan) -> Daemon:
    """The supervisord that can be asked; `Trouble` says why there is none, and what helps."""
    seen = Survey(plan.state)
    daemon = Daemon(plan.run)
    if seen.supervisor is None:
        if seen.stations:
            raise Trouble(f"the supervisor of {plan.state} is gone, and {len(seen.stations)} stations go on without "
                          "it; `ops/supervise up` drains them and starts anew, `ops/supervise down` ends them")
        raise Trouble("nothing is running; `ops/supervise up` first")
    if daemon.processes() is None:
        raise Trouble(f"supervisord (pid {seen.supervisor.pid}) does not answer at {daemon.socket}; "
                      "`ops/supervise down` ends it and its stations by their pids, `up` starts anew")
    return daemon


def forgotten(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def write(path: str, text: str) -> None:
    with open(path + ".new", "w") as file:
        file.write(text)
    os.replace(path + ".new", path)


def last_line(plan: Plan) -> str:
    try:
        with open(os.path.join(plan.log, "supervisord.log"), errors="replace") as file:
            return file.read().splitlines()[-1]
    except (OSError, IndexError):
        return "it has not said anything"


def log_line(level: str, name: str, message: str) -> None:
    print(json.dumps({"level": level, "station": name, "message": message}), file=sys.stderr, flush=True)
