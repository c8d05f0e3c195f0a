"""Tracked work as the clauses have it: its clocks, what it came to, and the facts by which it is counted."""
from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from proving.reckoning.clocks import Running
from proving.reckoning.gates import Gate
from proving.reckoning.law import FOREVER, Due, Law
from proving.reckoning.sent import Item, Word

GOVERNMENT = ("congressional", "asd_ha", "dha")
EXCLUDED = ("external-development", "third-party-liability", "other-contractor", "government")
APPEALS = ("appeal-expedited", "appeal-medical-necessity", "appeal-factual", "appeal-reversed")
CLINICAL = ("preauthorization", *APPEALS, "clinical-review")
# Events that say nothing without a proof of them, in any class that has them.
PROVED = {"government-direction", "interim-sent", "rescheduled"}


@dataclass
class State:
    """What an item is: its class, its facts, and who asked."""

    name: str
    facts: dict[str, str]
    requester: str | None

    @property
    def is_government(self) -> bool:
        return self.requester in GOVERNMENT

    @property
    def is_new_voucher(self) -> bool:
        return (self.name == "ted-voucher" and self.facts.get("submission") != "resubmission"
                and self.facts.get("state") not in ("unprocessable", "edit-failure"))

    def is_voucher(self, state: str) -> bool:
        return self.name == "ted-voucher" and self.facts.get("state") == state


@dataclass
class Rule:
    """Who owes something by a clause, until which event."""

    clock: str
    owes: Callable[[State], bool]
    until: tuple[str, ...]
    # Counts from this event instead of receipt, and only when it comes after another one.
    since: str | None = None
    after: str | None = None
    # Ends it owing nothing.
    lapses: str | None = None
    pause: tuple[str, str] | None = None


def of(*names: str) -> Callable[[State], bool]:
    return lambda state: state.name in names


RULES = [
    # ¶1.1: complete at receipt, unless what is missing was asked for; then from when the last of it came.
    Rule("preauthorization.determination", of("preauthorization"), ("determination-issued",),
         lapses="information-requested"),
    Rule("preauthorization.completed", of("preauthorization"), ("determination-issued",), since="information-complete",
         after="information-requested"),
    Rule("referral.determination", of("referral"), ("determination-issued",)),
    # ¶1.4: retained unless one of four grounds is given; and all, but for the Government's directions.
    Rule("claim.retained", lambda state: state.name == "claim" and state.facts.get("excluded") not in EXCLUDED,
         ("completed",)),
    Rule("claim.all", of("claim"), ("completed",), pause=("government-direction", "direction-lifted")),
    Rule("claims.history", of("claims-cycle"), ("history-available",), since="cycle-completed"),
    # ¶1.7
    Rule("ted.initial", lambda state: state.is_new_voucher, ("transmitted",)),
    Rule("ted.unprocessable", lambda state: state.is_voucher("unprocessable"), ("returned",)),
    Rule("ted.edit-failure", lambda state: state.is_voucher("edit-failure"), ("resubmitted",)),
    # ¶2
    Rule("filing", of("filing"), ("filed",)),
    Rule("information-request", of("information-request"), ("forwarded",)),
    # ¶3.1, ¶3.2, ¶5.0: what Congress or the Department writes is priority, whatever it is about.
    Rule("routine-written.stamp", lambda state: state.name == "routine-written" and not state.is_government,
         ("date-stamped",)),
    Rule("routine-written.response", lambda state: state.name == "routine-written" and not state.is_government,
         ("completed",)),
    Rule("priority-written.stamp", lambda state: state.name == "priority-written" or (
        state.name in ("routine-written", "grievance") and state.is_government), ("date-stamped",)),
    Rule("priority-written.response", lambda state: state.name == "priority-written" or (
        state.name in ("routine-written", "grievance", *APPEALS) and state.is_government), ("completed",)),
    Rule("grievance.stamp", of("grievance"), ("date-stamped",)),
    Rule("grievance.interim", of("grievance"), ("interim-sent", "completed")),
    Rule("grievance.completion", of("grievance"), ("completed",)),
    # ¶4
    Rule("appeal.expedited", of("appeal-expedited"), ("completed",), pause=("rescheduled", "resumed")),
    Rule("appeal.medical-necessity", of("appeal-medical-necessity"), ("completed",)),
    Rule("appeal.factual", of("appeal-factual"), ("determination-mailed",)),
    Rule("appeal.reversed", of("appeal-reversed"), ("completed",)),
    # ¶7
    Rule("debt.resolution", of("debt-research"), ("completed",)),
    # The brief, beside the manual (reading A17).
    Rule("clinical.review", of(*CLINICAL), ("clinically-reviewed",)),
    Rule("clinical.decision", of(*CLINICAL), ("determination-issued", "escalated", "completed")),
]


class Course:
    """How one piece of work went."""

    def __init__(self, item: Item, law: Law, plain: bool = False) -> None:
        # Plainly, without what excuses it: as decision 0046 undoes it.
        self.item, self.law, self.plain = item, law, plain
        self.received = item.received if plain or item.corrected is None else item.corrected
        facts = {name: value for name, value in item.facts.items()
                 if not plain or not self._is_excuse(item.name, name, value)}
        gate = self._gate(item.name)
        self.state = State(item.name, facts | gate.derived(facts), item.requester)
        # Reports that lacked what a clause asks for: the event, or none, and what was lacking.
        self.refusals: list[tuple[int, str | None, list[str]]] = []
        self.happened: set[str] = set()
        # Every event that was taken, reopened or not, and when it was over for the first time, withdrawn or not.
        self.taken: list[Word] = []
        self.first_end: tuple[int, bool] | None = None
        # What was the case from when on, as somebody said it.
        self.statements: list[tuple[int, dict[str, str]]] = [(self.received, self.state.facts)]
        # What it was, until it was said to be something else; with whether that was proved.
        self.was: list[tuple[State, int, bool]] = []
        self.ended: int | None = None
        self.told: int | None = None
        self.is_withdrawn = False
        # Plainly, it is not withdrawn; yet what was told after that was no try to end it.
        self.was_left = False
        self.events: list[Word] = []
        # What somebody said when it was over already.
        self.late: dict[str, list[int]] = {}
        news: list[tuple[str, int]] = []
        for word in item.words:
            before = self.state.facts
            if self._passes(word) and (undone := self._undone(word) if plain else word):
                self._take(undone)
            if word.kind == "facts":
                news += [(fact, word.told) for fact in word.what if self.state.facts.get(fact) != before.get(fact)]
        for fact, told in news:
            if self.ended is not None and told > self.ended:
                self.late.setdefault(fact, []).append(told)

    def _gate(self, name: str) -> Gate:
        return Gate(self.law.work[name])

    def _passes(self, word: Word) -> bool:
        """Whether a report has what clauses ask for; one without is none, but for the record."""
        gate, facts, date = self._gate(self.state.name), self.state.facts, self.law.local.date(word.at)
        said = word.what if word.kind == "facts" else word.facts
        lacking = gate.stated(facts, said, self.happened, date)
        if not lacking and word.kind == "event":
            lacking = gate.before_event(word.what, facts | said, self.happened, date)
        elif not lacking and word.kind == "class":
            lacking = gate.before_class(word.what, facts, self.happened, date)
        if lacking and (self.ended is None and not self.was_left or word.kind == "facts"):
            self.refusals.append((word.at, word.what if word.kind == "event" else None, lacking))
        return not lacking and not word.is_refused

    def _is_excuse(self, name: str, fact: str, value: str) -> bool:
        """A fact that needs a proof, and says what excuses."""
        rule = self.law.work[name].get("facts", {}).get(fact)
        return isinstance(rule, dict) and "evidence" in rule and value not in rule.get("but_for", [])

    def _undone(self, word: Word) -> Word | None:
        """What is left of a word when it may excuse nothing."""
        if word.kind == "class" or word.what == "withdrawn":
            self.was_left = self.was_left or word.what == "withdrawn"
            return None
        if word.facts:
            word = dataclasses.replace(word, facts={
                name: value for name, value in word.facts.items() if not self._is_excuse(self.state.name, name, value)})
        if word.kind == "facts":
            before = State(self.state.name, self.state.facts, self.state.requester)
            after = State(self.state.name, self.state.facts | word.what, self.state.requester)
            lost = any(rule.owes(before) and not rule.owes(after) for rule in RULES)
            facts = {name: value for name, value in word.what.items()
                     if not lost and not self._is_excuse(self.state.name, name, value)}
            return dataclasses.replace(word, what=facts) if facts else None
        crossed = any(due.holds(word.at) and not due.holds(word.told) for due in self._dues(word.what))
        return dataclasses.replace(word, at=word.told) if crossed else word

    def _dues(self, event: str) -> list[Due]:
        """The limits of what it owes still and what an event ends; who misses a target has not failed."""
        ends = event in self._row()["ends"]
        clocks = [clock for rule in RULES if rule.owes(self.state) and (ends or event in rule.until)
                  and (clock := self._clock(rule)) and clock.stop is None]
        return [self.law.due(clock.name, row["name"], clock.start, clock.pauses)
                for clock in clocks for row in self.law.limits[clock.name]["thresholds"] if row["level"] == "breach"]

    @property
    def completed(self) -> int | None:
        return None if self.is_withdrawn else self.ended

    def _row(self) -> dict[str, list[str]]:
        return self.law.work[self.state.name]

    def _take(self, word: Word) -> None:
        if word.kind == "class":
            self.was.append((self.state, word.told, word.evidence is not None))
            self.state = State(word.what, self.state.facts, self.state.requester)
            self._say(word.at, self._gate(word.what).derived(self.state.facts))
        elif word.kind == "facts":
            self.was.append((self.state, word.told, word.evidence is not None))
            self._say(word.at, word.what)
        elif word.what in self._row().get("reopens", []):
            # As if what had ended it had never been, and what is done first is to be done anew.
            self.events = [event for event in self.events if event.what not in self._row()["ends"]]
            self.ended, self.is_withdrawn, self.was_left = None, False, False
            self.happened.add(word.what)
            firsts = self._gate(self.state.name).firsts()
            self._say(word.at, {name: value for name, value in firsts.items() if name in self.state.facts}
                      | word.facts)
        else:
            if word.facts:
                self.was.append((self.state, word.told, word.evidence is not None))
                self._say(word.at, word.facts)
            self.events.append(word)
            self.taken.append(word)
            self.happened.add(word.what)
            if word.what in self._row()["ends"]:
                self.ended, self.told, self.is_withdrawn = word.at, word.told, word.what == "withdrawn"
                self.first_end = self.first_end or (word.at, self.is_withdrawn)

    def _say(self, at: int, said: dict[str, str]) -> None:
        facts = self.state.facts | said
        if said:
            facts |= self._gate(self.state.name).derived(facts)
        if facts != self.state.facts:
            self.statements.append((at, facts))
        self.state = State(self.state.name, facts, self.state.requester)

    def first(self, *names: str, since: int | None = None) -> int | None:
        """When one of these happened first."""
        found = [word.at for word in self.events
                 if word.what in names and not (word.what in PROVED and not word.evidence)
                 and (since is None or word.at >= since)]
        return min(found) if found else None

    def clocks(self) -> list[Running]:
        found = []
        for rule in RULES:
            clock = self._clock(rule)
            if clock is None:
                continue
            if not rule.owes(self.state):
                taken = [(told, proved) for state, told, proved in self.was if rule.owes(state)]
                if not taken:
                    continue
                told, proved = taken[-1]
                if proved:
                    continue
                clock.take_away(told)
            found.append(clock)
        return found

    def _clock(self, rule: Rule) -> Running | None:
        start: int | None = self.received
        if rule.since:
            asked = self.first(rule.after) if rule.after else 0
            start = self.first(rule.since, since=asked) if asked is not None else None
        if start is None:
            return None
        clock = Running(rule.clock, self.item.id, start)
        stop = self.first(*rule.until)
        clock.stop = None if stop is None else max(stop, start)
        clock.lapsed = self.ended if clock.stop is None else None
        if rule.lapses:
            lapsed = self.first(rule.lapses)
            if lapsed is not None and (clock.stop is None or lapsed < clock.stop):
                clock.stop, clock.lapsed = None, lapsed
        if rule.pause:
            clock.pauses = self._pauses(*rule.pause)
        # The contract leaves out what the Government ordered to be kept (¶1.4.2).
        clock.is_excluded = rule.clock == "claim.all" and self.state.facts.get("government-pend") == "yes"
        return clock

    def _pauses(self, begins: str, ends: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        begun = None
        for word in sorted(self.events, key=lambda word: word.at):
            if word.what == begins and word.evidence and begun is None:
                begun = word.at
            elif word.what == ends and begun is not None:
                found.append((begun, word.at))
                begun = None
        if begun is not None:
            found.append((begun, FOREVER))
        return found
