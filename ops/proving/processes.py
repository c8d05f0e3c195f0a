"""Faults of processes: killed, stopped, poisoned, started twice."""
from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time

from proving.campaign import Campaign, judge, wait_for_traffic
from proving.centre import Centre, is_alive
from proving.fault import TRAFFIC, Fault
from proving.life import Life


class Processes(Fault):
    """F1 to F8."""

    def f1(self) -> None:
        """SIGKILL of the router, 40 times under load."""
        # The supervisor allows 10 in 60 s, so that 40 take four minutes.
        self.campaign([("kill", "router", "")] * 40, gap=4)

    def f2(self) -> None:
        """SIGKILL of every other station, four times each under load."""
        names = ["phone", "chat", "email", "portal", "tier-1", "tier-2", "tier-3", "watchdog", "audit", "desk"]
        acts = [("kill", name, "") for name in names * 4]
        random.Random(self.seed).shuffle(acts)
        self.campaign(acts)

    def f3(self) -> None:
        """Swizzle: a random subset is killed one by one within 3 s and comes back together; 25 rounds (100 --long)."""
        rounds = 100 if self.long else 25
        with self.centre() as centre:
            replay, run = self.traffic(centre, rounds * 7), Campaign(centre, self.seed)
            for number in range(rounds):
                if replay.poll() is not None:
                    self.wrong.append(f"the traffic ended after {number} of {rounds} rounds")
                    break
                self._swizzle(centre, run)
            self.said.append(f"{rounds} rounds")
            self.finish(centre, run, replay)

    @staticmethod
    def _swizzle(centre: Centre, run: Campaign) -> None:
        names = run.random.sample([n for n in centre.names() if not run.tired(n)], run.random.randint(2, 6))
        moments = sorted(run.random.uniform(0, 3) for _ in names)
        start, since, pids = run.now(), time.monotonic(), {}
        for name, moment in zip(names, moments, strict=True):
            time.sleep(max(0, since + moment - time.monotonic()))
            if pid := centre.signal(name, signal.SIGKILL):
                pids[name] = pid
                run.ended(name)
        last = time.monotonic()
        until = centre.wait(lambda seen: all(s["state"] == "ready" for s in seen.values()) and all(
            seen[name].get("pid") not in (None, pid) for name, pid in pids.items()), 60, "everybody to be back")
        run.recoveries.append((until - last) * 1000)
        run.outages.append((start, run.now()))

    def f4(self) -> None:
        """SIGSTOP of the router for 0.5 to 30 s, 12 times (100 --long): a second one started meanwhile is refused."""
        rounds = 100 if self.long else 12
        choice = random.Random(self.seed)
        pauses = [0.5, 30] + [0.5 * 60 ** choice.random() for _ in range(rounds - 2)]
        choice.shuffle(pauses)
        with self.centre() as centre:
            replay, run = self.traffic(centre, sum(pauses) + rounds * 6), Campaign(centre, self.seed)
            first = centre.pid("router")
            for pause in pauses:
                start, since = run.now(), time.monotonic()
                os.kill(first, signal.SIGSTOP)
                second = self._second_router(centre)
                self.expect(second.returncode == 78, f"a second router ended with {second.returncode}, expected 78")
                time.sleep(max(0, since + pause - time.monotonic()))
                os.kill(first, signal.SIGCONT)
                time.sleep(1)
                centre.wait(lambda seen: all(s["state"] == "ready" for s in seen.values()), 30, "everybody to be back")
                run.outages.append((start, run.now()))
                time.sleep(choice.uniform(0, 3))
            self.expect(replay.poll() is None, "the traffic ended before the last pause")
            self.expect(centre.pid("router") == first and is_alive(first), "the first router is gone")
            self.said.append(f"{rounds} pauses, {max(pauses):.0f} s the longest, {sum(pauses):.0f} s in all")
            self.finish(centre, run, replay)

    def _second_router(self, centre: Centre) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._router(centre), check=False, capture_output=True, text=True, timeout=20)

    def _router(self, centre: Centre) -> list[str]:
        return [os.path.join(self.bin, "router"), "--topology", centre.topology, "--state", centre.state,
                "--station", "router"]

    def f5(self) -> None:
        """SIGKILL at each system call of the router in one contact's life: pwrite64, fdatasync, sendto."""
        with self.centre(rate=1) as centre:
            life = Life(self, centre)
            counts = life.count()
            step = 1 if self.long else -(-sum(counts.values()) // 120)
            for call, highest in counts.items():
                deaths, number = 0, 1
                while life.dies_at(call, number):
                    deaths, number = deaths + 1, number + step
                self.said.append(f"{call}: {deaths} deaths, N_max {number - step} by {step}, {highest} when counted")
                self.expect(deaths > 0, f"the router never died at {call}")
            life.end()
            self.finish(centre, life.run)

    def f6(self) -> None:
        """SIGKILL between commit and everything that follows from it, 40 times."""
        points = [("router", "contactPlaced"), ("phone", "effectPending"), ("tier-1", "offerMade"),
                  ("desk", "agentRequested")]
        self.campaign([("failpoint", name, f"after-commit {kind} 1") for name, kind in points * 10],
                      failpoints=True)

    def f7(self) -> None:
        """A contact that crashes the router whenever it is handled: set aside, and everybody else is served."""
        poison = "C1-5"
        with self.centre(failpoints=True) as centre:
            base, count = centre.make_trace(self.seed, 40)
            run = Campaign(centre, self.seed)
            start = run.now()
            centre.arm("router", f"crash-on contactReceived {1 << 48 | 5}")
            replay = centre.start_replay(base, *TRAFFIC)
            wait_for_traffic(centre, replay)
            since = centre.pid("router")
            centre.wait(lambda seen: seen["router"].get("quarantined") == 1 and seen["router"]["state"] == "ready",
                        90, "the poison to be set aside")
            run.outages.append((start, run.now()))
            deadline = time.monotonic() + 240
            while f"{count} sent, 1 open" not in centre.replay_words() and time.monotonic() < deadline:
                time.sleep(1)
            replay.terminate()
            replay.wait()
            crashes = json.loads(centre.supervise("status", "--json", check=False).stdout)["stations"]
            restarts = next(s["restarts"] for s in crashes if s["name"] == "router")
            self.expect(centre.pid("router") != since, "the router never crashed")
            self.expect(restarts <= 5, f"the router was started again {restarts} times, expected at most 5")
            answer, wrong, _ = judge(centre, run)
            # The one that is lost is the poison itself, which the log names and hands to a person.
            self.wrong += [text for text in wrong if poison not in text and text != "lost is 1"]
            self.expect(answer["lost"] == 1, f"{answer['lost']} contacts did not end, expected the poison alone")
            self.said += [f"{count} contacts", f"{restarts} restarts", f"others ended {answer['terminal']}"]

    def f8(self) -> None:
        """A second router on the same host ends within 2 s, and the first never notices."""
        with self.centre() as centre:
            first, started = centre.pid("router"), time.monotonic()
            second = self._second_router(centre)
            took = time.monotonic() - started
            self.expect(second.returncode == 78, f"it ended with {second.returncode}, expected 78")
            self.expect(took <= 2, f"it took {took:.1f} s to end, expected at most 2")
            time.sleep(2)
            self.expect(centre.pid("router") == first and is_alive(first), "the first router is gone")
            self.said.append(f"refused with 78 in {took:.2f} s")
