"""Faults around clocks: many of them, a watchdog that dies, storms of breaches."""
from __future__ import annotations

import collections
import json
import os
import re
import signal
import subprocess
import time

from proving.campaign import Campaign, wait_for_traffic
from proving.centre import Centre, Trouble
from proving.edges import Edges
from proving.fault import Fault
from proving.oracle import ClientLedger, Judgement, micros


def call(number: int, second: float, patience: int | str = "", handle: int = 1) -> str:
    """A row of a trace: somebody calls at a second of the day."""
    return f"G{number:06},{second:.3f},phone,eligibility,,0,{handle},{patience},,,,,,"


class Timing(Fault):
    """T1, T3, T5 and STORM."""

    def t1(self, contacts: int = 10_000, kills: int = 20) -> None:
        """10,000 answer clocks of three thresholds each, the watchdog killed 20 times: each fires once, none early."""
        with self.centre() as centre:
            # As many deaths a minute as the supervisor allows.
            seconds = kills * 7
            start = self.second_of_day(centre) + 8 * centre.rate
            rows = [call(n, start + n * seconds * centre.rate / contacts, patience=90) for n in range(contacts)]
            base, run = self.trace(centre, rows), Campaign(centre, self.seed)
            replay = centre.start_replay(base, "--roster", base + ".roster.csv")
            wait_for_traffic(centre, replay)
            for _ in range(kills):
                run.kill("watchdog", "")
                time.sleep(run.random.uniform(3, 6))
            self.expect(replay.poll() is None, f"the calls ended before the last of {kills} kills")
            verdict = self.finish(centre, run, replay)
            fired = sum(1 for (_, name, _), n in verdict.passed.items() if name == "phone.answer" and n > 0)
            wanted = 3 * len(verdict.ledger.accepted)
            self.expect(fired == wanted, f"{fired} thresholds fired, expected {wanted}")
            self.said.append(f"{fired} of {wanted} thresholds fired, 99 % within {verdict.figures['late_ms_p99']} ms")

    def t3(self, contacts: int = 3400) -> None:
        """The watchdog is down across 10,000 deadlines: each fires once, in order, within 5 s of its start."""
        with self.centre() as centre:
            base = self.trace(centre, [call(n, n % 1000 / 1000) for n in range(contacts)])
            self.control(centre, "stop", "watchdog")
            # Nobody works, so nobody answers; the replay ends when nothing more is to be expected.
            replay = centre.start_replay(base, "--roster", base + ".roster.csv", speed="max")
            replay.wait(300)
            time.sleep(2)
            self.control(centre, "start", "watchdog")
            started = time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6
            time.sleep(30)
            centre.down()
            log, ledger = self.facts(centre), ClientLedger(centre.ledger)
            fired = [f["fact"] for f in log.of("clockWarned", "clockBreached")]
            names = [(f["clock"]["contact"], f["clock"]["name"], f["threshold"]) for f in fired]
            with open(os.path.join(centre.state, "clock.json")) as file:
                clock = json.load(file)
            last = max([micros(f["at"]) for f in fired], default=clock["origin_us"])
            took = (clock["boottime_anchor_us"] + (last - clock["origin_us"]) / centre.rate - started) / 1e6
            answers = [name for name in names if name[1] == "phone.answer"]
            dues = [micros(f["due_at"]) for f in fired]
            self.expect(len(answers) == 3 * len(ledger.accepted),
                        f"{len(answers)} thresholds of {len(ledger.accepted)} contacts fired, expected three each")
            self.expect(len(set(names)) == len(names), "a threshold fired twice")
            self.expect(dues == sorted(dues), "they were not fired in the order they were due")
            self.expect(all(micros(f["at"]) >= micros(f["due_at"]) for f in fired), "one fired early")
            self.expect(took <= 5, f"the last fired {took:.1f} s after the start, expected at most 5")
            self.said.append(f"{len(fired)} deadlines, the last {took:.1f} s after the start")

    def t5(self, calls: int = 10) -> None:
        """A caller leaves 1 ms before, at, and 1 ms after the 20 s of the answer clock: only after it, it was late."""
        with self.centre() as centre:
            run, edges, left = Campaign(centre, self.seed), Edges(centre), {}
            start = run.now()
            for number in range(calls):
                for offset in (-1000, 0, 1000):
                    received = edges.now()
                    contact = edges.arrived(f"t5/{number}/{offset}", received=edges.instant(received))
                    due = received + 20_000_000
                    time.sleep(max(0, due + 1_000_000 - edges.now()) / 1e6 / centre.rate)
                    edges.medium("left", contact, at=due + offset)
                    left[contact] = offset
            time.sleep(2)
            run.outages.append((start, run.now()))
            verdict = self.finish(centre, run)
            found: collections.Counter[tuple[int, int]] = collections.Counter()
            for contact, offset in left.items():
                name = (contact, "phone.answer", "20s")
                found[offset, verdict.passed[name] - verdict.retracted[name]] += 1
            self.expect(found == {(-1000, 0): calls, (0, 0): calls, (1000, 1): calls},
                        f"(offset in us, times late): {dict(found)}")
            self.said.append(f"{calls} calls each; `ops/test` has it for every instant: FiringTests.stopAroundDue")

    def storm(self) -> None:
        """10,000 breaches within a minute, and again in an outage: each recorded, alarms capped, the order kept."""
        self._storm(rate=1, outage_s=0)
        self._storm(rate=60, outage_s=600)

    def _storm(self, rate: int, outage_s: int, contacts: int = 3400) -> None:
        def patient(text: str) -> str:
            # At rate 60 a busy machine takes longer to answer 3,400 offers than an agent may.
            return text.replace("offer_timeout: {phone: 15s", "offer_timeout: {phone: 10m")
        with self.centre(rate=rate, change=patient) as centre:
            start = self.second_of_day(centre)
            shift = start + (110 if outage_s == 0 else 60 * rate)
            agents = [agent["id"] for agent in centre.plan()["agents"] if agent["tier"] == 1]
            base = self.trace(centre, [call(n, n % 1000 / 1000) for n in range(contacts)],
                              [(agent, int(shift), int(shift) + 80_000) for agent in agents])
            run = Campaign(centre, self.seed)
            began, back = run.now(), None
            replay = centre.start_replay(base, "--roster", base + ".roster.csv", speed="max")
            if outage_s:
                self._await_sent(centre, replay, contacts // 20)
                # Stopped first and killed at the end, since the supervisor would start it again at once.
                centre.signal("watchdog", signal.SIGSTOP)
                self._await_sent(centre, replay, contacts)
                time.sleep(outage_s / rate)
                self.expect(self.second_of_day(centre) < shift, "agents came before the storm was over")
                back = Edges.instant_now(centre)
                run.kill("watchdog", "")
                run.outages.append((began, run.now()))
            verdict = self.finish(centre, run, replay)
            self._check_storm(verdict, back)

    @staticmethod
    def _await_sent(centre: Centre, replay: subprocess.Popen[bytes], contacts: int) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and replay.poll() is None:
            if any(int(count) >= contacts for count in re.findall(r"(\d+) sent", centre.replay_words())):
                return
            time.sleep(0.1)
        raise Trouble(f"not every call was sent: {centre.replay_words()}")

    def _check_storm(self, verdict: Judgement, back: int | None) -> None:
        log, accepted = verdict.log, len(verdict.ledger.accepted)
        fired = [f["fact"] for f in log.of("clockWarned", "clockBreached")
                 if f["fact"]["clock"]["name"] == "phone.answer"]
        ats = sorted(micros(f["at"]) for f in fired)
        dues = sorted(micros(f["due_at"]) for f in fired)
        self.expect(len(fired) == 3 * accepted >= 10_000, f"{len(fired)} of {3 * accepted} passings were recorded")
        span = (ats[-1] - ats[0]) / 1e6
        self.expect(back or span <= 60, f"they took {span:.0f} s, expected at most 60")
        alarms, stands = collections.defaultdict(list), {}
        for fact in log.of("alarmRaised", "alarmGrew"):
            body = fact["fact"]
            stands[body["alarm"]] = int(body.get("count", 1))
            if fact["kind"] == "alarmRaised":
                alarms[body["rule"], body["recipient"]].append((micros(body["at"]), body["alarm"]))
        for (rule, recipient), raised in sorted(alarms.items()):
            groups = [alarm for _, alarm in raised if stands[alarm] > 1]
            minutes = 1 + (max(raised)[0] - min(raised)[0]) // 60_000_000
            self.expect(len(raised) <= 6 * minutes and len(groups) <= minutes,
                        f"{rule}: {len(raised)} alarms for {recipient}, {len(groups)} groups, in {minutes} minutes")
            if back:
                after = [stands[alarm] > 1 for at, alarm in raised if at >= back]
                # What was due before the outage and not settled yet is told singly, up to the cap.
                self.expect(len(after) <= 6 and sum(after) == 1, f"{rule}: {len(after)} alarms, {sum(after)} of them "
                            "for more than one, after the outage")
            self.said.append(f"{rule} {len(raised)} alarms for {sum(stands[a] for _, a in raised)}")
        total = sum(stands[alarm] for raised in alarms.values() for _, alarm in raised)
        self.expect(total == len(fired), f"the alarms stand for {total} of {len(fired)} passings")
        self.said.append(f"{len(fired)} passings, due within {(dues[-1] - dues[0]) / 1e6:.0f} s, "
                         f"recorded within {span:.0f} s")
