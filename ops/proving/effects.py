"""Effects that nobody settles: an adapter that takes what is asked of it and never says that it was done."""
from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Callable
from typing import Any

from proving.campaign import Campaign
from proving.centre import Centre
from proving.edges import Agent, Edges
from proving.fault import Fault
from proving.oracle import Log


class Effects(Fault):
    """EFFECT."""

    def effect(self) -> None:
        """A hang-up that the adapter never confirms: an alarm, one effect, and a lead's release frees the agent."""
        def soon(text: str) -> str:
            return re.sub(r"disconnect: {within: \d+s, retries: \d+}", "disconnect: {within: 2s, retries: 1}", text)
        with self.centre(rate=1, change=soon) as centre:
            run, edges = Campaign(centre, self.seed), Edges(centre)
            edges.serve_effects(never=("disconnect",))
            began, agent = run.now(), Agent(edges, "A001", talk_s=1e9)
            agent.sign_in()
            contact = edges.arrived("effect/1")
            self.until(lambda: agent.step() == [contact], 20, "the call to be in service")
            early = self.release(centre, contact)
            self.expect(early.returncode == 1 and "overdue" in early.stderr, f"released early: {early.stderr}")
            for _ in range(3):
                agent.ask(f"/contacts/{contact}/end")
            self.until(lambda: self.alarm(centre, contact), 20, "the alarm")
            raised = self.alarm(centre, contact) or {}
            self.expect(f"tierline release {contact}" in raised.get("evidence", ""), f"the alarm says {raised}")
            time.sleep(3)
            agent.ask("/sign-out", {"rule": "refuse_with_work"})
            time.sleep(0.5)
            self.expect(agent.standing()["state"] == "engaged", f"before the release: {agent.standing()}")
            done = self.release(centre, contact)
            self.expect(done.returncode == 0, f"tierline release: {done.stderr}")
            self.until(lambda: [one["phase"] for one in agent.work()] == ["wrapUp"], 10, "the agent to wrap up")
            self.until(lambda: agent.step() == [] and not agent.work(), 10, "the work to be over")
            agent.ask("/sign-out", {"rule": "refuse_with_work"})
            self.until(lambda: agent.standing()["state"] == "signed_out", 10, "the agent to be signed out")
            edges.end()
            run.outages.append((began, run.now()))
            self._check(self.finish(centre, run).log, contact, edges.told)

    def release(self, centre: Centre, contact: str) -> subprocess.CompletedProcess[str]:
        return centre.tierline("release", contact, "--reason", "the switch does not answer", "--by", "lead-tier-1",
                               "--topology", centre.topology, "--state", centre.state, check=False)

    @staticmethod
    def alarm(centre: Centre, contact: str) -> dict[str, Any] | None:
        """The alarm that the watchdog raised for the contact; nothing before there is one."""
        text = centre.tierline("alarms", "--topology", centre.topology, "--state", centre.state, "--json").stdout
        return next((event for event in json.loads(text)["events"]
                     if event["kind"] == "alarmRaised" and event["clock"].startswith("effect@")
                     and contact in event["clock"]), None)

    def until(self, condition: Callable[[], object], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                self.wrong.append(f"{what} did not come within {seconds} s")
                return
            time.sleep(0.05)

    def _check(self, log: Log, contact: str, told: list[tuple[str, dict[str, Any]]]) -> None:
        asked = {fact["fact"]["effect"] for fact in log.of("effectPending") if fact["contact"] == contact
                 and fact["fact"]["effect"].startswith("disconnect/")}
        self.expect(len(asked) == 1, f"pressed three times, the end is {len(asked)} effects: {sorted(asked)}")
        again = [said for event, said in told if event == "effectPending" and said["action"] == "disconnect"]
        self.expect(len(again) == 2, f"the adapter was asked {len(again)} times, expected once and once more")
        self.expect(any(event == "mediumReleased" for event, _ in told), "the adapter was not told of the release")
        released = log.of("mediumReleased")
        self.expect([fact["fact"]["by"] for fact in released] == ["lead-tier-1"], f"the log says {released}")
        ended = [fact["fact"] for fact in log.of("contactEnded") if fact["contact"] == contact]
        self.expect(len(ended) == 1, f"the contact ended {len(ended)} times")
        self.said.append(f"{len(again)} asks of one hang-up, one alarm, released by {released[0]['fact']['by']}"
                         if released else "nothing released")
