"""Faults of what starts the stations: killed, deaf, forgetful, or gone with everything else."""
from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from proving.campaign import Campaign
from proving.centre import Centre
from proving.fault import Fault
from supervising.survey import Running, Survey

# What `status` says, by station.
Rows = dict[str, dict[str, Any]]


class Supervision(Fault):
    """SUPER, LISTENER, POWER, SOCKET, BROKENFILE."""

    def super(self) -> None:
        """The supervisor is killed, 2 times (10 --long): status says so, up drains what it left, never two of each."""
        self._rounds("kills of the supervisor", self._lose_supervisor)

    def power(self) -> None:
        """Supervisor, listener and every station are killed at once, 2 times (10 --long), and up again."""
        self._rounds("losses of power", self._lose_power)

    def _rounds(self, what: str, lose: Callable[[Centre], None]) -> None:
        rounds = 10 if self.long else 2
        with self.centre() as centre:
            replay, run = self.traffic(centre, rounds * 18), Campaign(centre, self.seed)
            for number in range(rounds):
                if replay.poll() is not None:
                    self.wrong.append(f"the traffic ended after {number} of {rounds} rounds")
                    break
                start, since = run.now(), time.monotonic()
                lose(centre)
                self._up_again(centre)
                run.outages.append((start, run.now()))
                self.said.append(f"served after {time.monotonic() - since:.1f} s")
                run.done += 1
                time.sleep(run.random.uniform(1, 4))
            self.said.append(f"{run.done} {what}")
            self.finish(centre, run, replay)

    def _lose_supervisor(self, centre: Centre) -> None:
        self._kill(Survey(centre.state).supervisors)
        rows = self._status(centre)
        self.expect(all(row["state"] in ("orphaned", "stopped") for row in rows.values()),
                    f"without a supervisor status says {sorted({row['state'] for row in rows.values()})}")
        there = Survey(centre.state).stations
        self.expect(all(row["pid"] in {p.pid for p in there.get(name, [])} | {0} for name, row in rows.items()),
                    "status names pids that are not there")
        refused = centre.supervise("restart", "router", check=False)
        self.expect(refused.returncode == 1 and "supervisor" in refused.stderr, f"restart said {refused.stderr}")

    def _lose_power(self, centre: Centre) -> None:
        seen = Survey(centre.state)
        self._kill(seen.supervisors + seen.listeners + seen.all_stations())
        self.expect(not Survey(centre.state).all_stations(), "something outlived the loss of power")

    @staticmethod
    def _kill(processes: Sequence[Running]) -> None:
        for process in processes:
            process.send(signal.SIGKILL)
        deadline = time.monotonic() + 5
        while any(process.is_there() for process in processes) and time.monotonic() < deadline:
            time.sleep(0.01)

    def listener(self) -> None:
        """The listener is killed while stations end: restarts are counted, and who keeps ending is still left down."""
        kills = {"chat": 0, "email": 0, "portal": 0}
        with self.centre() as centre:
            replay, run = self.traffic(centre, 60), Campaign(centre, self.seed)
            for name in kills:
                self._kill(Survey(centre.state).listeners)
                run.kill(name, "")
                kills[name] += 1
            start = run.now()
            while kills["chat"] < 11:
                if kills["chat"] == 6:
                    self._kill(Survey(centre.state).listeners)
                pid = centre.pid("chat")
                self._kill(Survey(centre.state).stations.get("chat", []))
                run.done, kills["chat"] = run.done + 1, kills["chat"] + 1
                if kills["chat"] < 11:
                    centre.wait_for_new("chat", pid)
            rows = self._until(centre, lambda rows: rows["chat"]["state"] == "stopped", 10, "chat to be left down")
            wrong = {name: rows[name]["restarts"] for name in rows if rows[name]["restarts"] - kills.get(name, 0)
                     not in ((-1, 0) if name == "chat" else (0,))}
            self.expect(not wrong, f"restarts are counted as {wrong}, killed were {kills}")
            centre.supervise("restart", "chat")
            run.outages.append((start, run.now()))
            self.finish(centre, run, replay)

    def socket(self) -> None:
        """The supervisor's socket is lost: stations still come back, up starts no second set, down stops everything."""
        with self.centre() as centre:
            replay, run = self.traffic(centre, 40), Campaign(centre, self.seed)
            os.unlink(os.path.join(centre.state, "run", "supervisor.sock"))
            self.expect(all(row["state"] == "ready" for row in self._status(centre).values()), "status is not ready")
            before = {p.pid for p in Survey(centre.state).all_stations()}
            second = centre.supervise("up", check=False)
            self.expect(second.returncode == 1 and "does not answer" in second.stderr, f"up said {second.stderr}")
            self.expect({p.pid for p in Survey(centre.state).all_stations()} == before, "up changed what runs")
            run.kill("router", "")
            start, since = run.now(), time.monotonic()
            ended = centre.supervise("down", check=False)
            self.expect(ended.returncode == 0, f"down said {ended.stderr}")
            self.expect(Survey(centre.state).is_empty(), "down left something running")
            self.said.append(f"down took {time.monotonic() - since:.1f} s")
            self._up_again(centre)
            run.outages.append((start, run.now()))
            self.finish(centre, run, replay)

    def brokenfile(self) -> None:
        """Files of the topology break while it runs: status, logs, restart and down work, and mending them helps."""
        with self.centre() as centre:
            replay, run = self.traffic(centre, 50), Campaign(centre, self.seed)
            folder, start = os.path.dirname(centre.topology), run.now()
            with self._broken(os.path.join(folder, "routing.yaml")):
                self.expect(all(row["state"] == "ready" for row in self._status(centre).values()), "status not ready")
                self.expect('"station":"router"' in centre.supervise("logs", "router").stdout, "there is no log")
                pid = centre.pid("router")
                self.expect("copy" in centre.supervise("restart", "router").stderr, "restart does not say whence")
                centre.wait_for_new("router", pid)
                self._kill(Survey(centre.state).stations["tier-1"])
                self._until(centre, lambda rows: rows["tier-1"]["state"] == "exited", 10, "tier-1 to refuse the file")
            for name in ("tier-1", "router"):
                centre.supervise("restart", name)
            run.outages.append((start, run.now()))
            time.sleep(3)
            start = run.now()
            with self._broken(centre.topology):
                self.expect(self._status(centre)["router"]["state"] == "ready", "status is not ready")
                ended = centre.supervise("down", check=False)
                self.expect(ended.returncode == 0, f"down said {ended.stderr}")
                self.expect(Survey(centre.state).is_empty(), "down left something running")
                self.expect(centre.supervise("up", check=False).returncode == 78, "up took a broken file")
            self._up_again(centre)
            run.outages.append((start, run.now()))
            self.finish(centre, run, replay)

    @staticmethod
    @contextlib.contextmanager
    def _broken(path: str) -> Iterator[None]:
        """Makes a file one that cannot be read, for the length of a `with`."""
        with open(path, "r+") as file:
            text = file.read()
            file.write("\n  - nonsense: [\n")
        try:
            yield
        finally:
            with open(path, "w") as file:
                file.write(text)

    # What they share

    def _up_again(self, centre: Centre) -> None:
        centre.supervise("up", "--rate", str(centre.rate), "--clock-origin", centre.origin, "--timeout", "90")
        with open(os.path.join(centre.state, "run", "supervisord.pid")) as file:
            centre.supervisor = int(file.read())
        seen = Survey(centre.state)
        twice = {name: len(found) for name, found in seen.stations.items() if len(found) != 1}
        self.expect(not twice and len(seen.supervisors) == 1, f"after up there are {twice} of a station")
        centre.wait(lambda seen: all(s["state"] == "ready" for s in seen.values()), 30, "everybody to be back")

    @staticmethod
    def _status(centre: Centre) -> Rows:
        answer = centre.supervise("status", "--json", check=False)
        return {row["name"]: row for row in json.loads(answer.stdout)["stations"]}

    def _until(self, centre: Centre, condition: Callable[[Rows], bool], seconds: float, what: str) -> Rows:
        deadline = time.monotonic() + seconds
        while not condition(rows := self._status(centre)):
            if time.monotonic() > deadline:
                self.wrong.append(f"waited {seconds} s for {what}")
                break
        return rows
