"""What cannot have been in a routing log, or must not be, of the trace and the roster that it is of."""
from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from proving.traces import SECOND, Contact, Person, Segment, seconds

FINAL = ("served", "abandoned", "waiting")
# How far two times of one instant may differ, in milliseconds: by the rounding of both.
SAME = 2
# How far apart a leg's end and the next leg's entry, or patience and leaving, may be.
NEAR = SECOND
# What finding back costs after an interruption, and how much less than its handle time a contact may take.
REORIENTATION, SHORT = 30 * SECOND, SECOND // 2
MOST_INTERRUPTIONS = 3
# What may be put aside: routine messages and letters.
PARKED_CHANNELS, PARKED_QUEUES = ("message", "letter"), ("message", "written_routine")
# The times and the agent that a row of each outcome has.
HAS = {"served": ("queued", "start", "end", "agent"), "parked": ("queued", "start", "end", "agent"),
       "abandoned": ("queued", "end"), "waiting": ("queued",)}

Leg = tuple[str, int]


@dataclass(frozen=True)
class Violation:
    """One thing in a log that cannot have been, or must not be."""

    check: str
    contact: str
    leg: int
    agent: str
    value: str
    expected: str

    def __str__(self) -> str:
        return (f"{self.check}: contact {self.contact} leg {self.leg} agent {self.agent or 'none'}: {self.value}, "
                f"expected {self.expected}")


class Judge:
    """Goes through one log; what it finds is in `violations` and `inversions`."""

    def __init__(self, contacts: dict[str, Contact], people: dict[str, Person], log: Sequence[Segment]) -> None:
        self.contacts, self.people = contacts, people
        self.violations: list[Violation] = []
        self.inversions: list[Violation] = []
        self.legs: dict[Leg, list[Segment]] = defaultdict(list)
        times = (time for row in log for time in (row.queued, row.start, row.end))
        self.end = max((time for time in times if time is not None), default=0)
        sound = [row for row in log if self._is_sound(row)]
        for row in sorted(sound, key=lambda row: (row.start is None, row.start or 0)):
            self.legs[row.contact, row.leg].append(row)
        self._judge_all()

    def _judge_all(self) -> None:
        for contact in self.contacts.values():
            self._complete(contact)
        for (name, leg), rows in self.legs.items():
            contact = self.contacts[name]
            for row in rows:
                self._entry(contact, row)
                self._server(contact, row)
                self._outcome(contact, row)
            self._course(contact, leg, rows)
        worked = defaultdict(list)
        for row in self._begun():
            worked[row.agent].append(row)
        for name, rows in worked.items():
            if name in self.people:
                self._capacity(self.people[name], rows)
        self._order()

    def _begun(self) -> list[Segment]:
        return [row for rows in self.legs.values() for row in rows if row.start is not None]

    def _expect(self, condition: object, check: str, row: Segment, value: str, expected: str) -> bool:
        if not condition:
            self.violations.append(Violation(check, row.contact, row.leg, row.agent, value, expected))
        return bool(condition)

    def _is_sound(self, row: Segment) -> bool:
        """Whether a row says what a row of its outcome says; one that does not is judged no further."""
        if not self._expect(row.contact in self.contacts, "unknown", row, "a row of the log", "a contact of the trace"):
            return False
        contact = self.contacts[row.contact]
        if not self._expect(row.leg == 1 or row.leg == 2 and contact.leg2_queue, "unknown", row,
                            f"leg {row.leg}", "a leg that the trace has"):
            return False
        if not self._expect(row.outcome in HAS, "form", row, f"outcome {row.outcome}", " or ".join(HAS)):
            return False
        has = tuple(name for name in ("queued", "start", "end", "agent") if getattr(row, name) not in {None, ""})
        if not self._expect(has == HAS[row.outcome], "form", row, f"{row.outcome} with {' '.join(has) or 'nothing'}",
                            " ".join(HAS[row.outcome])):
            return False
        return self._expect(row.start is None or row.end is None or row.start <= row.end, "form", row,
                            f"end {seconds(row.end)}", f"not before start {seconds(row.start)}")

    def _complete(self, contact: Contact) -> None:
        """Each leg that there must be has one final row, and no other is there."""
        first = self._final(contact, 1)
        was_served = first is not None and first.outcome == "served"
        if contact.leg2_queue and was_served:
            self._final(contact, 2)
        elif rows := self.legs.get((contact.name, 2)):
            self._expect(False, "missing", rows[0], "a leg 2", "none without a served leg 1")

    def _final(self, contact: Contact, leg: int) -> Segment | None:
        rows = self.legs.get((contact.name, leg), [])
        finals = [row for row in rows if row.outcome in FINAL]
        if len(finals) == 1:
            return finals[0]
        row = finals[0] if finals else Segment(contact.name, leg, None, None, None, "", "")
        self._expect(False, "doubled" if finals else "missing", row, f"{len(finals)} final rows", "one")
        return None

    def _entry(self, contact: Contact, row: Segment) -> None:
        """When a leg began to wait, and that it was served after that."""
        queued = known(row.queued)
        self._expect(queued >= contact.arrival - SAME, "entry", row, f"queued {seconds(row.queued)}",
                     f"not before arrival {seconds(contact.arrival)}")
        self._expect(row.start is None or row.start >= queued - SAME, "entry", row, f"start {seconds(row.start)}",
                     f"not before queued {seconds(row.queued)}")
        first = self.legs.get((contact.name, 1))
        if row.leg == 2 and first and first[-1].end is not None:
            self._expect(abs(queued - first[-1].end) <= NEAR, "handover", row, f"queued {seconds(row.queued)}",
                         f"the end of leg 1, {seconds(first[-1].end)}")

    def _server(self, contact: Contact, row: Segment) -> None:
        """Whoever began it is of the roster, can do it and was there."""
        if row.start is None:
            return
        person = self.people.get(row.agent)
        if person is None:
            self._expect(False, "agent", row, "an agent", "one of the roster")
            return
        needs = contact.needs_of(row.leg)
        self._expect(person.can(needs), "skill", row, f"has {words(person.skills)}", words(needs))
        shifts = " ".join(f"{seconds(start)}-{seconds(end)}" for start, end in person.shifts)
        self._expect(person.is_on(row.start), "shift", row, f"start {seconds(row.start)}", f"within {shifts}")

    def _outcome(self, contact: Contact, row: Segment) -> None:
        """Who left, left when patience ended; who stayed for good had none, or is there still."""
        patience, since = contact.patience_of(row.leg), contact.arrival if row.leg == 1 else known(row.queued)
        if row.outcome == "abandoned":
            stayed = known(row.end) - since
            self._expect(patience is not None and abs(stayed - patience) <= NEAR, "patience", row,
                         f"left after {seconds(stayed)}", limit(patience, "that it never leaves"))
        elif row.outcome == "waiting":
            self._expect(patience is None or since + patience > self.end - NEAR, "patience", row,
                         f"waits at the log's end, {seconds(self.end)}", f"left at {seconds(since + (patience or 0))}")
        elif row.outcome == "parked":
            self._expect(contact.channel in PARKED_CHANNELS and contact.queue in PARKED_QUEUES,
                         "parking" if contact.kind == "written" else "live-parking", row,
                         f"parked {contact.channel} of {contact.queue}", "a routine message or letter")

    def _course(self, contact: Contact, leg: int, rows: list[Segment]) -> None:
        """The segments of one leg: one after another, not too many, long enough, the first not too late."""
        begun = [row for row in rows if row.start is not None]
        for before, row in pairwise(begun):
            self._expect(before.outcome == "parked", "course", row, f"begun at {seconds(row.start)}",
                         f"nothing after it was {before.outcome}")
            self._expect(known(before.end) <= known(row.start), "course", row, f"begun at {seconds(row.start)}",
                         f"not before {before.agent} put it aside at {seconds(before.end)}")
        parked = sum(row.outcome == "parked" for row in rows)
        self._expect(parked <= MOST_INTERRUPTIONS, "interruptions", rows[-1], f"{parked} interruptions",
                     f"at most {MOST_INTERRUPTIONS}")
        if not begun:
            return
        patience = contact.patience_of(leg)
        waited = known(begun[0].start) - (contact.arrival if leg == 1 else known(begun[0].queued))
        self._expect(patience is None or waited <= patience + NEAR, "late", begun[0], f"begun after {seconds(waited)}",
                     limit(patience, "any"))
        if begun[-1].outcome == "served":
            total = sum(known(row.end) - known(row.start) for row in begun)
            least = contact.handle_of(leg) + parked * REORIENTATION
            self._expect(total >= least - SHORT, "handle", begun[-1], f"{seconds(total)} s in hand",
                         f"at least {seconds(least)} with {parked} interruptions")

    def _capacity(self, person: Person, rows: list[Segment]) -> None:
        """At each start, what the agent has in hand with it; what ends at that instant is in hand no more."""
        most = {"voice": person.max_voice, "chat": person.max_chat, "written": 1}
        ends: list[tuple[int, str]] = []
        held: Counter[str] = Counter()
        for row in sorted(rows, key=lambda row: (row.start, row.end)):
            while ends and ends[0][0] <= known(row.start):
                held[heapq.heappop(ends)[1]] -= 1
            kind = self.contacts[row.contact].kind
            others = {other: count for other, count in held.items() if count and other != kind}
            self._expect(not others, "kinds", row, f"{kind} at {seconds(row.start)} beside {words(others)}",
                         "one kind at a time")
            held[kind] += 1
            self._expect(held[kind] <= most[kind], "capacity", row, f"{held[kind]} {kind} at {seconds(row.start)}",
                         f"at most {most[kind]}")
            heapq.heappush(ends, (known(row.end), kind))

    def _order(self) -> None:
        """Within a queue and need of the telephone, who came first is served first."""
        lines: dict[tuple[str, str], list[Segment]] = defaultdict(list)
        for (name, leg), rows in self.legs.items():
            contact = self.contacts[name]
            if contact.is_phone and leg == 1:
                lines[contact.queue, words(contact.needs)].append(rows[0])
        found = [pair for line in lines.values() for pair in inversions(line)]
        for row, passed in sorted(found, key=lambda pair: (pair[0].start, pair[0].contact)):
            self.inversions.append(Violation(
                "inversion", row.contact, row.leg, row.agent,
                f"begun at {seconds(row.start)} though queued {seconds(row.queued)}",
                f"{passed.contact} before it, queued {seconds(passed.queued)} and then {passed.outcome}"))


def inversions(line: list[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Each that began while an earlier one waited, with the first of those."""
    coming = sorted(line, key=lambda row: known(row.queued))
    first = 0
    for row in sorted((row for row in line if row.start is not None), key=lambda row: known(row.start)):
        # Who has been served or has left by now has so at every later start.
        while first < len(coming) and not is_waiting(coming[first], known(row.start)):
            first += 1
        if first < len(coming) and known(coming[first].queued) < known(row.queued) - SAME:
            yield row, coming[first]


def known(time: int | None) -> int:
    """A time that a row has, or it had been judged no further."""
    assert time is not None
    return time


def is_waiting(row: Segment, instant: int) -> bool:
    left = row.end if row.start is None else row.start
    return left is None or left > instant + SAME


def words(levels: dict[str, int]) -> str:
    return "|".join(f"{name}:{level}" for name, level in sorted(levels.items())) or "nothing"


def limit(patience: int | None, otherwise: str) -> str:
    return otherwise if patience is None else f"patience of {seconds(patience)}"
