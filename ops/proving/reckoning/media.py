"""Members and the media by which they come: arrivals, patience, and what a gateway asks of a medium."""
from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from proving.reckoning.instants import HOUR, MINUTE, SECOND, text
from proving.reckoning.people import Event, People

GATEWAYS = {"phone": "phone", "chat": "chat", "email": "email", "secure_message": "portal", "letter": "portal",
            "walk_in": "portal", "work_item": "portal"}
MAIL = ("email", "secure_message", "letter")


@dataclass
class Visit:
    """One contact as it is meant, and how its medium stands."""

    ref: str
    at: int
    channel: str
    arrival: Event
    # How long a member waits for a person, in seconds.
    patience: float = 0
    # What is said of each inquiry at the end: the result, and what the member thinks of it.
    results: list[tuple[str, str | None] | None] = field(default_factory=list)
    # Where it is handed on to, with reason and priority, leg by leg.
    moves: list[tuple[int, str, str]] = field(default_factory=list)
    talk: float = 240
    wrap: float = 30
    # So many seconds after it came.
    corrections: list[tuple[float, Event]] = field(default_factory=list)
    contact: str = ""
    state: str = "waiting"
    legs: int = 0
    lost: bool = False


class Media:
    """Speaks for every medium."""

    def __init__(self, people: People, disturbed: float) -> None:
        self.people, self.disturbed = people, disturbed
        self.visits: dict[str, Visit] = {}
        self.settled: set[str] = set()
        people.listeners["effects"] = self.hear

    # What members do

    def come(self, visit: Visit) -> None:
        """The member comes; most adapters say so at once, some late, some twice."""
        chance = self.people.draw("come", visit.ref)
        event = {"type": "arrived", "key": visit.ref, "channel": visit.channel} | visit.arrival
        happened, delay = visit.at, 0.0
        if chance.random() < 0.5 or visit.channel == "letter":
            event.setdefault("received", text(happened))
        if chance.random() < self.disturbed:
            kind = chance.choice(["late", "twice", "skewed"])
            self._count(kind)
            if kind == "skewed":
                event["received"] = text(happened + chance.randint(-600, 600) * SECOND)
            elif kind == "late":
                event["received"] = text(happened)
                delay = chance.uniform(5, 120 if visit.channel in ("phone", "chat", "walk_in") else 7200)
            else:
                self.people.after(delay + chance.uniform(0.5, 400), lambda: self._send(visit, event))
        self.people.after(delay, lambda: self._send(visit, event))
        if visit.channel in ("phone", "chat", "walk_in"):
            self.people.after(delay + visit.patience, lambda: self.leave(visit, "waiting"))
        for seconds, correction in visit.corrections:
            self.people.after(seconds, partial(self._correct, visit, correction))

    def _correct(self, visit: Visit, correction: Event) -> None:
        """Somebody says that it is something else, or came at another instant."""
        if visit.contact:
            self.people.order += 1
            self.people.post(GATEWAYS[visit.channel], correction | {
                "key": f"correct/{visit.contact}/{self.people.order}", "contact": visit.contact})

    def _count(self, kind: str) -> None:
        self.people.counts[kind] = self.people.counts.get(kind, 0) + 1

    def _send(self, visit: Visit, event: Event) -> None:
        def taken(answer: dict[str, Any]) -> None:
            visit.contact = answer["contact"]
            self.visits[visit.contact] = visit
        self.people.post(GATEWAYS[visit.channel], event, taken)

    def leave(self, visit: Visit, *states: str) -> None:
        """The member is gone, if things stand as they did."""
        if visit.contact and visit.state in states:
            visit.state = "gone"
            self.tell(visit, "left")

    def tell(self, visit: Visit, kind: str, at: int | None = None) -> None:
        """An adapter says what happened at a medium, now and then late, twice or by another clock."""
        now = self.people.world.now
        happened = now if at is None else at
        chance = self.people.draw("tell", visit.ref, kind, now)
        self.people.order += 1
        event: Event = {"type": kind, "key": f"{kind}/{visit.contact}/{self.people.order}", "contact": visit.contact}
        if chance.random() < 0.6:
            event["at"] = text(happened)
        delay = 0.0
        if chance.random() < self.disturbed:
            how = chance.choice(["late", "twice", "skewed"])
            self._count(how)
            event["at"] = text(happened)
            if how == "late":
                delay = chance.uniform(1, 60)
            elif how == "skewed":
                event["at"] = text(happened + chance.randint(-600, 600) * SECOND)
            else:
                self.people.after(chance.uniform(0.1, 60), lambda: self._post(visit, event))
        self.people.after(delay, lambda: self._post(visit, event)) if delay else self._post(visit, event)

    def _post(self, visit: Visit, event: Event) -> None:
        self.people.post(GATEWAYS[visit.channel], event)

    # What a gateway asks of a medium

    def hear(self, station: str, _topic: str, event: str, data: Event) -> None:
        if event != "effectPending" or data["effect"] in self.settled:
            return
        self.settled.add(data["effect"])
        action, chance = data["action"], self.people.draw("effect", data["effect"])
        slow = {"connect": (0.3, 2.5), "acknowledge": (2, 90), "reply": (1, 240), "announce": (3, 8)}.get(
            action, (0.05, 0.4))
        if action == "acknowledge" and chance.random() < 0.03:
            # Long enough for some to be late.
            slow = (2 * HOUR / SECOND, 9 * HOUR / SECOND)
        asked = self.people.world.now
        self.people.after(chance.uniform(*slow), lambda: self.do(station, data, asked))

    def do(self, station: str, data: Event, asked: int) -> None:
        visit = self.visits.get(data["contact"])
        action, chance = data["action"], self.people.draw("do", data["effect"])
        about: Event = {key: data[key] for key in ("contact", "action", "agent", "outcome") if key in data}
        failed = None
        if visit and action == "connect" and visit.channel == "phone":
            if visit.state == "gone":
                failed = "contact_gone"
            elif chance.random() < 0.01:
                failed = "agent_leg"
            else:
                visit.state = "talking"
        elif visit and action in ("disconnect", "close"):
            visit.state = "gone"
        elif visit and action in ("hold", "resume") and visit.state == "gone":
            failed = "contact_gone"
        if action in ("acknowledge", "reply"):
            self.send(station, data["effect"], visit, about, asked)
        elif failed:
            event = {"type": "effect_failed", "effect": data["effect"], "reason": failed}
            self.people.post(station, event, None, about)
        else:
            self.people.post(station, {"type": "effect_done", "effect": data["effect"]}, None, about)

    def send(self, station: str, effect: str, visit: Visit | None, about: Event, asked: int) -> None:
        """A message goes out, mostly; some a while before the adapter says so, and some come back."""
        chance = self.people.draw("send", effect)
        done: Event = {"type": "effect_done", "effect": effect}
        fails: Event = {"type": "effect_failed", "effect": effect, "reason": "no_such_address"}
        if chance.random() < 0.04:
            self.people.post(station, fails, None, about)
            return
        if chance.random() < 0.5:
            done["at"] = text(round(chance.uniform(asked, self.people.world.now)))
        self.people.post(station, done, None, about)
        if chance.random() < 0.06:
            self.people.after(chance.choice([chance.uniform(60, 7200), chance.uniform(0.2, 9) * 86_400]),
                              lambda: self.people.post(station, fails, None, about))
            if visit and about["action"] == "reply" and chance.random() < 0.6:
                self.people.after(chance.uniform(1, 10) * 86_400, lambda: self.tell(visit, "reply_sent"))


__all__ = ["GATEWAYS", "MAIL", "MINUTE", "Media", "Visit"]
