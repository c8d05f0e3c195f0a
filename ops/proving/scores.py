"""What a routing log is measured by, counted from the log and the trace alone.

Phone figures are shares of all first legs on the telephone that the trace has, also of those that left at once or that
nobody answered; who was put through is in none of them. A wait lasts from arrival to the first start, that of a second
leg from its entry to its start. A day is that of the arrival. How many standards of the policy table's 13 are met is
not counted: nothing says which 13 these are.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proving.traces import DAY, SECOND, Contact, Person, Segment

# The limits that the register has for calls, each with a daily window, of those that a log can show: answered in 20 s,
# answered by a person in 30 s, abandoned, and the mean wait of the answered. "All phone standards" are these four.
REGISTER = "phone-answer-80-20, telephone-answer-individual, telephone-abandonment, telephone-asa"


@dataclass(slots=True)
class Wait:
    """How long one leg waited, None when nobody took it, and how it ended."""

    contact: Contact
    leg: int
    waited: int | None
    outcome: str

    def is_within(self, limit: int) -> bool:
        return self.waited is not None and self.waited <= limit * SECOND

    @property
    def line(self) -> str:
        return self.contact.queue if self.leg == 1 else self.contact.leg2_queue


def share(part: int, whole: int) -> float | None:
    """In percent; a share of nothing is none."""
    return 100 * part / whole if whole else None


def within(waits: list[Wait], limit: int) -> float | None:
    return share(sum(wait.is_within(limit) for wait in waits), len(waits))


def abandoned(waits: list[Wait]) -> float | None:
    return share(sum(wait.outcome == "abandoned" for wait in waits), len(waits))


def mean_wait(waits: list[Wait]) -> float | None:
    """Seconds that the answered waited, in the mean."""
    answered = [wait.waited for wait in waits if wait.waited is not None]
    return sum(answered) / len(answered) / SECOND if answered else None


class Scores:
    """The figures of one log."""

    def __init__(self, contacts: dict[str, Contact], people: dict[str, Person], log: Iterable[Segment]) -> None:
        self.contacts, self.people = contacts, people
        self.rows: dict[tuple[str, int], list[Segment]] = defaultdict(list)
        for segment in log:
            self.rows[segment.contact, segment.leg].append(segment)
        times = (time for rows in self.rows.values() for row in rows for time in (row.queued, row.start, row.end))
        self.end = max((time for time in times if time is not None), default=0)
        self.waits = [self._wait(contact, 1) for contact in contacts.values()]
        self.transfers = [self._wait(contacts[name], leg) for name, leg in self.rows if leg == 2 and name in contacts]
        self.calls = [wait for wait in self.waits if wait.contact.is_phone]

    def _wait(self, contact: Contact, leg: int) -> Wait:
        rows = self.rows.get((contact.name, leg), [])
        starts = [row.start for row in rows if row.start is not None]
        since = contact.arrival if leg == 1 else next((row.queued for row in rows if row.queued is not None), None)
        waited = min(starts) - since if starts and since is not None else None
        return Wait(contact, leg, waited, next((row.outcome for row in rows if row.outcome != "parked"), "missing"))

    def figures(self) -> dict[str, Any]:
        classes, put_through = self._classes(self.calls), self._classes(self.transfers)
        return {
            "phone": self._phone(self.calls),
            "classes_30_s": classes, "transfers_30_s": put_through,
            "worst_class_30_s": min(classes.values(), default=None),
            "worst_class_30_s_with_transfers": min((classes | put_through).values(), default=None),
            "chat_60_s": within([wait for wait in self.waits if wait.contact.channel == "chat"], 60),
            "deadlines": self._deadlines(), "interruptions": self._interruptions(), "days": self._days()}

    @staticmethod
    def _phone(calls: list[Wait]) -> dict[str, Any]:
        return {"offered": len(calls), "answered_20_s": within(calls, 20), "answered_30_s": within(calls, 30),
                "abandoned": abandoned(calls), "mean_wait_s": mean_wait(calls)}

    @staticmethod
    def _classes(waits: list[Wait]) -> dict[str, float]:
        by_line: dict[str, list[Wait]] = defaultdict(list)
        for wait in waits:
            by_line[wait.line].append(wait)
        return {line: within(of, 30) or 0.0 for line, of in sorted(by_line.items())}

    def _deadlines(self) -> dict[str, dict[str, int]]:
        """Met, missed, and not decided when the log ends, of each class of written work."""
        counts: dict[str, dict[str, int]] = {}
        for contact in self.contacts.values():
            if contact.kind == "written" and contact.deadline is not None:
                row = counts.setdefault(contact.queue, {"met": 0, "missed": 0, "open": 0})
                row[self._fate(contact, contact.deadline)] += 1
        return dict(sorted(counts.items()))

    def _fate(self, contact: Contact, deadline: int) -> str:
        rows = self.rows.get((contact.name, 1), [])
        starts = [row.start for row in rows if row.start is not None]
        ends = [row.end for row in rows if row.outcome == "served" and row.end is not None]
        done = min(starts if contact.deadline_kind == "start" else ends, default=None)
        if done is not None and done <= deadline:
            return "met"
        return "missed" if deadline <= self.end or done is not None else "open"

    def _interruptions(self) -> dict[str, Any]:
        count = sum(row.outcome == "parked" for rows in self.rows.values() for row in rows)
        days = len({(person.name, start // DAY) for person in self.people.values() for start, _ in person.shifts})
        return {"count": count, "agent_days": days, "per_agent_day": count / days if days else None}

    def _days(self) -> dict[str, Any]:
        by_day: dict[int, list[Wait]] = defaultdict(list)
        for call in self.calls:
            by_day[call.contact.arrival // DAY].append(call)
        days = [{"day": day, **self._phone(calls)} for day, calls in sorted(by_day.items())]
        return {"days": days, "of": len(days), "answered_20_s": sum(day["answered_20_s"] >= 80 for day in days),
                "all_phone": sum(self._holds(day) for day in days)}

    @staticmethod
    def _holds(day: dict[str, Any]) -> bool:
        return (day["answered_20_s"] >= 80 and day["answered_30_s"] >= 90 and day["abandoned"] < 5
                and day["mean_wait_s"] is not None and day["mean_wait_s"] <= 45)


def lines(figures: dict[str, Any]) -> list[str]:
    """The figures for a reader."""
    phone, interruptions, days = figures["phone"], figures["interruptions"], figures["days"]
    named = [(f"phone answered in 20 s, of {phone['offered']}", phone["answered_20_s"]),
             ("phone answered in 30 s", phone["answered_30_s"]), ("phone abandoned", phone["abandoned"]),
             ("worst class in 30 s", figures["worst_class_30_s"]),
             ("worst class in 30 s, with transfers", figures["worst_class_30_s_with_transfers"]),
             ("chat answered in 60 s", figures["chat_60_s"])]
    named += [(f"{name} in 30 s", value) for name, value in figures["classes_30_s"].items()]
    named += [(f"{name} in 30 s, second legs", value) for name, value in figures["transfers_30_s"].items()]
    said = [f"{name}: {percent(value)}" for name, value in named]
    said += [f"{name} deadlines: {row['met']} met, {row['missed']} missed, {row['open']} not decided"
             for name, row in figures["deadlines"].items()]
    said.append(f"interruptions: {interruptions['count']}, {number(interruptions['per_agent_day'])} per agent-day")
    said += [f"day {day['day']}: {percent(day['answered_20_s'])} in 20 s, {percent(day['answered_30_s'])} in 30 s, "
             f"{percent(day['abandoned'])} abandoned, {number(day['mean_wait_s'])} s mean wait" for day in days["days"]]
    said.append(f"days with 80 % in 20 s: {days['answered_20_s']} of {days['of']}")
    said.append(f"days on which all of {REGISTER} hold: {days['all_phone']} of {days['of']}")
    return said


def percent(value: float | None) -> str:
    return "no data" if value is None else f"{value:.1f} %"


def number(value: float | None) -> str:
    return "no data" if value is None else f"{value:.2f}"
