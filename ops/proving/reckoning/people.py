"""Everybody outside a centre: what they mean to do, what they are told, and a note of all that they send.

A note is all that the reckoning ever reads. It has what was sent and when, what was answered, and what a medium
knows of what it did: which contact it connected with whom.
"""
from __future__ import annotations

import heapq
import json
import random
from collections.abc import Callable
from typing import IO, Any, Protocol

from proving.reckoning.instants import SECOND, text

Event = dict[str, Any]


class World(Protocol):
    """A centre, virtual or real."""

    @property
    def now(self) -> int: ...
    heard: list[tuple[str, str, str, dict[str, Any]]]

    def wait(self, until: int) -> None: ...
    def event(self, station: str, event: Event) -> dict[str, Any] | None: ...
    def ask(self, agent: str, session: str, path: str, body: Event) -> dict[str, Any] | None: ...
    def kill(self, station: str, moment: str, back: int) -> None: ...


class People:
    """A loop over what is to be done, in the order of its instants."""

    def __init__(self, world: World, sent: IO[str], seed: int) -> None:
        self.world, self.sent, self.random = world, sent, random.Random(seed)
        self.due: list[tuple[int, int, Callable[[], None]]] = []
        self.order = 0
        self.listeners: dict[str, Callable[[str, str, str, dict[str, Any]], None]] = {}
        self.counts: dict[str, int] = {}
        self.refused: list[str] = []

    def draw(self, *what: object) -> random.Random:
        """Chance of its own for one thing, whatever happens around it."""
        return random.Random("/".join(str(part) for part in (self.random.getstate()[1][0], *what)))

    def at(self, when: float, act: Callable[[], None]) -> None:
        self.order += 1
        heapq.heappush(self.due, (max(round(when), self.world.now), self.order, act))

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        self.at(self.world.now + seconds * SECOND, act)

    def run(self, until: int) -> None:
        """Lets time go on until then."""
        while True:
            while self.world.heard:
                station, topic, event, data = self.world.heard.pop(0)
                self.listeners["desk" if topic.startswith("agent/") else "effects"](station, topic, event, data)
            goal = min(until, self.due[0][0]) if self.due else until
            if self.world.now < goal:
                self.world.wait(goal)
            elif self.due and self.due[0][0] <= self.world.now:
                heapq.heappop(self.due)[2]()
            elif self.world.now >= until:
                return

    # What is sent

    def note(self, **line: object) -> None:
        self.sent.write(json.dumps({"sent": text(self.world.now), **line}) + "\n")

    def post(self, station: str, event: Event, then: Callable[[dict[str, Any]], None] | None = None,
             about: Event | None = None) -> None:
        """An adapter sends an event, and sends it again until it is answered."""
        before = text(self.world.now)
        answer = self.world.event(station, event)
        self.note(what="event", began=before, station=station, event=event, answer=answer,
                  **({"about": about} if about else {}))
        self.counts[event["type"]] = self.counts.get(event["type"], 0) + 1
        self._answered(answer, lambda: self.post(station, event, then, about), then, f"{station} {event}")

    def ask(self, agent: str, session: str, path: str, body: Event | None = None,
            then: Callable[[dict[str, Any]], None] | None = None, about: Event | None = None) -> None:
        """An agent asks, and asks again until there is an answer."""
        before = text(self.world.now)
        answer = self.world.ask(agent, session, path, body or {})
        self.note(what="ask", began=before, agent=agent, path=path, body=body or {}, answer=answer,
                  **({"about": about} if about else {}))
        self._answered(answer, lambda: self.ask(agent, session, path, body, then, about), then, f"{agent} {path}")

    def _answered(self, answer: dict[str, Any] | None, again: Callable[[], None],
                  then: Callable[[dict[str, Any]], None] | None, what: str) -> None:
        if answer is None or answer.get("status") == "died":
            self.after(1 + 2 * self.random.random(), again)
        elif "error" in answer or answer.get("status") == "refused":
            self.refused.append(f"{text(self.world.now)} {what}: {answer}")
        elif then:
            then(answer)

    def kill(self, station: str, moment: str, seconds: float) -> None:
        back = self.world.now + round(seconds * SECOND)
        self.note(what="kill", station=station, moment=moment, back=text(back))
        self.world.kill(station, moment, back)
