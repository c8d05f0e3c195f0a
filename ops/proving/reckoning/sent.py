"""What was sent, as contacts and pieces of work: nothing else is known here, least of all what a centre made of it."""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from proving.reckoning.instants import DAY, HOUR, SECOND, micros

# What clocks of machines in one centre may differ by (decision 0025).
SKEW = 300 * SECOND
# What is said of a piece of work, by the field that has it.
WORDS = {"work_event": "event", "work_facts": "facts", "work_reclassified": "class"}
# How long before it is told a live contact can have come (single-host.yaml, received_within).
LIVE_WITHIN = {"phone": 4 * HOUR, "chat": 4 * HOUR, "walk_in": 12 * HOUR}


@dataclass
class Happening:
    """Something that happened to a contact, in the order in which it was told."""

    at: int
    told: int
    what: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Change:
    """A later word about a contact: what it is, or when it was received."""

    told: int
    is_proved: bool
    types: list[str] | None = None
    requester: str | None = None
    urgency: str | None = None
    received: int | None = None


@dataclass
class Contact:
    """One contact as it was sent."""

    id: str
    channel: str
    received: int
    told: int
    inquiries: list[tuple[str, str | None]]
    member: str | None = None
    requester: str = "beneficiary"
    urgency: str = "routine"
    essentials: list[str] | None = None
    happened: list[Happening] = field(default_factory=list)
    # After it ended: inquiries followed up, and whose it turned out to be.
    after: list[Happening] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def by(self, count: int) -> Contact:
        """What it is by the first so many of the later words."""
        found = self
        for change in self.changes[:count]:
            types = change.types or [name for name, _ in found.inquiries]
            issues = [issue for _, issue in found.inquiries]
            found = replace(
                found, inquiries=list(zip(types, issues, strict=True)), requester=change.requester or found.requester,
                urgency=change.urgency or found.urgency,
                received=found.received if change.received is None else change.received)
        return found

    def latest(self) -> Contact:
        return self.by(len(self.changes))


@dataclass
class Word:
    """Something said of a piece of work: an event, facts or another class."""

    at: int
    told: int
    kind: str
    what: Any
    evidence: str | None
    # Facts that an event brings along, the case before it.
    facts: dict[str, str] = field(default_factory=dict)
    # The keeper was told that it was not taken; why is not read.
    is_refused: bool = False


@dataclass
class Item:
    """One piece of work as it was sent."""

    id: str
    name: str
    received: int
    told: int
    facts: dict[str, str]
    requester: str | None
    evidence: str | None
    words: list[Word] = field(default_factory=list)
    # When it was received by a later word.
    corrected: int | None = None


@dataclass
class Feed:
    """What carriers counted and surveys asked."""

    trunks: list[dict[str, Any]] = field(default_factory=list)
    surveys: list[dict[str, Any]] = field(default_factory=list)


class Sent:
    """All of it, read once."""

    def __init__(self, path: str, routed: dict[str, str], lag: int | None = None) -> None:
        # What a real centre heard it heard between the beginning and the end of a call, and by `lag` later at most;
        # None is the beginning.
        self.lag = lag
        self.contacts: dict[str, Contact] = {}
        self.items: dict[str, Item] = {}
        self.feed = Feed()
        self.end = 0
        # By its key, when something was taken first; a sender that heard nothing says the same again.
        self.first: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.routed = routed
        lines = list(self._lines(path))
        for line in lines:
            self._note_key(line)
        for line in lines:
            self._take(line)
        for item in self.items.values():
            item.words.sort(key=lambda word: word.told)

    @staticmethod
    def _lines(path: str) -> Iterator[dict[str, Any]]:
        with open(path) as file:
            for line in file:
                yield json.loads(line)

    @staticmethod
    def _is_taken(line: dict[str, Any]) -> bool:
        """Whether the centre has it: it said so, or it died with it on its disk."""
        answer = line.get("answer") or {}
        return answer.get("status") in ("accepted", "known") or answer.get("committed") is True or "session" in answer

    def _note_key(self, line: dict[str, Any]) -> None:
        if line["what"] != "event" or not self._is_taken(line) or not (key := line["event"].get("key")):
            return
        self.first.setdefault(key, self._told(line))
        if contact := line["answer"].get("contact"):
            self.names.setdefault(key, contact)

    def _told(self, line: dict[str, Any]) -> int:
        return micros(line.get("began", line["sent"])) if self.lag is None else micros(line["sent"]) + self.lag

    def _take(self, line: dict[str, Any]) -> None:
        self.end = max(self.end, micros(line["sent"]))
        told = self._told(line)
        if line["what"] == "serving":
            self._happen(line["contact"], Happening(told, told, "serving", line))
        elif line["what"] == "ask" and self._is_taken(line):
            self._ask(line, told)
        elif line["what"] == "event" and self._is_taken(line):
            event, key = line["event"], line["event"].get("key")
            if key and self.first.get(key) != told:
                return
            if key:
                del self.first[key]
            self._event(event, told, line.get("about", {}), self.names.get(key or "", ""))
        elif line["what"] == "event" and line["event"]["type"] in WORDS and "error" in (line.get("answer") or {}):
            self._word(line["event"], told, True)

    def _happen(self, contact: str, happening: Happening) -> None:
        if contact in self.contacts:
            self.contacts[contact].happened.append(happening)

    def _ask(self, line: dict[str, Any], told: int) -> None:
        contact = (line.get("about") or {}).get("contact")
        if not contact:
            return
        word = line["path"].split("/")[-1]
        data = {"agent": line["agent"], "body": line["body"], "tier": line["about"].get("tier")}
        happening = Happening(told, told, word, data)
        if word in ("follow-up", "identity"):
            self.contacts[contact].after.append(happening)
        else:
            self._happen(contact, happening)

    def _event(self, event: dict[str, Any], told: int, about: dict[str, Any], name: str) -> None:
        kind = event["type"]
        if kind == "arrived":
            self._arrived(event, told, name)
        elif kind == "work_item":
            self._work(event, told, name)
        elif kind == "contact_reclassified":
            types = [inquiry["type"] for inquiry in event["inquiries"]] if "inquiries" in event else None
            self.contacts[event["contact"]].changes.append(Change(
                told, "evidence" in event, types, event.get("requester"), event.get("urgency")))
        elif kind == "receipt_corrected" and "item" in event:
            self.items[event["item"]].corrected = micros(event["received"])
        elif kind == "receipt_corrected":
            self.contacts[event["contact"]].changes.append(Change(told, True, received=micros(event["received"])))
        elif kind in WORDS:
            self._word(event, told, False)
        elif kind == "attempts_blocked":
            self.feed.trunks.append(event)
        elif kind == "survey_answered":
            self.feed.surveys.append(event)
        elif kind in ("effect_done", "effect_failed"):
            word = f"{about.get('action')} {kind[7:]}"
            at = min(micros(event["at"]), told) if event.get("at") else told
            self._happen(about.get("contact", ""), Happening(at, told, word, {**about, **event}))
        else:
            contact = self.contacts[event["contact"]]
            at = self._happened(event.get("at"), contact.received, told)
            self._happen(contact.id, Happening(at, told, kind))

    @staticmethod
    def _happened(said: str | None, received: int, told: int) -> int:
        """A medium's instant: neither before its contact came nor after it was told."""
        at = micros(said) if said else told
        return told if at >= told or at < received - SKEW else max(at, received)

    def _arrived(self, event: dict[str, Any], told: int, name: str) -> None:
        said = micros(event["received"]) if event.get("received") else told
        channel = event["channel"]
        received = told if said > told or said < told - LIVE_WITHIN.get(channel, 10**6 * DAY) else said
        self.contacts[name] = Contact(
            name, channel, received, told, [(i["type"], i.get("issue")) for i in event["inquiries"]],
            event.get("member"), event.get("requester", "beneficiary"), event.get("urgency", "routine"),
            event.get("essentials"))

    def _work(self, event: dict[str, Any], told: int, name: str) -> None:
        said = micros(event["received"]) if event.get("received") else told
        item = Item(name, event["class"], min(said, told), told, dict(event.get("facts", {})), event.get("requester"),
                    event.get("evidence"))
        self.items[name] = item
        if item.name in self.routed:
            self.contacts[name] = Contact(name, "work_item", item.received, told, [(self.routed[item.name], None)],
                                          requester=item.requester or "beneficiary")

    def _word(self, event: dict[str, Any], told: int, is_refused: bool) -> None:
        if event["item"] not in self.items:
            return
        item, kind = self.items[event["item"]], WORDS[event["type"]]
        said = micros(event["at"]) if event.get("at") else told
        item.words.append(Word(
            min(max(said, item.received), told), told, kind, event[kind], event.get("evidence"),
            event.get("facts", {}) if kind == "event" else {}, is_refused))
