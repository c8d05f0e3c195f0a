"""Compares every figure of a report with what is reckoned from what was sent, contact by contact.

    python3 ops/proving/reckoning/compare.py --sent FILE --report FILE... [--topology FILE] [--verbose]

`FILE` of --report is what `tierline report --format json` wrote. Exit status 0 when everything that is reckoned agrees.
"""
from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections import Counter
from fractions import Fraction
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
from proving.reckoning.calls import Reckoned
from proving.reckoning.instants import micros
from proving.reckoning.law import Law
from proving.reckoning.reckoning import Reckoning
from proving.reckoning.sent import Sent

Row = dict[str, Any]


class Comparison:
    """What agrees, what does not, and what nobody reckons."""

    def __init__(self, reckoning: Reckoning, law: Law) -> None:
        self.reckoning, self.law = reckoning, law
        self.agreed: Counter[str] = Counter()
        self.besides: Counter[str] = Counter()
        self.silent: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.by: Counter[str] = Counter()

    def report(self, report: Row) -> None:
        self.kind = report["window"]
        for standard in report["standards"]:
            row = self.law.standards[standard["id"]]
            windows: dict[tuple[str, str], list[Row]] = {}
            for window in standard["windows"]:
                windows.setdefault((window["from"], window["to"]), []).append(window)
            for rows in windows.values():
                self._window(row, rows)

    def _window(self, row: Row, rows: list[Row]) -> None:
        window = micros(rows[0]["from"]), micros(rows[0]["to"])
        for said in rows:
            name = f"{row['id']} {said['window']}" + (f" {said['part']}" if said["part"] else "")
            # A part of a month is no month to a board.
            if not said["whole"] and isinstance(row["measure"], dict) and "board" in row["measure"]:
                self.silent[f"{row['id']} of a part of a window"] += 1
                continue
            found = self.reckoning.figures(row, window, self._within(row, rows, said), self._before(window))
            if found is None:
                self.silent[row["id"]] += 1
                continue
            mine = found.get(said["part"])
            if mine is None:
                self._wrong(row, f"{name}: nobody reckons this part; the report has {said['denominator']}")
                continue
            self._figure(row, name, said, mine)
            for beside in said["beside"]:
                other = mine.beside.get(beside["name"])
                if other is None:
                    self.silent[f"{row['id']}: {beside['name']}"] += 1
                elif self._figure(row, f"{name}, {beside['name']}", beside, other):
                    self.besides[row["id"]] += 1
            for missing in mine.beside.keys() - {beside["name"] for beside in said["beside"]}:
                if mine.beside[missing].numerator:
                    self._wrong(row, f"{name}: {missing} is not beside it, reckoned {mine.beside[missing].numerator}")
            if said["part"] is None:
                continue
            for part in found.keys() - {other["part"] for other in rows}:
                self._wrong(row, f"{name}: the report has no part {part}")

    def _before(self, window: tuple[int, int]) -> tuple[int, int] | None:
        """The window of the same kind before."""
        local = self.law.local
        first = local.date(window[0])
        months = {"month": 1, "quarter": 3}.get(self.kind)
        if months:
            place = first.year * 12 + first.month - 1 - months
            return local.at(datetime.date(place // 12, place % 12 + 1, 1)), window[0]
        days = {"day": 1, "week": 7}.get(self.kind)
        return (local.at(first - datetime.timedelta(days=days)), window[0]) if days else None

    @staticmethod
    def _within(row: Row, rows: list[Row], said: Row) -> str | None:
        """Which limit of a clock a row is about: they stand in the register's order."""
        limits = [threshold["within"] for threshold in row.get("thresholds", []) if "within" in threshold]
        place = [id(other) for other in rows].index(id(said))
        return limits[place % len(limits)] if limits else None

    @staticmethod
    def _same(said: Row, mine: Reckoned) -> bool:
        """The same two numbers; or, of a mean of means, the same quotient."""
        theirs = said["numerator"], said["denominator"]
        if theirs == (mine.numerator, mine.denominator):
            return True
        return bool(mine.is_quotient and theirs[1] and Fraction(*theirs) == Fraction(mine.numerator, mine.denominator))

    def _wrong(self, row: Row, line: str) -> None:
        self.by[row["id"]] += 1
        self.wrong.append(line)

    def _figure(self, row: Row, name: str, said: Row, mine: Reckoned) -> bool:
        faults = []
        if not self._same(said, mine):
            faults.append(f"{said['numerator']} of {said['denominator']}, reckoned {mine.numerator} of {mine.denominator}")
        for what, ours in (("in_numerator", mine.counted), ("not_in_numerator", mine.others)):
            theirs = set(said[what])
            if what == "not_in_numerator" and not ours and not mine.others and said["unit"] != "percent":
                continue
            if not ours and not mine.counted and not mine.others and mine.denominator:
                continue
            for word, ids in (("only the report has", theirs - ours), ("only the reckoning has", ours - theirs)):
                if ids:
                    faults.append(f"{what}: {word} {' '.join(sorted(ids)[:8])}")
        if faults:
            self._wrong(row, f"{name}: {'; '.join(faults)}")
        elif "beside" in said:
            self.agreed[row["id"]] += 1
        return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sent", required=True)
    parser.add_argument("--report", required=True, nargs="+")
    parser.add_argument("--topology", default="Topology/single-host.yaml")
    parser.add_argument("--only")
    parser.add_argument("--most", type=int, default=60)
    options = parser.parse_args()
    law = Law(options.topology)
    comparison = Comparison(Reckoning(Sent(options.sent, law.routed()), law), law)
    for path in options.report:
        with open(path) as file:
            comparison.report(json.load(file))
    for line in [line for line in comparison.wrong if not options.only or options.only in line][:options.most]:
        print("DISAGREES", line)
    print("disagreements by standard:", dict(comparison.by))
    print("not reckoned:", dict(comparison.silent))
    print(f"{sum(comparison.agreed.values())} figures of {len(comparison.agreed)} standards agree, "
          f"{sum(comparison.besides.values())} beside them; {len(comparison.wrong)} disagree")
    raise SystemExit(1 if comparison.wrong else 0)


if __name__ == "__main__":
    main()
