"""Overload and abuse: too many contacts, too many retries, agents who play with their state."""
from __future__ import annotations

import asyncio
import os
import re
import signal
import time

from proving.campaign import Campaign, wait_for_traffic
from proving.centre import is_alive
from proving.crowd import Crowd, Decliner, Flipper, Vanisher
from proving.edges import Edges
from proving.fault import TRAFFIC, Fault
from proving.oracle import Log
from proving.timing import call

# Agents of Tier 1 who speak Spanish; only the one who declines is there, so that nobody else can serve it.
SPANISH = (9, 16, 20)


class Overload(Fault):
    """O1, O3, O4 and DESK."""

    def o1(self) -> None:
        """Ten times what the floor can serve, with small inboxes: what is refused is counted, the rest is served."""
        def small(text: str) -> str:
            text = re.sub(r"inbox: \d+", "inbox: 16", text)
            return re.sub(r"downstream_lag: \d+", "downstream_lag: 400", text)
        with self.centre(change=small) as centre:
            run = Campaign(centre, self.seed)
            base, _ = centre.make_trace(self.seed, 60)
            with open(base + ".contacts.csv") as file:
                first = float(file.read().splitlines()[1].split(",")[1])
            self.add_traffic(base, [f"S{n:06},{first + 600 + n * 0.2:.3f},phone,eligibility,,0,30,40,,,,,,"
                                    for n in range(3000)])
            replay = centre.start_replay(base, *TRAFFIC)
            start = run.now()
            if replay.wait(400):
                self.wrong.append(f"replay: {centre.replay_words()}")
            run.outages.append((start, run.now()))
            answer = centre.replay_answer() or {}
            self.expect(answer.get("offered") == answer.get("accepted", 0) + answer.get("blocked", 0),
                        "offered is not accepted + blocked")
            self.expect(answer.get("blocked", 0) > 0, "nobody was refused, so it was no overload")
            centre.wait(lambda seen: all(max([c["lag"] for c in s.get("consumers", [])] or [0]) < 100
                                         for s in seen.values()), 60, "the lag to be gone")
            self.said.append(f"blocked {answer.get('blocked')} of {answer.get('offered')}")
            self.finish(centre, run, replay)

    def o3(self, clients: int = 1000) -> None:
        """1,000 clients retry their keys at once after the gateway died: recovered in 30 s, each absorbed once."""
        with self.centre() as centre:
            run, edges = Campaign(centre, self.seed), Edges(centre)
            crowd = Crowd(edges, clients)
            start = run.now()
            died, again = asyncio.run(crowd.storm(lambda: run.kill("phone", "")))
            self.expect(len(crowd.contacts) == clients, f"only {len(crowd.contacts)} of {clients} were answered")
            self.expect(again <= 30, f"recovered after {again:.1f} s, expected at most 30")
            self.expect(not crowd.changed, f"keys with another contact when retried: {crowd.changed[:5]}")
            for contact in crowd.contacts.values():
                edges.medium("left", contact)
            time.sleep(2)
            run.outages.append((start, run.now()))
            verdict = self.finish(centre, run)
            received = len(verdict.log.of("contactReceived"))
            self.expect(received == clients, f"{received} contacts were made of {clients} keys")
            self.said.append(f"{died} had their answer when it died, all {again:.1f} s later, "
                             f"{crowd.tries} tries for {received} contacts")

    def o4(self, seconds: int = 60, declines: int = 1000) -> None:
        """One agent flips ready and busy 100 times a second, one accepts and vanishes, one declines 1,000 times."""
        def short(text: str) -> str:
            text = text.replace("wrap_up: {phone: 10m", "wrap_up: {phone: 30s")
            return text.replace("decline_back_off: 30s", "decline_back_off: 1s")
        with self.centre(rate=10, change=short) as centre:
            run, edges = Campaign(centre, self.seed), Edges(centre, "own.jsonl")
            edges.serve_effects()
            start = self.second_of_day(centre) + 5 * centre.rate
            rows = [call(n, start + n * 1.2, patience=900, handle=18) for n in range(seconds * 10)]
            shifts = [(f"A{n:03}", int(start) - 3600, int(start) + 36_000) for n in range(4, 25) if n not in SPANISH]
            base = self.trace(centre, rows, shifts)
            centre.ledger = os.path.join(centre.state, "ledger.jsonl")
            began, replay = run.now(), centre.start_replay(base, "--roster", base + ".roster.csv")
            wait_for_traffic(centre, replay)
            flips, taken = Flipper(edges, "A001"), Vanisher(edges, "A002")
            decliner = Decliner(edges, "A003", declines)
            calls = [edges.arrived(f"es/{number}", language="es") for number in range(10)]
            for player in (flips, taken, decliner):
                player.start()
            decliner.join(240)
            self.expect(not decliner.is_alive(), f"only {decliner.count} of {declines} declines in 240 s")
            flips.over = taken.over = True
            flips.join()
            taken.join()
            centre.wait(lambda _: replay.poll() is not None, 240, "the traffic to end")
            time.sleep(5)
            edges.end()
            run.outages.append((began, run.now()))
            verdict = self.finish(centre, run, replay)
            self._check_offers(verdict.log, calls, decliner.count)
            self.said.append(f"{flips.count} flips at {flips.count / flips.took:.0f} a second, "
                             f"{taken.count} calls taken by who vanished, {decliner.count} declines")
            self.expect(flips.count / flips.took >= 50, f"only {flips.count / flips.took:.0f} flips a second")
            self.expect(taken.count > 0, "who vanishes was never offered a call")

    def _check_offers(self, log: Log, calls: list[str], declines: int, ring_s: float = 15) -> None:
        """After each decline somebody is offered again within the ring time, the first in line itself; all end."""
        first = min(calls, key=lambda contact: int(contact[3:]))
        closed: dict[str, int] = {}
        gaps: dict[str, list[float]] = {"any": [], "first": []}
        for fact in log.of("offerClosed", "offerMade", "offerAccepted"):
            if fact["contact"] not in calls:
                continue
            # Whoever declined so often serves them now, one after another.
            if fact["kind"] == "offerAccepted":
                break
            for whose in ("any", "first") if fact["contact"] == first else ("any",):
                if fact["kind"] == "offerClosed":
                    closed.setdefault(whose, fact["at_us"])
                elif whose in closed:
                    gaps[whose].append((fact["at_us"] - closed.pop(whose)) / 1e6)
        ended = {fact["contact"] for fact in log.of("contactEnded")}
        self.expect(set(calls) <= ended, f"of {len(calls)} declined calls only {len(ended & set(calls))} ended")
        self.expect(len(gaps["any"]) >= declines - 1, f"{len(gaps['any'])} offers after {declines} declines")
        for whose, waits in gaps.items():
            self.expect(waits and max(waits) <= ring_s, f"{whose}: the next offer came after {max(waits or [0]):.1f} s")
        self.said.append(f"next offer after at most {max(gaps['any'], default=0):.1f} s, of the first in line itself "
                         f"{max(gaps['first'], default=0):.1f} s")

    def desk(self, outage_s: int = 60) -> None:
        """The desk is dead for 60 s with 40 agents at work: no RONA, connected calls stay, callers keep their place."""
        with self.centre(rate=1) as centre:
            start = self.second_of_day(centre) + 15
            rows = [call(n, start + n, patience=600, handle=25) for n in range(30 + outage_s + 20)]
            agents = [agent["id"] for agent in centre.plan()["agents"]][:40]
            base = self.trace(centre, rows, [(agent, int(start) - 3600, int(start) + 36_000) for agent in agents])
            run = Campaign(centre, self.seed)
            replay = centre.start_replay(base, "--roster", base + ".roster.csv")
            wait_for_traffic(centre, replay)
            time.sleep(30)
            killed, began = Edges.instant_now(centre), run.now()
            centre.signal("desk", signal.SIGKILL)
            self.control(centre, "stop", "desk")
            self.expect(not is_alive(centre.pid("desk")), "the desk came back at once")
            time.sleep(outage_s)
            self.control(centre, "start", "desk")
            centre.wait(lambda seen: all(s["state"] == "ready" for s in seen.values()), 30, "the desk to be back")
            back = Edges.instant_now(centre)
            run.outages.append((began, run.now()))
            self._check_desk(self.finish(centre, run, replay).log, killed, back)

    def _check_desk(self, log: Log, killed: int, back: int) -> None:
        connected: set[str] = set()
        ready: set[str] = set()
        rona, moved = [], []
        for fact in log.facts:
            kind, contact, body, at = fact["kind"], fact["contact"], fact["fact"], fact["at_us"]
            if kind == "agentStateChanged" and at < killed:
                (ready.discard if body.get("reason") or not body.get("session") else ready.add)(body["agent"])
            elif kind == "serviceBegan" and at < killed:
                connected.add(contact)
            elif kind in ("serviceEnded", "serviceInterrupted") and at < killed:
                connected.discard(contact)
            elif kind == "offerClosed" and killed <= at <= back and body.get("cause", "").upper().endswith("EXPIRED"):
                rona.append(contact)
            elif kind in ("offerMade", "contactPlaced") and at >= killed and contact in connected:
                moved.append(contact)
        self.expect(len(ready) == 40, f"{len(ready)} agents were ready or at work, expected 40")
        self.expect(connected, "no call was connected when the desk died")
        self.expect(not rona, f"{len(rona)} offers were counted as not answered: {rona[:5]}")
        self.expect(not moved, f"connected calls went back to the queue: {moved[:5]}")
        waited = len({f["contact"] for f in log.of("contactQueued") if killed <= f["at_us"] <= back})
        self.said.append(f"{len(ready)} agents, {len(connected)} calls connected, {waited} came meanwhile, 0 RONA")
