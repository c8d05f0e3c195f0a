"""A centre as one pool of people with skills, played by a program that knows nothing of ours.

    PYTHONPATH=ops python3 -m proving.pools --trace FILE.contacts.csv --roster FILE.roster.csv [--log OUT.csv] [--json]
        [--refill always|voice-first] [--transfers first|received|last] [--chats longest|idle|busy] [--plays N]

Static priority and the longest idle, as Asterisk and mod_callcenter have it: whoever becomes free takes the highest
class that waits, whoever comes is given to the longest idle. Nobody is held back and nothing is interrupted.

`--refill voice-first` leaves a chat slot empty while a call waits that goes before, so that the agent comes free for
it. `--transfers first` has a second leg go before first legs, `received` beside them by the call's arrival, `last` by
its entry. `--chats` says to whom of those who may a chat goes: the longest without anything new, whoever has none, or
whoever has one already. `LOG` is in the form that `proving.feasibility` reads.

Agents whose shifts begin together are equally long idle, and who of them goes first changes every figure a little.
With `--plays N` each figure is the mean of N plays, with equals in as many random orders, and the spread of one play
stands beside it: a difference that is within the spread says nothing. Exit status: 0 done, 64 wrong usage, 78 a file is
rejected.
"""
from __future__ import annotations

import argparse
import heapq
import itertools
import json
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from proving import scores, traces
from proving.traces import Contact, Person, Segment
from usage import Parser

# How far before its own class a caller goes who was put through.
TRANSFER = 5
# Of events at one instant, what ends comes first, so that who leaves or comes finds things as they are.
END, ON, COME, LEAVE = range(4)


@dataclass(frozen=True)
class Reading:
    """What the sources leave open."""

    refill: str = "always"
    transfers: str = "first"
    chats: str = "longest"


Key = tuple[int, int, str, int]


@dataclass(slots=True, eq=False)
class Turn:
    """One leg of a contact: its wait, and the service after it."""

    contact: Contact
    rank: int
    place: int
    segment: Segment

    @property
    def kind(self) -> str:
        return self.contact.kind

    @property
    def needs(self) -> dict[str, int]:
        return self.contact.needs_of(self.segment.leg)

    @property
    def key(self) -> Key:
        return (-self.rank, self.place, self.contact.name, self.segment.leg)

    @property
    def is_waiting(self) -> bool:
        return self.segment.outcome == "waiting"


@dataclass(slots=True, eq=False)
class Desk:
    """An agent and what is in hand; `since` is when that last changed."""

    person: Person
    kind: str = ""
    count: int = 0
    since: int = 0

    def has_room(self, kind: str) -> bool:
        """Whether one more of `kind` may begin: one kind at a time, several only of what the roster allows."""
        most = {"voice": self.person.max_voice, "chat": self.person.max_chat, "written": 1}[kind]
        return self.count < most and self.kind in {"", kind}


class Pool:
    """One play of a trace."""

    def __init__(self, contacts: dict[str, Contact], people: list[Person], reading: Reading) -> None:
        """Of equally long idle people, the earlier in `people` goes first."""
        self.contacts, self.reading = contacts, reading
        self.desks = [Desk(person) for person in people]
        # A heap for each rank and needs; who has left is taken out when it comes to the top.
        self.lines: dict[tuple[str, int, str], list[tuple[Key, Turn]]] = {}
        self.log: list[Segment] = []
        # Of equal events the one that was known first goes first.
        self.numbers = itertools.count()
        self.events: list[tuple[int, int, int, Any]] = []

    def play(self) -> list[Segment]:
        for desk in self.desks:
            for start, _ in desk.person.shifts:
                self._at(start, ON, desk)
        for contact in self.contacts.values():
            self._at(contact.arrival, COME, contact)
        acts: dict[int, Callable[[Any, int], None]] = {
            END: self._end, ON: self._begin, COME: self._come, LEAVE: self._leave}
        while self.events:
            now, what, _, subject = heapq.heappop(self.events)
            acts[what](subject, now)
            if self.reading.refill == "voice-first":
                self._refill(now)
        return self.log

    def _at(self, time: int, what: int, subject: object) -> None:
        heapq.heappush(self.events, (time, what, next(self.numbers), subject))

    def _begin(self, desk: Desk, now: int) -> None:
        """A shift begins; who is busy from the one before goes on."""
        if desk.count == 0:
            desk.since = now
            self._take(desk, now)

    def _come(self, contact: Contact, now: int) -> None:
        place = contact.deadline if contact.kind == "written" else None
        self._enter(Turn(contact, contact.priority, contact.arrival if place is None else place,
                         Segment(contact.name, 1, now, None, None, "", "waiting")), now)

    def _put_through(self, contact: Contact, now: int) -> None:
        rank = contact.priority + (TRANSFER if self.reading.transfers == "first" else 0)
        place = contact.arrival if self.reading.transfers == "received" else now
        self._enter(Turn(contact, rank, place, Segment(contact.name, 2, now, None, None, "", "waiting")), now)

    def _enter(self, turn: Turn, now: int) -> None:
        """Gives a leg to the longest idle of those who are free for it, or has it wait."""
        self.log.append(turn.segment)
        free = [(self._load(desk, turn), desk.since, number) for number, desk in enumerate(self.desks)
                if self._may(desk, turn, now)]
        if free:
            self._start(turn, self.desks[min(free)[2]], now)
            return
        line = self.lines.setdefault((turn.kind, turn.rank, str(sorted(turn.needs.items()))), [])
        heapq.heappush(line, (turn.key, turn))
        patience = turn.contact.patience_of(turn.segment.leg)
        if patience is not None:
            self._at(now + patience, LEAVE, turn)

    def _load(self, desk: Desk, turn: Turn) -> int:
        """What goes before being idle for long: for chats, as they are read; anything else wants an empty desk."""
        return {"longest": 0, "idle": desk.count, "busy": -desk.count}[self.reading.chats] if turn.kind == "chat" else 0

    def _may(self, desk: Desk, turn: Turn, now: int) -> bool:
        if not (desk.has_room(turn.kind) and desk.person.can(turn.needs) and desk.person.is_on(now)):
            return False
        if desk.count == 0 or self.reading.refill == "always":
            return True
        return not any(head.kind == "voice" and head.rank > turn.rank and desk.person.can(head.needs)
                       for head in self._heads())

    def _heads(self) -> Iterator[Turn]:
        """The first of each line."""
        for line in self.lines.values():
            while line and not line[0][1].is_waiting:
                heapq.heappop(line)
            if line:
                yield line[0][1]

    def _take(self, desk: Desk, now: int) -> None:
        """Has an agent begin what goes first, as long as there is room."""
        while heads := [head for head in self._heads() if self._may(desk, head, now)]:
            self._start(min(heads, key=lambda head: head.key), desk, now)

    def _refill(self, now: int) -> None:
        """Fills what was left empty for a call, once no call is in the way."""
        if any(head.kind == "chat" for head in self._heads()):
            for desk in self.desks:
                if desk.kind == "chat":
                    self._take(desk, now)

    def _start(self, turn: Turn, desk: Desk, now: int) -> None:
        segment = turn.segment
        segment.start, segment.agent, segment.outcome = now, desk.person.name, "served"
        segment.end = now + turn.contact.handle_of(segment.leg)
        desk.kind, desk.count, desk.since = turn.kind, desk.count + 1, now
        self._at(segment.end, END, (turn, desk))

    def _leave(self, turn: Turn, now: int) -> None:
        if turn.is_waiting:
            turn.segment.outcome, turn.segment.end = "abandoned", now

    def _end(self, service: tuple[Turn, Desk], now: int) -> None:
        """Who is put through enters before the agent looks for more, who has been idle for no time."""
        turn, desk = service
        desk.count, desk.since = desk.count - 1, now
        desk.kind = desk.kind if desk.count else ""
        if turn.segment.leg == 1 and turn.contact.leg2_queue:
            self._put_through(turn.contact, now)
        self._take(desk, now)


def numbers(figures: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Every number of the figures, by its path."""
    inner = figures.items() if isinstance(figures, dict) else enumerate(figures) if isinstance(figures, list) else ()
    for name, value in inner:
        yield from numbers(value, f"{path}.{name}" if path else str(name))
    if isinstance(figures, int | float):
        yield path, float(figures)


def spread(plays: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Mean and standard deviation of every figure over the plays."""
    values: dict[str, list[float]] = {}
    for play in plays:
        for path, value in numbers(play):
            values.setdefault(path, []).append(value)
    return {path: {"mean": statistics.fmean(of), "spread": statistics.stdev(of)} for path, of in values.items()
            if len(of) > 1}


def options() -> argparse.Namespace:
    parser = Parser("pools", __doc__)
    parser.add_argument("--trace", required=True, help="FILE.contacts.csv")
    parser.add_argument("--roster", required=True, help="FILE.roster.csv")
    parser.add_argument("--log", help="where the log of the first play is written")
    parser.add_argument("--refill", choices=("always", "voice-first"), default=Reading.refill)
    parser.add_argument("--transfers", choices=("first", "received", "last"), default=Reading.transfers)
    parser.add_argument("--chats", choices=("longest", "idle", "busy"), default=Reading.chats)
    parser.add_argument("--plays", type=int, default=1, help="how often, with equally idle people in other orders")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser.parse_args()


def main() -> int:
    chosen = options()
    try:
        contacts = traces.contacts(traces.read(chosen.trace))
        people = traces.people(traces.read(chosen.roster))
    except traces.Rejected as fault:
        print(f"pools: {fault}", file=sys.stderr)
        return 78
    order = sorted(people.values(), key=lambda person: person.name)
    plays = []
    for seed in range(max(1, chosen.plays)):
        log = Pool(contacts, order, Reading(chosen.refill, chosen.transfers, chosen.chats)).play()
        plays.append(scores.Scores(contacts, people, log).figures())
        if seed == 0 and chosen.log:
            traces.write(chosen.log, log)
        random.Random(seed).shuffle(order)
    if len(plays) == 1:
        print(json.dumps(plays[0]) if chosen.json else "\n".join(scores.lines(plays[0])))
        return 0
    found = spread(plays)
    print(json.dumps(found) if chosen.json else "\n".join(
        f"{path}: {value['mean']:.2f} +- {value['spread']:.2f}" for path, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
