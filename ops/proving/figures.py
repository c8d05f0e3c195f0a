"""Abandonment, waits and answers within 20 s, counted from a replay's contacts by a program that knows nothing of ours.

    python3 ops/proving/figures.py --contacts CSV --report JSON [--origin INSTANT]

`CSV` is what `tierline replay --contacts-out` wrote, `JSON` what `tierline report --format json` said of the same
audit log; `INSTANT` is the trace's start, from which the CSV counts its seconds; without it the midnight with which the
report begins, which is right when the report begins on the trace's first date. The CSV has milliseconds, the log has
microseconds: a call whose wait lies within a millisecond of a limit may be counted either way and is named.
Exit status 0 when everything agrees, 1 when something does not.
"""
from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

MILLISECOND = Fraction(1, 1000)


def instant(text: str) -> int:
    """Microseconds of an instant such as 1999-01-04T00:00:00.000000Z, or with an offset."""
    moment = datetime.fromisoformat(text)
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def seconds(text: str) -> Fraction | None:
    return Fraction(text) if text else None


class Call:
    """A line of the CSV."""

    def __init__(self, row: dict[str, str]) -> None:
        self.contact, self.outcome = row["contact"], row["outcome"]
        self.came, self.wait = Fraction(row["arrival_s"]), seconds(row["wait_s"])
        self.is_phone = row["channel"] == "phone"
        self.is_outside = self.outcome == "closed_hours"
        self.has_queue = bool(row["class"]) and not self.is_outside


def by_hand(calls: list[Call]) -> dict[str, Any]:
    """The figures of one window's calls, each a numerator with its contacts and a denominator."""
    entered = [call for call in calls if call.is_phone and call.has_queue]
    gone = [call for call in entered if call.outcome == "abandoned"]
    answered = [call for call in entered if call.wait is not None]
    # Who has not been answered and has not left is not decided yet, unless the time is over; a replay that has
    # ended leaves nobody in that state, so that only ended calls and answered ones count here.
    decided = [call for call in entered if call.wait is not None or call.outcome != "open"]
    soon = [call for call in decided if call.wait is not None and call.wait <= 20]
    near = [call for call in decided if call.wait is not None and abs(call.wait - 20) <= MILLISECOND]
    return {"entered": entered, "abandoned": gone, "answered": answered, "decided": decided, "soon": soon,
            "near": near, "outside": [call for call in calls if call.is_phone and call.is_outside],
            "waited": sum((call.wait for call in answered if call.wait is not None), Fraction(0))}


class Comparison:
    """What agrees and what does not."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.faults: list[str] = []

    def check(self, window: str, name: str, ours: object, theirs: object, agrees: bool) -> None:
        self.lines.append(f"{window}  {name}: counted {ours}, reported {theirs}")
        if not agrees:
            self.faults.append(f"{window}: {name}: counted {ours}, reported {theirs}")

    def same_contacts(self, window: str, name: str, counted: list[Call], reported: list[str],
                      excused: Sequence[Call] = ()) -> None:
        differing = {call.contact for call in counted} ^ set(reported)
        differing -= {call.contact for call in excused}
        if differing:
            self.faults.append(f"{window}: {name}: not in both: {' '.join(sorted(differing)[:20])}")


def rows(report: dict[str, Any], standard: str) -> Any:
    for section in report["standards"]:
        if section["id"] == standard:
            return section["windows"]
    return []


def reading(report: dict[str, Any], standard: str, number: str) -> str | None:
    """The option that the register takes of an open question, as the report says."""
    return next((section["readings"].get(number) for section in report["standards"]
                 if section["id"] == standard), None)


def compare(report: dict[str, Any], calls: list[Call], origin: int) -> Comparison:
    found = Comparison()
    has_closed = reading(report, "telephone-abandonment", "A51") == "apart-and-inside"

    def inside(row: dict[str, Any]) -> list[Call]:
        first, end = instant(row["from"]), instant(row["to"])
        return [call for call in calls if first <= origin + round(call.came * 1_000_000) < end]

    for row in rows(report, "telephone-abandonment"):
        ours = by_hand(inside(row))
        outside = len(ours["outside"]) if has_closed else 0
        counted = (len(ours["abandoned"]), len(ours["entered"]) + outside)
        reported = (row["numerator"], row["denominator"])
        found.check(row["window"], "abandoned of entered", counted, reported, counted == reported)
        found.same_contacts(row["window"], "abandoned", ours["abandoned"], row["in_numerator"])
    for row in rows(report, "phone-answer-80-20"):
        ours = by_hand(inside(row))
        near = len(ours["near"])
        counted, reported = (len(ours["soon"]), len(ours["decided"])), (row["numerator"], row["denominator"])
        agrees = counted[1] == reported[1] and abs(counted[0] - reported[0]) <= near
        note = f" ({near} within a millisecond of 20 s)" if near else ""
        found.check(row["window"], "answered in 20 s of decided" + note, counted, reported, agrees)
        found.same_contacts(row["window"], "answered in 20 s", ours["soon"], row["in_numerator"], ours["near"])
    for row in rows(report, "telephone-asa"):
        ours = by_hand(inside(row))
        count = len(ours["answered"])
        waited = Fraction(row["numerator"], 1_000_000)
        # Each wait of the CSV is rounded to the millisecond, so that the sum may be off by half of one each.
        agrees = count == row["denominator"] and abs(ours["waited"] - waited) <= count * MILLISECOND / 2
        found.check(row["window"], "seconds waited by the answered",
                    f"{float(ours['waited']):.3f} over {count}",
                    f"{float(waited):.3f} over {row['denominator']}", agrees)
    for row in report["balance"]:
        if row["channel"] == "all" and not row["holds"]:
            found.faults.append(f"{row['window']}: the balance does not hold")
    outcomes = {"answered": ("resolved", "unresolved", "no_result"), "abandoned": ("abandoned",), "open": ("open",),
                "withdrawn": ("withdrawn",), "callback": ("callback",), "closed_hours": ("closed_hours",)}
    windows = {row["window"]: row for row in rows(report, "telephone-abandonment")}
    for row in report["balance"]:
        if row["channel"] != "all" or row["window"] not in windows:
            continue
        mine = inside(windows[row["window"]])
        for name, words in outcomes.items():
            ended = sum(1 for call in mine if call.outcome in words)
            found.check(row["window"], name, ended, row[name], ended == row[name])
        found.check(row["window"], "accepted", len(mine), row["accepted"], len(mine) == row["accepted"])
    return found


def origin_of(report: dict[str, Any], given: str | None) -> int:
    """Where the CSV's second 0 is: as given, or midnight of the report's first date in its zone."""
    if given:
        return instant(given)
    windows = [row for section in report["standards"] for row in section["windows"]]
    if not windows:
        sys.exit("the report has no window; say --origin")
    return min(instant(row["from"]) for row in windows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", required=True, help="what tierline replay --contacts-out wrote")
    parser.add_argument("--report", required=True, help="tierline report --format json")
    parser.add_argument("--origin", help="the trace's start; midnight of the report's first date when left out")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    options = parser.parse_args()
    with open(options.report) as file:
        report = json.load(file)
    with open(options.contacts, newline="") as file:
        calls = [Call(row) for row in csv.DictReader(file)]
    found = compare(report, calls, origin_of(report, options.origin))
    if not found.lines:
        found.faults.append("the report says nothing of abandonment, waits and answers")
    if options.json:
        print(json.dumps({"compared": len(found.lines), "agrees": not found.faults, "faults": found.faults}))
    else:
        print("\n".join(found.lines))
        print(f"{len(found.lines)} figures compared, {len(found.faults)} do not agree")
        for fault in found.faults:
            print(f"  {fault}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
