"""Faults of the floor: rosters that change under load, and callers beside agents who could serve them."""
from __future__ import annotations

import random
import time
from collections.abc import Callable

from proving.campaign import Campaign
from proving.edges import Agent, Edges
from proving.fault import Fault
from proving.rosters import EDITS

# Agents of Tier 1 who speak Spanish, and one who takes calls and chats.
SPANISH, ALL_ROUND = ("A003", "A009"), "A014"


class Floor(Fault):
    """ROSTER and STARVE."""

    def roster(self) -> None:
        """Agents change tier, leave and come back, skills and gateways change, under load: one call a person."""
        self._moved()
        rounds = 4 if self.long else 2
        acts = [("edit", what, "") for what in EDITS * rounds]
        random.Random(self.seed).shuffle(acts)
        self.campaign(acts, gap=5.0)

    def _moved(self) -> None:
        """One agent changes tier with a call up, another is dropped with one; each finishes, and gets no second."""
        with self.centre(rate=10) as centre:
            run, edges = Campaign(centre, self.seed), Edges(centre)
            edges.serve_effects()
            start, held = run.now(), {}
            for name in ("A004", "A005"):
                agent = Agent(edges, name)
                agent.sign_in()
                held[name] = self._take(agent, edges.arrived(f"up/{name}"))
            run.files.move(run.random, "A004", "tier-2-claims")
            _, text = run.files.drop(run.random, "A005")
            centre.tierline("check", centre.topology)
            run.restart(["tier-1", "tier-2", "desk"], text)
            # As after a reload of the page: both sign in anew, and want more.
            waiting = edges.arrived("more/claims", inquiries=[{"type": "claim_status"}])
            for agent, _ in held.values():
                agent.sign_in()
                self._shown_again(agent)
                agent.ask("/ready")
            time.sleep(3)
            for agent, contact in held.values():
                shown = [work["contact"] for work in agent.standing().get("work", [])]
                self.expect(shown == [contact], f"{agent.name} holds {shown}, expected {contact} alone")
                agent.ask(f"/contacts/{contact}/hold")
                self._phase(agent, contact, "held")
                self._end(agent, contact)
            moved = held["A004"][0]
            self._until(lambda: moved.standing().get("tier") == 2, "A004 to be taken along to Tier 2")
            moved.run()
            self._until(lambda: any(work["contact"] == waiting for work in moved.standing().get("work", [])),
                        "A004 to be offered the call of Tier 2")
            gone = held["A005"][0]
            self.expect(gone.standing().get("state") in (None, "signed_out"), "A005 is still signed in")
            self._until(lambda: not moved.standing().get("work"), "the call of Tier 2 to be over")
            edges.end()
            run.outages.append((start, run.now()))
            verdict = self.finish(centre, run)
            ends = {f["contact"] for f in verdict.log.of("contactEnded")}
            self.expect({waiting, *(contact for _, contact in held.values())} <= ends, f"only {sorted(ends)} ended")

    def starve(self) -> None:
        """Callers beside agents: what is declined comes again, conflicts reach the lead, a call goes before chats."""
        with self.centre(rate=10) as centre:
            run, edges = Campaign(centre, self.seed), Edges(centre)
            for gateway in ("phone", "chat"):
                edges.serve_effects(gateway)
            start = run.now()
            self._declined(edges)
            self._refilled(edges)
            edges.end()
            run.outages.append((start, run.now()))
            log = self.finish(centre, run).log
            barred = [f for f in log.of("invariantBroken")
                      if f["fact"].get("invariant") == "INVARIANT_EVERYBODY_BARRED"]
            alarms = [f for f in log.of("alarmRaised") if f["fact"].get("threshold") == "everybody_barred"]
            self.expect(len(barred) == 1 and len(alarms) == 1,
                        f"{len(barred)} findings and {len(alarms)} alarms of a call that everybody is barred from")

    def _declined(self, edges: Edges) -> None:
        first, other = (Agent(edges, name) for name in SPANISH)
        for agent in (first, other):
            agent.sign_in()
        other.ask("/not-ready", {"reason": "lunch"})
        call = edges.arrived("es/1", language="es")
        first.ask("/ready")
        started = time.monotonic()
        first.ask(f"/offers/{self._offer(first, call)}/decline", {"reason": "wrong_skill"})
        self._until(lambda: not first.standing().get("work"), "the decline")
        offer = self._offer(first, call)
        if offer:
            self.said.append(f"declined, and offered again after {time.monotonic() - started:.1f} s "
                             "beside a colleague at lunch")
        first.ask(f"/offers/{offer}/decline", {"reason": "conflict_of_interest"})
        self._until(lambda: not first.standing().get("work"), "the second decline")
        other.ask("/ready")
        other.ask(f"/offers/{self._offer(other, call)}/decline", {"reason": "conflict_of_interest"})
        # Ten back-offs later nobody of the two was asked again; a third takes it.
        time.sleep(5)
        self.expect(not first.standing().get("work") and not other.standing().get("work"), "a conflict was asked again")
        third = Agent(edges, "A016")
        third.sign_in()
        self._end(*self._take(third, call))
        for agent in (first, other, third):
            agent.ask("/sign-out", {"rule": "return_at_place"})

    def _refilled(self, edges: Edges) -> None:
        agent = Agent(edges, ALL_ROUND)
        agent.sign_in()
        agent.ask("/ready")
        chats = [edges.arrived(f"chat/{number}", gateway="chat") for number in range(8)]
        for contact in chats[:2]:
            self._take(agent, contact)
        call = edges.arrived("urgent")
        for contact in chats[:2]:
            self._end(agent, contact)
        if self._offer(agent, call):
            self.said.append("a call went before 6 waiting chats")
        agent.run()
        self._until(lambda: not agent.standing().get("work"), "every chat to be over", 60)

    # What agents do, step by step

    def _until(self, condition: Callable[[], object], what: str, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                self.wrong.append(f"waited {seconds} s for {what}")
                return
            time.sleep(0.05)

    def _shown_again(self, agent: Agent) -> None:
        self._until(lambda: agent.session and agent.standing().get("work"), "the work to be shown again")

    def _offer(self, agent: Agent, contact: str) -> str | None:
        """The offer of `contact` to the agent, once it is shown; None when that is never."""
        found: list[str] = []

        def look() -> list[str]:
            found[:] = [work["offer"] for work in agent.standing().get("work", [])
                        if work["contact"] == contact and work["phase"] == "offered"]
            return found
        self._until(look, f"{agent.name} to be offered {contact}")
        return found[0] if found else None

    def _phase(self, agent: Agent, contact: str, phase: str) -> None:
        self._until(lambda: any(work["contact"] == contact and work["phase"] == phase
                                for work in agent.standing().get("work", [])), f"{contact} to be {phase}")

    def _take(self, agent: Agent, contact: str) -> tuple[Agent, str]:
        """The agent takes the contact; returns both once it is connected."""
        agent.ask("/ready")
        agent.ask(f"/offers/{self._offer(agent, contact)}/accept")
        self._phase(agent, contact, "inService")
        return agent, contact

    def _end(self, agent: Agent, contact: str) -> None:
        agent.ask(f"/contacts/{contact}/end")
        self._phase(agent, contact, "wrapUp")
        agent.ask(f"/contacts/{contact}/wrap-up-ended")
        self._until(lambda: all(work["contact"] != contact for work in agent.standing().get("work", [])),
                    f"{contact} to be over")
