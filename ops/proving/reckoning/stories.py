"""Pieces of tracked work, drawn from a seed: what each is, and what is told of it, when and with what."""
from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import NamedTuple

from proving.reckoning.instants import DAY, MINUTE, text
from proving.reckoning.month import REQUESTERS, Month


class Word(NamedTuple):
    """What is told of a piece of work: after how many days, which kind of word, which word or facts, with what."""

    days: float
    kind: str
    what: object
    evidence: str | None = None
    # With an event; so many days after it where the fact is a date.
    facts: dict[str, str | datetime.timedelta] | None = None


class Work:
    """One piece of tracked work, as whoever keeps it will tell of it."""

    def __init__(self, ref: str, at: int, name: str, facts: dict[str, str]) -> None:
        self.ref, self.at, self.name, self.facts = ref, at, name, facts
        # When it was received, if that was before it is told.
        self.received: int | None = None
        self.requester: str | None = None
        self.evidence: str | None = None
        self.words: list[Word] = []
        self.item = ""


def stories(month: Month, count: int) -> list[Work]:
    """`count` pieces of work of each class."""
    found = []
    for name, tell in STORIES.items():
        for number in range(count * (3 if name in ("claim", "ted-record") else 1)):
            chance = month.chance("work", name, number)
            at = month.start + round(chance.random() * month.days * DAY * 0.95)
            work = Work(f"work/{name}/{number}", at, name, {})
            if name in AGED and chance.random() < 0.6:
                # Taken over from another system with the date of its receipt.
                work.received = at - round(chance.uniform(0.1, AGED[name]) * DAY)
            elif chance.random() < 0.5:
                work.received = at - round(chance.uniform(0, 5) * MINUTE)
            if chance.random() < 0.12:
                work.requester = chance.choice(REQUESTERS)
            tell(work, chance)
            if chance.random() < 0.04:
                work.words.append(Word(chance.uniform(0.2, 6), "event", "withdrawn", None))
            if chance.random() < 0.05:
                received = work.at if work.received is None else work.received
                work.words.append(Word(chance.uniform(0.1, 9), "receipt", text(min(
                    work.at, received + round(chance.choice([-4, -2, -1, 1]) * DAY)) - MINUTE), "stamp-9"))
            found.append(work)
    return sorted(found, key=lambda work: work.at)


AGED = {"claim": 100.0, "grievance": 70.0, "appeal-medical-necessity": 70.0, "appeal-factual": 70.0,
        "routine-written": 50.0, "priority-written": 35.0, "debt-research": 35.0, "ted-voucher": 50.0,
        "duplicate-set": 60.0, "appeal-reversed": 25.0, "filing": 6.0}


def _since(work: Work, chance: random.Random, days: float) -> float:
    """So many days after its receipt, as days after it is told: none before that."""
    late = (work.at - work.received) / DAY if work.received else 0.0
    return max(days - late, chance.uniform(0.001, 0.3))


def _ends(work: Work, chance: random.Random, word: str, most: float, share: float = 0.9,
          facts: dict[str, str | datetime.timedelta] | None = None) -> float:
    """It ends with `word`, mostly, somewhere around its limit of `most` days, and with facts, if not at once whole."""
    day = chance.choice([chance.uniform(0.05, most), chance.uniform(0.7 * most, 1.3 * most + 1)])
    after = _since(work, chance, day)
    if chance.random() < share:
        _wholly(work, chance, after, word, None, facts)
        if chance.random() < 0.06:
            work.words.append(Word(after + 0.5, "event", "reopened", None))
            if chance.random() < 0.8:
                _wholly(work, chance, after + chance.uniform(1, 6), word, None, facts)
    return after


def _wholly(work: Work, chance: random.Random, after: float, word: str, evidence: str | None,
            facts: dict[str, str | datetime.timedelta] | None) -> None:
    """Says a word with the facts that its clause asks for; now and then without some, and mostly once more then."""
    if facts and chance.random() < 0.25:
        part = {name: facts[name] for name in facts if chance.random() < 0.5}
        work.words.append(Word(after, "event", word, evidence, part or None))
        after += chance.uniform(0.01, 3)
        if chance.random() < 0.25:
            return
    work.words.append(Word(after, "event", word, evidence, facts))


def _clinical(work: Work, chance: random.Random) -> None:
    if chance.random() < 0.85:
        work.words.append(Word(chance.uniform(0.1, 1.4), "event", "clinically-reviewed", None))
    if chance.random() < 0.5:
        word = chance.choice(["determination-issued", "escalated"])
        work.words.append(Word(chance.uniform(2, 16), "event", word, None))


def _preauthorization(work: Work, chance: random.Random) -> None:
    work.facts = {"network": chance.choice(["yes", "no"])}
    if chance.random() < 0.85:
        work.words.append(Word(chance.uniform(0.1, 1.4), "event", "clinically-reviewed", None))
    if chance.random() < 0.4:
        work.words.append(Word(chance.uniform(0.05, 6), "event", "information-requested", None))
        if chance.random() < 0.85:
            work.words.append(Word(chance.uniform(1, 9), "event", "information-complete", None))
    elif chance.random() < 0.2:
        work.words.append(Word(chance.uniform(0.1, 2), "event", "information-complete", None))
    _ends(work, chance, "determination-issued", 7)


def _referral(work: Work, chance: random.Random) -> None:
    work.facts = {"enrolment": chance.choice(["prime", "prime", "prime", "other"]),
                  "area": chance.choice(["psa", "waived", "outside"]),
                  "destination": chance.choice(["military", "network", "network", "network", "non-network"]),
                  "authorized": chance.choice(["yes", "yes", "yes", "no"]),
                  "rofr": chance.choice(["ok", "ok", "ok", "not-applicable", "wrong"]),
                  "eligibility": chance.choice(["ok"] * 8 + ["wrong"]),
                  "provider": chance.choice(["ok"] * 8 + ["wrong"])}
    for fact in ("unknown-before-visit", "self-referral", "other-insurance", "directed-non-network"):
        if chance.random() < 0.1:
            work.facts[fact] = chance.choice(["yes", "no"])
    for fact in list(work.facts):
        if chance.random() < 0.03:
            del work.facts[fact]
    _ends(work, chance, "determination-issued", 4)


def _claim(work: Work, chance: random.Random) -> None:
    work.facts = {"network": chance.choice(["yes"] * 9 + ["no"]),
                  "enrolment": chance.choice(["prime", "prime", "tpr", "other"]),
                  "care": chance.choice(["other"] * 6 + ["emergency", "urgent"]),
                  "billed-cents": str(chance.randint(5000, 900_000))}
    if chance.random() < 0.95:
        work.facts["region"] = chance.choice(["north", "south", "west"])
    if chance.random() < 0.15:
        work.facts["point-of-service"] = chance.choice(["yes", "no"])
    if chance.random() < 0.15:
        work.facts["other-insurance"] = chance.choice(["yes", "no"])
    if chance.random() < 0.12:
        work.facts["excluded"] = chance.choice(
            ["external-development", "third-party-liability", "other-contractor", "government", "no"])
        work.evidence = "letter-77"
    if chance.random() < 0.06:
        work.facts["government-pend"] = chance.choice(["yes", "no"])
        work.evidence = "order-3"
    if chance.random() < 0.1:
        after = chance.uniform(0.2, 5)
        work.words.append(Word(after, "event", "government-direction", "order-9"))
        if chance.random() < 0.7:
            work.words.append(Word(after + chance.uniform(1, 12), "event", "direction-lifted", None))
    after = _ends(work, chance, "completed", chance.choice([30, 30, 90]))
    error = {"payment-error-cents": str(chance.choice([0, 0, 0, 0, 1200, -900, 45_000]))}
    if chance.random() < 0.7:
        work.facts |= error
    else:
        work.words.append(Word(after + chance.uniform(0.5, 9), "facts", error, None))


def _cycle(work: Work, chance: random.Random) -> None:
    day = chance.uniform(0.1, 0.6)
    if chance.random() < 0.95:
        work.words.append(Word(day, "event", "cycle-completed", None))
    if chance.random() < 0.95:
        work.words.append(Word(day + chance.uniform(0.05, 1), "event", "transmitted", None))
    if chance.random() < 0.95:
        work.words.append(Word(day + chance.uniform(0.2, 3), "event", "history-available", None))
    work.words.append(Word(6, "event", "completed", None))


def _voucher(work: Work, chance: random.Random) -> None:
    kind = chance.choice(["new", "new", "unprocessable", "edit-failure"])
    if kind == "new":
        if chance.random() < 0.7:
            work.facts["submission"] = chance.choice(["initial", "initial", "resubmission"])
        after = _ends(work, chance, "transmitted", 5)
        if chance.random() < 0.2:
            said = {"unprocessable": chance.choice(["yes", "no"])} | (
                {"reason": "header"} if chance.random() < 0.7 else {})
            late = after + chance.uniform(0.3, 8)
            work.words.append(Word(late, "facts", said))
            if "reason" not in said and chance.random() < 0.7:
                work.words.append(Word(late + chance.uniform(0.1, 2), "facts", said | {"reason": "identifier"}))
    else:
        work.facts["state"] = kind
        if kind == "unprocessable":
            if chance.random() < 0.95:
                work.facts["reason"] = chance.choice(["header", "date", "out-of-balance", "other"])
            _ends(work, chance, "returned", 30)
        else:
            number = str(chance.randint(1, 40))
            work.facts |= {"rejected-records": number, "rejected-set": f"set-{number}"}
            _ends(work, chance, "resubmitted", 30, 0.9,
                  {"resubmitted-records": number, "resubmitted-set": f"set-{number}"})


def _record(work: Work, chance: random.Random) -> None:
    work.facts = {"occurrence-error": chance.choice(["no"] * 20 + ["yes"]),
                  "edit": chance.choice(["passed"] * 9 + ["failed"])}
    if chance.random() < 0.2:
        del work.facts["edit"]
        work.words.append(Word(chance.uniform(1, 6), "facts", {"edit": chance.choice(["passed", "failed"])}, None))
    work.words.append(Word(chance.uniform(0.01, 0.5), "event", "recorded", None))


def _written(word: str, limit: float) -> Callable[[Work, random.Random], None]:
    def tell(work: Work, chance: random.Random) -> None:
        if chance.random() < 0.95:
            day = chance.choice([chance.uniform(0.01, 1), chance.uniform(1, 6)])
            work.words.append(Word(day, "event", "date-stamped", None))
        if chance.random() < 0.1:
            work.words.append(Word(chance.uniform(1, 12), "class",
                               chance.choice(["routine-written", "priority-written", "grievance"]), None))
        _ends(work, chance, word, limit)
    return tell


def _grievance(work: Work, chance: random.Random) -> None:
    if chance.random() < 0.95:
        day = chance.choice([chance.uniform(0.01, 1), chance.uniform(1, 6)])
        work.words.append(Word(day, "event", "date-stamped", None))
    if chance.random() < 0.5:
        _wholly(work, chance, _since(work, chance, chance.uniform(20, 34)), "interim-sent", "letter-5",
                {"delay": chance.choice(["workload", "awaiting-records"]),
                 "expected-completion": datetime.timedelta(days=chance.choice([0, 1, 14]))})
    _ends(work, chance, "completed", 60)


def _appeal(word: str, limit: float) -> Callable[[Work, random.Random], None]:
    def tell(work: Work, chance: random.Random) -> None:
        _clinical(work, chance)
        _ends(work, chance, word, limit)
    return tell


def _expedited(work: Work, chance: random.Random) -> None:
    _clinical(work, chance)
    if chance.random() < 0.9:
        denied = datetime.date(2026, 2, 20) + datetime.timedelta(days=chance.randrange(9))
        dates = {"denial-received": str(denied), "filed": str(denied + datetime.timedelta(
            days=chance.choice([0, 1, 2, 3, 3, 4, 6]))), "date-source": "mail-record"}
        if chance.random() < 0.6:
            work.facts = dates
        else:
            work.words.append(Word(chance.uniform(0.01, 1), "facts", dates))
        if chance.random() < 0.15:
            # Only what is not eligible can become another appeal.
            work.words.append(Word(chance.uniform(0.5, 3), "class", "appeal-medical-necessity"))
    if chance.random() < 0.3:
        after = chance.uniform(0.1, 2)
        work.words.append(Word(after, "event", "rescheduled", "letter-8"))
        if chance.random() < 0.8:
            work.words.append(Word(after + chance.uniform(0.3, 5), "event", "resumed", None))
    _ends(work, chance, "completed", 3)


def _debt(work: Work, chance: random.Random) -> None:
    if chance.random() < 0.5:
        work.facts = {"review": chance.choice(["open", "done"])}
    if chance.random() < 0.5:
        work.words.append(Word(chance.uniform(0.2, 4), "facts", {
            "correction": chance.choice(["open", "done", "no-errors"]), "explanation": "done"}))
    whom = chance.choice(["nobody", "nobody", "beneficiary", "provider"])
    parts: dict[str, str | datetime.timedelta] = {
        "review": "done", "correction": chance.choice(["done", "no-errors"]), "explanation": "no-liability",
        "response": "done", "check-to": whom}
    if whom != "nobody":
        parts |= {"check-priority": "yes", "check-expected": datetime.timedelta(days=9)}
    _ends(work, chance, "completed", chance.choice([10, 30]), 0.9, parts)


def _duplicate(work: Work, chance: random.Random) -> None:
    work.facts = {"region": chance.choice(["north", "south"])} if chance.random() < 0.9 else {}
    if chance.random() < 0.5:
        work.facts["state"] = chance.choice(["open", "open", "pending", "validate"])
    day = chance.uniform(0.1, 12)
    if chance.random() < 0.7:
        # Some say that it went where it cannot go.
        work.words.append(Word(day, "facts", {"state": chance.choice(["pending", "validate", "validate", "open"])}))
    day += chance.uniform(0.1, 8)
    paid = chance.randint(100, 90_000)
    closed: dict[str, str | datetime.timedelta] = {"state": "closed", "finding": chance.choice(["duplicate", "none"])}
    if closed["finding"] == "duplicate":
        closed |= {"overpaid-cents": str(paid), "recovery": chance.choice(["refund", "offset", "adjustment"]),
                   "recovered-cents": str(paid)}
        if chance.random() < 0.9:
            work.words.append(Word(day, "event", "recovery-requested"))
        if chance.random() < 0.4:
            work.words.append(Word(day + 0.2, "facts", closed | {"recovered-cents": str(paid // 2)}))
    if chance.random() < 0.5:
        work.words.append(Word(day + chance.uniform(0.3, 3), "facts", dict(closed)))
        _ends(work, chance, "completed", 40, 0.7)
    else:
        _ends(work, chance, "completed", 40, 0.7, closed)


def _one(word: str, limit: float) -> Callable[[Work, random.Random], None]:
    def tell(work: Work, chance: random.Random) -> None:
        _ends(work, chance, word, limit)
    return tell


def _filing(work: Work, chance: random.Random) -> None:
    facts: dict[str, str | datetime.timedelta] = {
        "icn": f"2026{chance.randint(100000, 999999)}-7", "documents": chance.choice(["attached", "none"]),
        "medium": chance.choice(["hard-copy", "microcopy", "digital-image", "optical-disk"]),
        chance.choice(["filing-state", "contract-number"]): "TX"}
    _ends(work, chance, "filed", 5, 0.9, facts)


def _recorded(facts: Callable[[random.Random], dict[str, str]]) -> Callable[[Work, random.Random], None]:
    def tell(work: Work, chance: random.Random) -> None:
        work.facts = facts(chance)
        work.words.append(Word(chance.uniform(0.01, 0.5), "event", "recorded", None))
    return tell


def _review(chance: random.Random) -> dict[str, str]:
    marks = {name: chance.choice(["yes"] * 6 + ["no"]) for name in ("courtesy", "accuracy", "timeliness")}
    return marks | ({"requester": chance.choice(["provider", "beneficiary"])} if chance.random() < 0.9 else {})


def _staff(chance: random.Random) -> dict[str, str]:
    return {"service": chance.choice(["high-touch", "self-service"]), "members": str(chance.randint(40_000, 60_000)),
            "fte": str(chance.randint(12, 50)), "specialists": str(chance.randint(5, 11))}


STORIES: dict[str, Callable[[Work, random.Random], None]] = {
    "preauthorization": _preauthorization, "referral": _referral, "claim": _claim, "claims-cycle": _cycle,
    "ted-voucher": _voucher, "ted-record": _record, "filing": _filing,
    "information-request": _one("forwarded", 7), "routine-written": _written("completed", 40),
    "priority-written": _written("completed", 25), "grievance": _grievance, "appeal-expedited": _expedited,
    "appeal-medical-necessity": _appeal("completed", 45), "appeal-factual": _appeal("determination-mailed", 45),
    "appeal-reversed": _appeal("completed", 21), "debt-research": _debt, "duplicate-set": _duplicate,
    "clinical-review": _appeal("completed", 12), "urgent-clinical": _one("phone-and-upload-done", 2),
    "staffing-count": _recorded(_staff), "qa-review": _recorded(_review),
    "contact-reason": _recorded(lambda chance: {"avoidable": chance.choice(["yes", "no"])}),
}
