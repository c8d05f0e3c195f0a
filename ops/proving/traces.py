"""The files of routing that other programs write: a trace's contacts, its roster, and the log of who served whom.

Times are whole milliseconds, as the files have three decimals: no sum of them is ever a hair beside its limit.
"""
from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

SECOND = 1000
DAY = 86_400 * SECOND
# What a skill is worth that a roster names without a level.
LEVEL = 5
KINDS = {"phone": "voice", "walkin": "voice", "chat": "chat"}
LOG_COLUMNS = ("contact_id", "leg", "queued_s", "start_s", "end_s", "agent_id", "outcome")

Row = dict[str, str]
Made = TypeVar("Made")


class Rejected(Exception):
    """A file has not the form that it should have."""


def kind_of(channel: str) -> str:
    """What of an agent a channel takes: voice, chat or written."""
    return KINDS.get(channel, "written")


def milliseconds(text: str) -> int:
    return round(float(text) * SECOND)


def perhaps(text: str | None) -> int | None:
    """What the files leave empty is None."""
    return milliseconds(text) if text else None


def seconds(time: int | None) -> str:
    return "" if time is None else f"{time / SECOND:.3f}"


def levels(text: str, otherwise: int) -> dict[str, int]:
    """`claims|spanish:2`, with the level that a skill has or needs when none is named."""
    found = {}
    for part in text.split("|") if text else []:
        name, _, level = part.partition(":")
        found[name] = int(level) if level else otherwise
    return found


@dataclass(slots=True)
class Contact:
    """A line of BASE.contacts.csv."""

    name: str
    arrival: int
    channel: str
    queue: str
    needs: dict[str, int]
    priority: int
    handle: int
    patience: int | None
    deadline: int | None
    deadline_kind: str
    leg2_queue: str
    leg2_handle: int
    leg2_patience: int | None

    @property
    def kind(self) -> str:
        return kind_of(self.channel)

    @property
    def is_phone(self) -> bool:
        return self.channel == "phone"

    def needs_of(self, leg: int) -> dict[str, int]:
        return self.needs if leg == 1 else {self.leg2_queue: 1}

    def handle_of(self, leg: int) -> int:
        return self.handle if leg == 1 else self.leg2_handle

    def patience_of(self, leg: int) -> int | None:
        return self.patience if leg == 1 else self.leg2_patience


@dataclass(slots=True)
class Person:
    """The lines of BASE.roster.csv that are of one agent."""

    name: str
    skills: dict[str, int]
    max_voice: int
    max_chat: int
    shifts: list[tuple[int, int]] = field(default_factory=list)

    def is_on(self, time: int) -> bool:
        """Within a shift; the instant of its end is outside."""
        return any(start <= time < end for start, end in self.shifts)

    def can(self, needs: dict[str, int]) -> bool:
        return all(self.skills.get(skill, 0) >= level for skill, level in needs.items())


@dataclass(slots=True)
class Segment:
    """A line of the log: a wait, and what came of it."""

    contact: str
    leg: int
    queued: int | None
    start: int | None
    end: int | None
    agent: str
    outcome: str

    @property
    def row(self) -> tuple[str, ...]:
        times = (seconds(time) for time in (self.queued, self.start, self.end))
        return (self.contact, str(self.leg), *times, self.agent, self.outcome)


def contacts(rows: Iterable[Row]) -> dict[str, Contact]:
    """The contacts of a trace by their ids."""
    found: dict[str, Contact] = {}
    for contact in made(rows, _contact):
        if contact.name in found:
            raise Rejected(f"contact {contact.name} is twice in the trace")
        found[contact.name] = contact
    return found


def _contact(row: Row) -> Contact:
    return Contact(
        row["contact_id"], milliseconds(row["arrival_s"]), row["channel"], row["queue"],
        levels(row["required_skills"], 1), int(row["priority"]), milliseconds(row["handle_s"]),
        perhaps(row["patience_s"]), perhaps(row["deadline_s"]), row["deadline_kind"], row["leg2_queue"],
        milliseconds(row["leg2_handle_s"] or "0"), perhaps(row["leg2_patience_s"]))


def people(rows: Iterable[Row]) -> dict[str, Person]:
    """The agents of a roster by their ids, each with all its shifts."""
    found: dict[str, Person] = {}
    for one in made(rows, _person):
        person = found.setdefault(one.name, one)
        if (person.skills, person.max_voice, person.max_chat) != (one.skills, one.max_voice, one.max_chat):
            raise Rejected(f"agent {one.name} has other skills or room in one shift than in another")
        if person is not one:
            person.shifts += one.shifts
    return found


def _person(row: Row) -> Person:
    return Person(row["agent_id"], levels(row["skills"], LEVEL), int(row["max_voice"]), int(row["max_chat"]),
                  [(milliseconds(row["on_s"]), milliseconds(row["off_s"]))])


def segments(rows: Iterable[Row]) -> list[Segment]:
    return made(rows, lambda row: Segment(
        row["contact_id"], int(row["leg"]), perhaps(row["queued_s"]), perhaps(row["start_s"]), perhaps(row["end_s"]),
        row["agent_id"], row["outcome"]))


def made(rows: Iterable[Row], make: Callable[[Row], Made]) -> list[Made]:
    """Each row as what it says; the first that says nothing of the kind is named."""
    found = []
    for number, row in enumerate(rows, 1):
        try:
            if None in row or None in row.values():
                raise ValueError("columns")
            found.append(make(row))
        except (KeyError, TypeError, ValueError) as fault:
            raise Rejected(f"row {number}, {row}: {fault!r}") from fault
    return found


def read(path: str) -> list[Row]:
    try:
        with open(path, newline="") as file:
            return list(csv.DictReader(file))
    except OSError as fault:
        raise Rejected(f"{path}: {fault.strerror}") from fault


def write(path: str, log: Iterable[Segment]) -> None:
    """Writes a log in the form in which it is read."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LOG_COLUMNS)
        writer.writerows(segment.row for segment in log)
