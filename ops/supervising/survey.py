"""What runs of a state folder, by what the kernel says of processes: no socket, no pid file has to be there.

A station is known by the words it was started with (`--state FOLDER --station NAME`), its supervisor by the file that
it was told to read. Pids are used again, so a process is its pid, the moment it started, and its words; a signal goes
to exactly that process or to nobody.
"""
from __future__ import annotations

import functools
import os
import signal
import time
from collections.abc import Callable

from supervising.words import Trouble

# What stops together, in this order: whoever brings new work first, whoever writes down the others last.
LAYERS = [{"phone-gateway", "chat-gateway", "email-gateway", "portal-gateway", "ops-console"}, {"agent-desk"},
          {"tier-queue", "sla-watchdog"}, {"router"}, {"audit-sink"}]
# How long a station may take to drain before it is killed, and until it is told again, seconds. A station that was told
# while it was about to listen for it may have missed it.
DRAIN_S, AGAIN_S = 20, 2
TICKS = os.sysconf("SC_CLK_TCK")

# A pid, the tick at which its process began, and the words that it was started with.
Key = tuple[int, int, *tuple[str, ...]]


class Running:
    """A process as it was seen: `start` is in ticks of the kernel since boot."""

    def __init__(self, pid: int, start: int, parent: int, words: list[str], name: str | None = None) -> None:
        self.pid, self.start, self.parent, self.words, self.name = pid, start, parent, words, name
        self.program = os.path.basename(words[0])

    @property
    def key(self) -> Key:
        """What is another process than before, or the same with another program in it: signals are lost in between."""
        return self.pid, self.start, *self.words

    def began_s(self) -> float:
        return self.start / TICKS

    def age_s(self) -> float:
        return max(0.0, now_s() - self.began_s())

    def is_there(self) -> bool:
        now = look(self.pid)
        return now is not None and now.key == self.key

    def send(self, number: int) -> bool:
        """Sends a signal to this very process; False when it is gone. The handle keeps its pid from being used again
        between the look and the signal."""
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return False
        try:
            if not self.is_there():
                return False
            signal.pidfd_send_signal(handle, number)
            return True
        except ProcessLookupError:
            return False
        except PermissionError:
            raise Trouble(f"{self.name or self.program} (pid {self.pid}) belongs to somebody else, who has to end it") \
                from None
        finally:
            os.close(handle)


def now_s() -> float:
    """Seconds since boot, on the clock that says when a process began."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def look(pid: int | str) -> Running | None:
    """The process with that pid, or None when there is none, or only what is left of one until its parent asks."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            words = [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rsplit(b")", 1)[1].split()
    except (OSError, IndexError):
        return None
    if not words or fields[0] in (b"Z", b"X"):
        return None
    return Running(int(pid), int(fields[19]), int(fields[1]), words)


def everything() -> list[Running]:
    return [found for pid in os.listdir("/proc") if pid.isdigit() and (found := look(pid))]


def word_after(process: Running, option: str) -> str | None:
    try:
        return process.words[process.words.index(option) + 1]
    except (ValueError, IndexError):
        return None


def leads_to(process: Running, word: str | None, path: str) -> bool:
    """True when `word` of a process's command line is that path, from where the process stands."""
    if word is None:
        return False
    if not os.path.isabs(word):
        try:
            word = os.path.join(os.readlink(f"/proc/{process.pid}/cwd"), word)
        except OSError:
            return False
    return os.path.realpath(word) == os.path.realpath(path)


class Survey:
    """The processes of one state folder, seen at one moment."""

    def __init__(self, state: str) -> None:
        self.supervisors: list[Running] = []
        self.listeners: list[Running] = []
        self.stations: dict[str, list[Running]] = {}
        run = os.path.join(state, "run")
        for process in everything():
            if name := self._station(process, state):
                process.name = name
                self.stations.setdefault(name, []).append(process)
            elif any(os.path.basename(word) == "supervisord" for word in process.words[:3]):
                if leads_to(process, word_after(process, "-c"), os.path.join(run, "supervisord.conf")):
                    self.supervisors.append(process)
            elif "listen" in process.words and leads_to(process, word_after(process, "--run"), run):
                self.listeners.append(process)
        # Between fork and exec a station still has the words of its supervisor.
        pids = {process.pid for process in self.supervisors}
        self.supervisors = [process for process in self.supervisors if process.parent not in pids]

    @staticmethod
    def _station(process: Running, state: str) -> str | None:
        name = word_after(process, "--station")
        if name is None or "--check" in process.words:
            return None
        return name if leads_to(process, word_after(process, "--state"), state) else None

    @property
    def supervisor(self) -> Running | None:
        return self.supervisors[0] if self.supervisors else None

    def all_stations(self) -> list[Running]:
        return [process for found in self.stations.values() for process in found]

    def is_empty(self) -> bool:
        return not (self.supervisors or self.stations or self.listeners)


def layer_of(process: Running) -> int:
    """A program that is not known brings new work, for all that is known of it."""
    return next((number for number, layer in enumerate(LAYERS) if process.program in layer), 0)


def end_stations(state: str, bound: float = DRAIN_S) -> list[str]:
    """Lets every station of a state folder drain, layer by layer; returns those that had to be killed, by name."""
    killed = []
    for layer in range(len(LAYERS)):
        killed += end(functools.partial(stations_up_to, layer, state), bound)
    return killed


def stations_up_to(layer: int, state: str) -> list[Running]:
    """The stations of a layer and of those before, of which somebody may have been started again in between."""
    return [process for process in Survey(state).all_stations() if layer_of(process) <= layer]


def end(left: Callable[[], list[Running]], bound: float, again: float = AGAIN_S) -> list[str]:
    """Tells whoever `left()` returns to end until nobody is left; kills at the bound, and returns who that was."""
    started = time.monotonic()
    told: dict[Key, float] = {}
    killed: dict[Key, str] = {}
    while there := left():
        now = time.monotonic()
        for process in there:
            if now - started >= bound:
                if process.send(signal.SIGKILL):
                    killed[process.key] = f"{process.name or process.program} (pid {process.pid})"
            elif now - told.get(process.key, now - again) >= again:
                told[process.key] = now
                process.send(signal.SIGTERM)
        if now - started >= bound + 5:
            raise Trouble("cannot be ended: " + ", ".join(f"{p.name or p.program} (pid {p.pid})" for p in there))
        time.sleep(0.02)
    return list(killed.values())
