"""Agents at their desks: they take what is offered, and do with each contact what its story says."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proving.reckoning.instants import DAY, SECOND, micros, text
from proving.reckoning.media import GATEWAYS, MAIL, Media, Visit
from proving.reckoning.people import Event, People


class Agent:
    """One agent, as the desk's page shows things."""

    def __init__(self, desk: Desk, name: str, tier: int) -> None:
        self.desk, self.people, self.name, self.tier = desk, desk.people, name, tier
        self.sessions, self.wants_in = 0, False
        self.shown: Event = {}
        self.meant: dict[tuple[str, str, str], bool] = {}
        self.ready_at = 0

    def ask(self, path: str, body: Event | None = None, contact: str = "") -> None:
        about = {"contact": contact, "tier": self.tier} if contact else {"tier": self.tier}
        self.people.ask(self.name, f"{self.name}/{self.sessions}", path, body, None, about)

    def sign_in(self) -> None:
        self.wants_in = True
        self.sessions += 1
        self.ask("/sign-in")
        self.people.after(2, lambda: self.ask("/ready"))

    def sign_out(self) -> None:
        """Goes home when nothing is left to do."""
        self.wants_in = False
        if self.shown.get("work"):
            self.people.after(60, self.sign_out)
        elif self.shown.get("state") != "signed_out":
            self.ask("/sign-out", {"rule": "return_at_place"})

    def see(self, shown: Event) -> None:
        if self.shown and micros(shown["at"]) < micros(self.shown["at"]):
            return
        self.shown = shown
        for work in shown.get("work", []):
            key = (work["contact"], work["phase"], work.get("offer") or "")
            if key not in self.meant:
                self.meant[key] = True
                self.take(work)
        present = {work["contact"] for work in shown.get("work", [])}
        self.meant = {key: True for key in self.meant if key[0] in present}
        if (self.wants_in and shown.get("state") == "not_ready" and not shown.get("work")
                and self.people.world.now >= self.ready_at):
            self.ready_at = self.people.world.now + 20 * SECOND
            self.people.after(20, self.look)

    def look(self) -> None:
        """Nobody is told again that nothing changed."""
        if self.wants_in and self.shown.get("state") == "not_ready" and not self.shown.get("work"):
            self.ask("/ready")

    def has(self, contact: str, *phases: str) -> bool:
        return any(work["contact"] == contact and work["phase"] in phases for work in self.shown.get("work", []))

    def take(self, work: Event) -> None:
        contact, phase = work["contact"], work["phase"]
        chance = self.people.draw(self.name, contact, phase, work.get("offer"), self.people.world.now)
        if phase == "offered":
            offer, lot = work["offer"], chance.random()
            if lot < 0.96:
                self.people.after(chance.uniform(1, 8), lambda: self.answer(contact, offer, "accept", {}))
            elif lot < 0.98:
                self.people.after(chance.uniform(1, 8), lambda: self.answer(
                    contact, offer, "decline", {"reason": "technical_problem"}))
        elif phase == "inService":
            # That somebody serves it now is known outside, to both.
            self.people.note(what="serving", agent=self.name, contact=contact, tier=self.tier)
            visit = self.desk.media.visits.get(contact)
            if visit:
                Serving(self, visit, work["channel"]).begin()
        elif phase == "wrapUp":
            visit = self.desk.media.visits.get(contact)
            wrap = (visit.wrap if visit else 20) * chance.uniform(0.5, 1.5)
            self.people.after(wrap, lambda: self.finish(contact, visit))

    def answer(self, contact: str, offer: str, word: str, body: Event) -> None:
        if any(work.get("offer") == offer and work["phase"] == "offered" for work in self.shown.get("work", [])):
            self.ask(f"/offers/{offer}/{word}", body, contact)

    def finish(self, contact: str, visit: Visit | None) -> None:
        if not self.has(contact, "wrapUp"):
            return
        results = visit.results if visit else [("resolved", None)]
        chance = self.people.draw("finish", contact)
        if visit and visit.channel != "work_item" and chance.random() < 0.05:
            # The agent learnt whose it is.
            self.ask(f"/contacts/{contact}/identity",
                     {"member": f"m-{chance.randrange(40)}", "issue": f"i-{chance.randrange(5)}"}, contact)
        said: list[Event] = [{"index": index, "result": result[0]} | ({"acceptance": result[1]} if result[1] else {})
                             for index, result in enumerate(results, 1) if result]
        if visit and visit.channel in MAIL:
            if chance.random() < 0.1:
                # The agent forgot it until now.
                self.ask(f"/contacts/{contact}/reply", {}, contact)
            for row in said:
                if row["result"] == "resolved" and chance.random() < 0.06:
                    row |= {"answered_by": chance.choice(["call", "letter"]), "evidence": f"note-{contact}"}
        if said:
            self.ask(f"/contacts/{contact}/dispositions", {"dispositions": said}, contact)
        self.ask(f"/contacts/{contact}/wrap-up-ended", {}, contact)
        if visit:
            self.desk.aftermath(visit, results)


class Serving:
    """One agent serving one contact, once."""

    def __init__(self, agent: Agent, visit: Visit, channel: str) -> None:
        self.agent, self.visit, self.channel, self.people = agent, visit, channel, agent.people
        self.contact = visit.contact

    def begin(self) -> None:
        visit, media = self.visit, self.agent.desk.media
        visit.legs += 1
        if visit.state == "waiting":
            visit.state = "talking"
        chance = self.people.draw("serve", visit.ref, visit.legs)
        talk = visit.talk * chance.uniform(0.6, 1.4)
        if self.channel == "chat":
            first = chance.uniform(3, 25) if chance.random() < 0.93 else chance.uniform(40, 120)
            self.people.after(min(first, talk), lambda: self.write(media))
        if self.agent.tier == 3 and chance.random() < 0.9:
            whom = chance.choice(["member", "referrer"])
            self.people.after(talk * 0.7, lambda: self.step("respond", {"to": whom}))
        move = visit.moves[visit.legs - 1] if visit.legs <= len(visit.moves) else None
        if move:
            body = dict(zip(("to", "reason", "priority"), move, strict=True))
            self.people.after(talk * 0.5, lambda: self.step("escalate", body))
            # A wish that was refused leaves it here.
            self.people.after(talk * 2, lambda: self.step("end", {}))
            return
        if self.channel == "phone":
            self.hold(chance, talk, media)
            if visit.lost:
                visit.lost = False
                self.people.after(talk * 0.3, lambda: self.lose(media))
            if chance.random() < 0.5:
                self.people.after(talk, lambda: media.leave(visit, "talking"))
                self.people.after(talk + 30, lambda: self.step("end", {}))
                return
        elif self.channel in ("email", "secure_message", "letter"):
            self.write_back(chance, talk, media)
        elif self.channel in ("walk_in", "chat") and chance.random() < 0.5:
            self.people.after(talk, lambda: media.leave(visit, "talking"))
        self.people.after(talk + (30 if self.channel in ("walk_in", "chat") else 0), lambda: self.step("end", {}))

    def hold(self, chance: Any, talk: float, media: Media) -> None:
        """Some members are put on hold, by the desk or by the telephone itself."""
        if chance.random() > 0.2:
            return
        begin, length = talk * 0.1, chance.choice([8, 15, 25, 40])
        if chance.random() < 0.6:
            self.people.after(begin, lambda: self.step("hold", {}))
            self.people.after(begin + length, lambda: self.step("resume", {}))
        else:
            self.people.after(begin, lambda: self.medium(media, "held"))
            self.people.after(begin + length, lambda: self.medium(media, "resumed"))

    def medium(self, media: Media, kind: str) -> None:
        if self.visit.state == "talking" and self.agent.has(self.contact, "inService", "held"):
            media.tell(self.visit, kind)

    def lose(self, media: Media) -> None:
        if self.visit.state == "talking" and self.agent.has(self.contact, "inService"):
            self.visit.state = "waiting"
            media.tell(self.visit, "agent_leg_lost")

    def write(self, media: Media) -> None:
        if self.visit.state == "talking" and self.agent.has(self.contact, "inService"):
            media.tell(self.visit, "line_sent")

    def write_back(self, chance: Any, talk: float, media: Media) -> None:
        """Mostly the desk has a reply sent; some people write by themselves, some not at all."""
        lot = chance.random()
        if lot < 0.75:
            self.people.after(talk * chance.choice([0.5, 0.9]), lambda: self.step("reply", {}))
        elif lot < 0.85:
            self.people.after(talk * 0.9, lambda: self.reply(media))
        if lot < 0.05:
            self.people.after(talk * 0.95, lambda: self.step("reply", {}))

    def reply(self, media: Media) -> None:
        if self.agent.has(self.contact, "inService"):
            media.tell(self.visit, "reply_sent")

    def step(self, word: str, body: Event) -> None:
        if self.agent.has(self.contact, "inService", "held"):
            self.agent.ask(f"/contacts/{self.contact}/{word}", body, self.contact)


class Desk:
    """All agents."""

    def __init__(self, people: People, media: Media, roster: Sequence[tuple[str, int]]) -> None:
        self.people, self.media = people, media
        self.agents = {name: Agent(self, name, tier) for name, tier in roster}
        people.listeners["desk"] = self.hear

    def aftermath(self, visit: Visit, results: Sequence[tuple[str, str | None] | None]) -> None:
        """What was left open is mostly followed up, days later; some members are asked how it was."""
        chance = self.people.draw("after", visit.ref)
        now = self.people.world.now
        for index, result in enumerate(results, 1):
            if result and result[0] == "resolved":
                continue
            day = 0.0
            while chance.random() < 0.75 and visit.channel != "work_item":
                day += chance.uniform(0.4, 6)
                body: Event = {"inquiry": index, "by": chance.choice(["call", "letter", "message"]),
                               "result": chance.choice(["resolved", "resolved", "resolved", "unresolved"])}
                word = chance.choice([None, None, "accepted", "accepted", "objected"])
                if body["result"] == "resolved" and word:
                    body["acceptance"] = word
                if body["by"] != "message" and chance.random() < 0.7:
                    body["evidence"] = f"note-{visit.contact}-{index}"
                if visit.channel in MAIL and body["by"] == "message" and chance.random() < 0.8:
                    # Whoever wrote it did so beside the desk, before or after saying so.
                    self.people.at(now + day * DAY + chance.uniform(-3600, 7200) * SECOND, lambda: self.media.tell(
                        visit, "reply_sent"))
                back = chance.choice([0, 0, 0, chance.uniform(60, 7200)])
                self.people.at(now + day * DAY, lambda body=body, back=back: self.follow_up(  # type: ignore[misc]
                    visit.contact, body, back))
        if visit.channel in ("phone", "chat", "email") and chance.random() < 0.25:
            answer: Event = {"type": "survey_answered", "key": f"survey/{visit.contact}", "contact": visit.contact}
            if chance.random() < 0.9:
                answer["satisfaction"] = chance.choice([5, 5, 4, 4, 3, 2, 1])
            if chance.random() < 0.8 or "satisfaction" not in answer:
                answer["recommendation"] = chance.choice([10, 9, 9, 8, 7, 6, 3])

            def tell() -> None:
                self.people.post(GATEWAYS[visit.channel], answer | {"at": text(self.people.world.now)})
            self.people.after(chance.uniform(60, 80_000), tell)

    def follow_up(self, contact: str, body: Event, back: float) -> None:
        """Somebody who is there calls or writes about it, and says so now or a little later."""
        there = [agent for agent in self.agents.values()
                 if agent.wants_in and agent.shown.get("state") not in (None, "signed_out")]
        if not there:
            self.people.after(3600, lambda: self.follow_up(contact, body, back))
            return
        agent = self.people.draw("who", contact, self.people.world.now).choice(there)
        said = body | ({"at": text(self.people.world.now - round(back * SECOND))} if back else {})
        agent.ask(f"/contacts/{contact}/follow-up", said, contact)

    def hear(self, _station: str, topic: str, event: str, data: Event) -> None:
        if event == "agentStateChanged":
            self.agents[topic.removeprefix("agent/")].see(data)
