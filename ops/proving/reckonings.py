"""RECKONING: what was sent to a centre, reckoned by a program that knows nothing of it, is what its report says."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile

from proving.centre import Centre, Trouble
from proving.fault import Fault
from proving.reckoning.compare import Comparison, compare
from proving.reckoning.instants import HOUR, Local, text
from proving.reckoning.player import Plan, Player, edit, play
from proving.reckoning.real import Real

WINDOWS = ("day", "week", "month", "rolling-7-days")
# How long after an answer the last station may have heard of it, in microseconds of real time.
REAL_LAG = 100_000


class Reckonings(Fault):
    """RECKONING and PROCESSDAY."""

    def reckoning(self) -> None:
        """A month of mixed work, disturbed and with kills, in virtual time: each figure is what was sent adds up to."""
        plan = Plan(seed=self.seed) if self.long else Plan(
            first="2026-03-02", days=4, contacts=60, work=3, kills=6, disturbed=0.06, seed=self.seed)
        folder = tempfile.mkdtemp(prefix="tl-", dir="/tmp")
        try:
            player = play(self.bin, os.path.join(folder, "play"), plan)
            self.said.append(player.words())
            last = player.month.local.date(player.month.end - 1)
            where = os.path.join(folder, "play")
            reports = [self._report(where, plan.first, str(last), window) for window in WINDOWS]
            self._tell(compare(os.path.join(where, "sent.jsonl"), reports, self._topology(where)))
            self._prove(where, reports)
        finally:
            shutil.rmtree(folder)

    def processday(self) -> None:
        """A day of it through the processes, by HTTP: the same reckoning of what was sent, the same report."""
        date, begin, end, rate = "2026-03-03", 8, 18.75 if self.long else 10, 60
        plan = Plan(first=date, days=1, contacts=200 if self.long else 240, work=3, kills=0, seed=self.seed)
        start = Local("America/New_York").at(plan.month.first, begin * 3600)

        def prepare(centre: Centre) -> None:
            edit(os.path.join(centre.state, "topology"))
        with Centre(self.bin, rate=rate, origin=text(start)[:19] + "Z", prepare=prepare) as centre:
            world = Real(centre)
            with open(os.path.join(centre.state, "sent.jsonl"), "w") as sent:
                player = Player(plan, world, sent, centre.topology)
                player.run(start + round((end - begin) * HOUR))
            world.close()
            self.said.append(player.words())
            centre.down()
            reports = [self._report(centre.state, date, date, "day")]
            self._tell(compare(os.path.join(centre.state, "sent.jsonl"), reports, centre.topology, REAL_LAG * rate))

    @staticmethod
    def _topology(where: str) -> str:
        return os.path.join(where, "topology", "single-host.yaml")

    def _report(self, where: str, first: str, last: str, window: str) -> str:
        path = os.path.join(where, f"{window}.json")
        with open(path, "wb") as file:
            done = subprocess.run(
                [os.path.join(self.bin, "tierline"), "report", "--audit", os.path.join(where, "audit"), "--topology",
                 self._topology(where), "--from", first, "--to", last, "--window", window, "--format", "json"],
                check=False, stdout=file, stderr=subprocess.PIPE, text=True, timeout=900)
        if done.returncode:
            raise Trouble(f"report by {window}: {done.stderr.strip()[-300:]}")
        return path

    def _tell(self, comparison: Comparison) -> None:
        *lines, last = comparison.words()
        self.said.append(last)
        self.wrong += [line for line in lines if line.startswith("DISAGREES")]
        self.expect(comparison.agreed, "nothing was compared")

    def _prove(self, where: str, reports: list[str]) -> None:
        """A comparison that cannot fail is none: without one answer that was sent, it does."""
        path = os.path.join(where, "sent.jsonl")
        with open(path) as file:
            lines = file.readlines()
        connected = [place for place, line in enumerate(lines)
                     if json.loads(line).get("about", {}).get("action") == "connect"]
        with open(path, "w") as file:
            file.writelines(lines[:connected[0]] + lines[connected[0] + 1:])
        wrong = len(compare(path, reports, self._topology(where)).wrong)
        self.expect(wrong, "the comparison agrees with a connection less, too")
        self.said.append(f"without one connection {wrong} disagree")
