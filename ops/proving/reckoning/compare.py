"""Compares every figure of a report with what is reckoned from what was sent, contact by contact.

    PYTHONPATH=ops python3 -m proving.reckoning.compare --sent FILE --report FILE... [--topology FILE] [--lag-ms N]

`FILE` of --report is what `tierline report --format json` wrote. Exit status 0 when everything that is reckoned agrees.
"""
from __future__ import annotations

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from proving.reckoning.calls import Reckoned
from proving.reckoning.instants import micros
from proving.reckoning.law import Law
from proving.reckoning.reckoning import Reckoning
from proving.reckoning.sent import Sent

Row = dict[str, Any]


class Comparison:
    """What agrees, what does not, and what nobody reckons."""

    def __init__(self, reckonings: list[Reckoning], law: Law, slack: int = 0) -> None:
        self.reckonings, self.law, self.slack, self.near = reckonings, law, slack, 0
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
            founds = [reckoning.figures(row, window, self._within(row, rows, said), self._before(window),
                                        self.kind.startswith("rolling"))
                      for reckoning in self.reckonings]
            if founds[0] is None:
                self.silent[row["id"]] += 1
                continue
            self._row(row, name, said, [found or {} for found in founds])
            if said["part"] is None:
                continue
            for part in founds[0].keys() - {other["part"] for other in rows}:
                self._wrong(row, f"{name}: the report has no part {part}")

    def _row(self, row: Row, name: str, said: Row, founds: list[dict[str | None, Reckoned]]) -> None:
        mine = [found[said["part"]] for found in founds if said["part"] in found]
        if len(mine) < len(founds):
            self._wrong(row, f"{name}: nobody reckons this part; the report has {said['denominator']}")
            return
        self._figure(row, name, said, mine)
        for beside in said["beside"]:
            others = [one.beside[beside["name"]] for one in mine if beside["name"] in one.beside]
            if len(others) < len(mine):
                self.silent[f"{row['id']}: {beside['name']}"] += 1
            elif self._figure(row, f"{name}, {beside['name']}", beside, others):
                self.besides[row["id"]] += 1
        for missing in mine[0].beside.keys() - {beside["name"] for beside in said["beside"]}:
            if mine[0].beside[missing].numerator:
                self._wrong(row, f"{name}: {missing} is not beside it, reckoned {mine[0].beside[missing].numerator}")

    def _before(self, window: tuple[int, int]) -> tuple[int, int] | None:
        """The window of the same kind before."""
        local = self.law.local
        first = local.date(window[0])
        months = {"month": 1, "quarter": 3}.get(self.kind)
        if months:
            place = first.year * 12 + first.month - 1 - months
            return local.at(datetime.date(place // 12, place % 12 + 1, 1)), window[0]
        days = {"day": 1, "week": 7, "rolling-7-days": 7}.get(self.kind)
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

    def _figure(self, row: Row, name: str, said: Row, mine: list[Reckoned]) -> bool:
        faults = self._faults(said, mine[0])
        if faults and len(mine) > 1 and self._is_between(said, mine):
            self.near += 1
            faults = []
        if faults:
            self._wrong(row, f"{name}: {'; '.join(faults)}")
        elif "beside" in said:
            self.agreed[row["id"]] += 1
        return not faults

    def _faults(self, said: Row, mine: Reckoned) -> list[str]:
        faults = []
        if not self._same(said, mine):
            theirs = f"{said['numerator']} of {said['denominator']}"
            faults.append(f"{theirs}, reckoned {mine.numerator} of {mine.denominator}")
        if not mine.counted and not mine.others:
            return faults
        sides = [("in_numerator", mine.counted)]
        if said["unit"] == "percent" and not mine.is_quotient:
            sides.append(("not_in_numerator", mine.others))
        for what, ours in sides:
            # A run is named with its event; whose it was is enough.
            ids_said = {subject.split("#")[0] for subject in said[what]}
            for word, ids in (("only the report has", ids_said - ours), ("only the reckoning has", ours - ids_said)):
                if ids:
                    faults.append(f"{what}: {word} {' '.join(sorted(ids)[:8])}")
        return faults

    def _is_between(self, said: Row, mine: list[Reckoned]) -> bool:
        """Whether a real centre, which heard things at an instant that nobody outside knows exactly, may say this."""
        first, last = mine
        if first.is_quotient:
            values = [Fraction(one.numerator, one.denominator) for one in mine if one.denominator]
            room = Fraction(2 * self.slack, max(first.mean, 1)) + max(values) - min(values)
            return said["denominator"] > 0 and all(
                abs(Fraction(said["numerator"], said["denominator"]) - value) <= room for value in values)
        if said["unit"] == "seconds":
            room = self.slack * said["denominator"] + abs(first.numerator - last.numerator)
            return said["denominator"] in (first.denominator, last.denominator) and (
                min(first.numerator, last.numerator) - room <= said["numerator"]
                <= max(first.numerator, last.numerator) + room)
        unsure = (first.counted ^ last.counted) | (first.others ^ last.others)
        ids = set(said["in_numerator"]) ^ first.counted | set(said["not_in_numerator"]) ^ first.others
        numbers = all(min(a, b) <= c <= max(a, b) for a, b, c in (
            (first.numerator, last.numerator, said["numerator"]),
            (first.denominator, last.denominator, said["denominator"])))
        return numbers or bool(unsure) and ids <= unsure

    def words(self) -> list[str]:
        """What was compared, and how it came out."""
        lines = [f"DISAGREES {line}" for line in self.wrong]
        lines += [f"not reckoned: {name}, {count} figures" for name, count in sorted(self.silent.items())]
        near = f", {self.near} of them within what nobody outside knows to the millisecond" if self.near else ""
        last = (f"{sum(self.agreed.values())} figures of {len(self.agreed)} standards agree{near}, "
                f"{sum(self.besides.values())} beside them; {len(self.wrong)} disagree; "
                f"{sum(self.silent.values())} are not reckoned")
        return [*lines, last]


def compare(sent: str, reports: Sequence[str], topology: str, lag: int | None = None) -> Comparison:
    """Holds reports against what was sent; `lag` in microseconds is how late a real centre may have heard."""
    law = Law(topology)
    lags = [None] if lag is None else [None, lag]
    comparison = Comparison([Reckoning(Sent(sent, law.routed(), each), law) for each in lags], law, lag or 0)
    for path in reports:
        with open(path) as file:
            comparison.report(json.load(file))
    return comparison


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sent", required=True)
    parser.add_argument("--report", required=True, nargs="+")
    parser.add_argument("--topology", default="Topology/single-host.yaml")
    parser.add_argument("--lag-ms", type=int)
    options = parser.parse_args()
    lag = None if options.lag_ms is None else options.lag_ms * 1000
    comparison = compare(options.sent, options.report, options.topology, lag)
    print("\n".join(comparison.words()))
    raise SystemExit(1 if comparison.wrong else 0)


if __name__ == "__main__":
    main()
