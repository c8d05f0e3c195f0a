"""What every fault test shares: a centre of its own, traffic, and the judgement at the end."""
from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Sequence
from typing import Any

from proving.campaign import Campaign, judge, wait_for_traffic
from proving.centre import Centre
from proving.edges import Edges
from proving.oracle import Judgement, Log, micros

TRAFFIC = ("--hold-every", "1", "--escalate-every", "2", "--sign-out-every", "10")
MEGABYTE = 1 << 20
HEAD = ("contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,deadline_s,"
        "deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s")

# What a campaign does: a method of it, a station, and what else that wants.
Acts = Sequence[tuple[str, str, str]]


class Fault:
    """One fault test: what it is called with, and what it found."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.bin, self.seed, self.long = options.bin, options.seed, options.long
        self.said: list[str] = []
        self.wrong: list[str] = []

    def centre(self, **settings: Any) -> Centre:
        return Centre(self.bin, **settings)

    def expect(self, condition: object, text: str) -> None:
        if not condition:
            self.wrong.append(text)

    def traffic(self, centre: Centre, seconds: float) -> subprocess.Popen[bytes]:
        base, count = centre.make_trace(self.seed, seconds)
        replay = centre.start_replay(base, *TRAFFIC)
        wait_for_traffic(centre, replay)
        self.said.append(f"{count} contacts")
        return replay

    def finish(self, centre: Centre, run: Campaign, replay: subprocess.Popen[bytes] | None = None,
               timeout: float = 420) -> Judgement:
        """Lets the traffic end, and judges."""
        if replay and replay.wait(timeout):
            self.wrong.append(f"replay: {centre.replay_words()}")
        answer, wrong, verdict = judge(centre, run)
        self.wrong += wrong
        self.said += [f"{name} {answer[name]}" for name in (
            "kills", "accepted", "lost", "dup_terminal", "double_assigned", "early", "audit_missing",
            "recovery_ms_p50", "recovery_ms_p99") if answer[name] is not None]
        return verdict

    def campaign(self, acts: Acts, gap: float = 2.0, **settings: Any) -> None:
        with self.centre(**settings) as centre:
            replay = self.traffic(centre, len(acts) * (gap + 2.5))
            run = Campaign(centre, self.seed)
            run.run(replay, acts, gap)
            self.finish(centre, run, replay)

    def add_traffic(self, base: str, rows: list[str]) -> None:
        """Adds rows to a trace, in the order of arrival."""
        with open(base + ".contacts.csv") as file:
            head, *known = file.read().splitlines()
        with open(base + ".contacts.csv", "w") as file:
            file.write("\n".join([head, *sorted(known + rows, key=lambda row: float(row.split(",")[1]))]) + "\n")

    @staticmethod
    def second_of_day(centre: Centre) -> float:
        """What the topology's clock shows, in seconds after its local midnight."""
        hours, minutes = centre.origin[11:16].split(":")
        return int(hours) * 3600 + int(minutes) * 60 + (Edges.instant_now(centre) - micros(centre.origin)) / 1e6

    def trace(self, centre: Centre, rows: list[str], shifts: Sequence[tuple[str, int, int]] = ()) -> str:
        """Writes a trace of `rows` and of agents with their shifts; returns its base.

        Without shifts nobody works: a roster has a row at least, so it says who left on Monday at a second past
        midnight.
        """
        shifts = shifts or [("A001", 0, 1)]
        base = os.path.join(centre.state, "trace")
        with open(base + ".contacts.csv", "w") as file:
            file.write(HEAD + "\n")
        self.add_traffic(base, rows)
        with open(base + ".roster.csv", "w") as file:
            file.write("\n".join(["agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat"] + [
                f"{agent},,,,{on},{off},," for agent, on, off in shifts]) + "\n")
        return base

    def facts(self, centre: Centre) -> Log:
        """The whole log of a centre that is down."""
        return Log(centre.tierline("audit", "dump", centre.state, "--json-lines").stdout.splitlines())

    def control(self, centre: Centre, command: str, name: str) -> str:
        done = subprocess.run(
            ["/usr/bin/supervisorctl", "-c", os.path.join(centre.state, "run", "supervisord.conf"), command, name],
            check=False, capture_output=True, text=True, timeout=60)
        return done.stdout

    @staticmethod
    def _memory(centre: Centre) -> dict[str, int]:
        sizes = {}
        for name in centre.names():
            try:
                with open(f"/proc/{centre.pid(name)}/statm") as file:
                    sizes[name] = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            except OSError:
                continue
        return sizes
