"""Disturbs a centre under load, and judges the run once it is over."""
from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any

from proving.centre import Centre, Trouble, is_alive, say
from proving.oracle import ClientLedger, Judgement, Log, audit_gaps, percentile
from proving.rosters import Files

# The supervisor leaves a station down that ends more than 10 times in 60 s.
MOST_ENDS, PERIOD_S = 9, 62
# What must be 0.
BROKEN = ["lost", "dup_terminal", "double_assigned", "over_capacity", "early", "audit_missing"]


class Campaign:
    """The kills, and what was seen of them."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.random = centre, random.Random(seed)
        # Spans of CLOCK_BOOTTIME in microseconds in which somebody was down, and how long each took to come back, ms.
        self.outages: list[tuple[float, float]] = []
        self.recoveries: list[float] = []
        self.done, self.edits, self.files = 0, 0, Files(centre)
        # How often a station ended of which failpoint or fault, and when each station ended.
        self.fired: dict[tuple[str, str], int] = {}
        self.ends: dict[str, list[float]] = {}
        self.troubles: list[str] = []
        self.rooms: dict[str, dict[str, Any]] = {}
        self.count_rooms()

    def run(self, replay: subprocess.Popen[bytes], acts: Sequence[tuple[str, str, str]], gap: float = 2.0) -> None:
        """Does `acts`, each a method's name, a station and what else it wants, while the traffic lasts."""
        for number, (act, name, line) in enumerate(acts):
            if replay.poll() is not None:
                self.troubles.append(f"the traffic ended after {number} of {len(acts)} acts: "
                                     f"{self.centre.replay_words()}")
                return
            started = time.monotonic()
            getattr(self, act)(name, line)
            if number % 10 == 9:
                say(f"{number + 1} of {len(acts)} acts, {self.done} kills")
            rest = self.random.expovariate(1 / (gap * 0.75)) + gap / 4 - (time.monotonic() - started)
            time.sleep(max(0.05, rest))

    def tired(self, name: str) -> float:
        """For how long the supervisor must not see another end of a station; 0 when it may now."""
        ends = self.ends.get(name, [])[-MOST_ENDS:]
        return max(0, ends[0] + PERIOD_S - time.monotonic()) if len(ends) == MOST_ENDS else 0

    def ended(self, name: str, kills: int = 1) -> None:
        self.done += kills
        self.ends.setdefault(name, []).append(time.monotonic())

    def count_rooms(self) -> None:
        """What each agent may hold: the most of every roster that was in force, because work in hand stays."""
        for agent in self.centre.plan()["agents"]:
            known = self.rooms.setdefault(agent["id"], agent)
            for room in ("voice", "chat", "written"):
                known[room] = max(known[room], agent[room])

    def edit(self, what: str, _: str) -> None:
        """Edits a file of the centre's own copy, and kills the stations that read it, which start with the edit."""
        stations, text = self.files.edit(what, self.random)
        self.centre.tierline("check", self.centre.topology)
        self.count_rooms()
        self.edits += 1
        self.restart(self.random.sample(stations, len(stations)), text)

    def restart(self, names: list[str], why: str) -> None:
        """Ends stations one by one, so that for a while some go by the files of before and some by those of now."""
        for name in names:
            time.sleep(self.tired(name))
            pid = self.centre.signal(name, signal.SIGKILL)
            if not pid:
                self.troubles.append(f"{name} was not there to be started with {why}")
                continue
            self.await_recovery(name, pid, time.monotonic(), kills=0)
            time.sleep(self.random.uniform(0, 0.5))

    def kill(self, name: str, _: str) -> None:
        time.sleep(self.tired(name))
        pid = self.centre.signal(name, signal.SIGKILL)
        if not pid:
            self.troubles.append(f"{name} was not there to be killed")
            return
        self.await_recovery(name, pid, time.monotonic())

    def pause(self, name: str, _: str) -> None:
        since = self.now()
        if pid := self.centre.signal(name, signal.SIGSTOP):
            time.sleep(self.random.uniform(0.5, 3))
            os.kill(pid, signal.SIGCONT)
            self.outages.append((since, self.now()))

    def failpoint(self, name: str, line: str) -> None:
        """Arms a failpoint and waits until the process dies of it; its file is gone before it does."""
        time.sleep(self.tired(name))
        pid = self.centre.pid(name)
        self.centre.arm(name, line)
        deadline = time.monotonic() + 25
        while os.path.exists(self.centre.failpoint(name)) and time.monotonic() < deadline:
            time.sleep(0.005)
        if os.path.exists(self.centre.failpoint(name)):
            self.centre.disarm(name)
            self.troubles.append(f"{name} never reached `{line}`")
            return
        self.fired[(name, line)] = self.fired.get((name, line), 0) + 1
        self.await_recovery(name, pid, time.monotonic())

    def await_recovery(self, name: str, pid: int, since: float, kills: int = 1) -> None:
        self.ended(name, kills)
        start = self.now()
        until = self.centre.wait_for_new(name, pid)
        self.recoveries.append((until - since) * 1000)
        self.outages.append((start, self.now()))

    def inject(self, name: str, fault: str) -> None:
        """Lets a call of the station fail by strace; the station must end of it, and come back."""
        time.sleep(self.tired(name))
        if not (pid := self.centre.pid(name)):
            self.troubles.append(f"{name} was not there to be hurt")
            return
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={fault}", "-e", f"trace={fault.partition(':')[0]}",
             "-p", str(pid)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.centre.children.append(tracer)
        try:
            tracer.wait(30)
        except subprocess.TimeoutExpired:
            tracer.terminate()
            tracer.wait()
            self.troubles.append(f"{name} outlived {fault}")
            return
        if is_alive(pid):
            self.troubles.append(f"{name} outlived {fault}")
            return
        self.fired[(name, fault)] = self.fired.get((name, fault), 0) + 1
        self.await_recovery(name, pid, time.monotonic())

    @staticmethod
    def now() -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6


def excuses_of(centre: Centre, outages: list[tuple[float, float]]) -> Callable[[float, float], bool]:
    """True of a span of the topology's clock in which somebody was down, or had just come back."""
    with open(os.path.join(centre.state, "clock.json")) as file:
        clock = json.load(file)
    anchor, origin = clock["boottime_anchor_us"], clock["origin_us"]

    def excuses(due: float, at: float) -> bool:
        low, high = (anchor + (instant - origin) / centre.rate for instant in (due, at))
        # A consumer needs up to 3 s of silence to notice that its upstream is another process now.
        return any(start - 1e6 <= high and low <= end + 5e6 for start, end in outages)
    return excuses


def judge(centre: Centre, campaign: Campaign) -> tuple[dict[str, Any], list[str], Judgement]:
    """Takes the centre down and reads what is left; returns the answer, what is wrong, and the verdict."""
    campaign.count_rooms()
    agents, names = list(campaign.rooms.values()), centre.names()
    centre.down()
    audit = centre.state
    verified = centre.tierline("audit", "verify", audit, "--json", check=False)
    dump = os.path.join(centre.state, "audit.jsonl")
    with open(dump, "w") as file:
        file.write(centre.tierline("audit", "dump", audit, "--json-lines").stdout)
    with open(dump) as file:
        log = Log(file)
    verdict = Judgement(ClientLedger(centre.ledger), log, centre.rate, agents, excuses_of(centre, campaign.outages))
    missing, gaps = audit_gaps(log, {name: centre.journal(name) for name in names if name != "audit"})
    figures = verdict.figures
    answer = {
        "kills": campaign.done, "accepted": figures["accepted"], "terminal": figures["terminal"],
        "lost": figures["lost"], "dup_terminal": figures["dup_terminal"],
        "double_assigned": figures["double_assigned"], "over_capacity": figures["over_capacity"],
        "early": figures["early"], "late_ms_p99": figures["late_ms_p99"], "audit_missing": missing,
        "audit_ok": verified.returncode == 0, "recovery_ms_p50": rounded(percentile(campaign.recoveries, 50)),
        "recovery_ms_p99": rounded(percentile(campaign.recoveries, 99)),
    }
    wrong = campaign.troubles + verdict.faults + gaps
    if verified.returncode:
        wrong.append(f"audit verify: {verified.stdout.strip()[-400:]} {verified.stderr.strip()[-400:]}")
    inversions = json.loads(centre.tierline(
        "inversions", "--audit", audit, "--from", "2026-03-30", "--to", "2026-03-31", "--json").stdout)
    if inversions["unexplained"]:
        wrong.append(f"{inversions['unexplained']} calls were served out of order without a reason")
    if (answer["recovery_ms_p99"] or 0) >= 5000:
        wrong.append(f"a recovery took {answer['recovery_ms_p99']} ms")
    if answer["accepted"] == 0:
        wrong.append("no contact was accepted, so nothing was tried")
    wrong += [f"{name} is {answer[name]}" for name in BROKEN if answer[name]]
    widths = percentile(verdict.widths, 50)
    say(f"{verdict.traffic}; {verdict.holds_checked} hold and {verdict.tier3_checked} Tier 3 clocks recomputed "
        f"from the ledger, median bracket {0 if widths is None else widths / 1e6:.1f} s of the topology; "
        f"{inversions['inversions']} inversions, all but {inversions['unexplained']} explained")
    return answer, wrong, verdict


def rounded(value: float | None) -> int | None:
    return None if value is None else round(value)


def wait_for_traffic(centre: Centre, replay: subprocess.Popen[bytes]) -> None:
    """Kills make sense only while contacts are under way."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and replay.poll() is None:
        if os.path.exists(centre.ledger):
            with open(centre.ledger) as file:
                if '"what":"arrival"' in file.read():
                    return
        time.sleep(0.2)
    raise Trouble(f"no contact arrived: {centre.replay_words()}")
