"""Figures of what carriers counted, members answered, and of other figures together."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

from proving.reckoning.calls import Calls, Reckoned, Window, count
from proving.reckoning.instants import micros
from proving.reckoning.sent import Feed


class Indicators:
    """Blockage, satisfaction, promoters, and the effect of a complete intake."""

    def __init__(self, feed: Feed, calls: Calls) -> None:
        self.feed, self.calls = feed, calls

    def _counted(self, window: Window) -> tuple[int, bool]:
        """What the carrier blocked, and whether it counted every trunk for the whole window."""
        trunks: dict[str, list[tuple[int, int, int]]] = {}
        for row in self.feed.trunks:
            trunks.setdefault(row["trunk"], []).append((micros(row["start"]), micros(row["end"]), row["count"]))
        total, whole = 0, bool(trunks)
        for rows in trunks.values():
            inside = sorted(row for row in rows if window[0] <= row[0] and row[1] <= window[1])
            total += sum(row[2] for row in inside)
            reached = window[0]
            for begin, end, _ in inside:
                if begin <= reached:
                    reached = max(reached, end)
            whole = whole and reached >= window[1]
        return total, whole

    def blockage(self, window: Window, most: Fraction) -> Reckoned:
        """Reading A42: without the carrier there is no data, but what is too much already."""
        blocked, whole = self._counted(window)

        def judge(outside: bool) -> Reckoned:
            refused = self.calls.outside(window) if outside else set()
            calls = {life.contact.id for life in self.calls.queued(window)}
            above, below = blocked + len(refused), blocked + len(refused) + len(calls)
            if not whole and (not below or Fraction(above, below) <= most):
                return Reckoned(0, 0)
            return Reckoned(above, below)
        figure = judge(True)
        figure.beside = {"without calls outside opening hours": judge(False),
                         "calls outside opening hours": count(self.calls.outside(window))}
        return figure

    def _answers(self, window: Window, name: str) -> list[tuple[str, int]]:
        return [(row["contact"], int(row[name])) for row in self.feed.surveys
                if row.get(name) is not None and window[0] <= micros(row["at"]) < window[1]]

    def satisfaction(self, window: Window, least: int) -> Reckoned:
        """Reading A22: the share of the satisfied, and the mean mark beside it."""
        answers = self._answers(window, "satisfaction")
        good = {contact for contact, mark in answers if mark >= least}
        figure = Reckoned(len(good), len(answers), good, {contact for contact, mark in answers if mark < least})
        figure.beside["mean mark"] = Reckoned(sum(mark for _, mark in answers), len(answers))
        return figure

    def promoters(self, window: Window) -> Reckoned:
        answers = self._answers(window, "recommendation")
        above = sum((mark >= 9) - (mark <= 6) for _, mark in answers)
        return Reckoned(above, len(answers))

    def intake(self, window: Window, types: list[str]) -> Reckoned:
        """By how much the mean of complete intakes is below that of the others (reading A27)."""
        # A call about something else besides is mixed, and its time is that of both.
        calls = [life for life in self.calls.handled(window)
                 if all(name in types for name, _ in life.contact.inquiries)]
        said = [life for life in calls if life.contact.essentials is not None]
        full = [life.handling() for life in said if len(set(life.contact.essentials or ())) >= 6]
        part = [life.handling() for life in said if len(set(life.contact.essentials or ())) < 6]
        figure = Reckoned(0, 0)
        if full and part and sum(part):
            cut = 1 - Fraction(sum(full), len(full)) / Fraction(sum(part), len(part))
            mean = sum(part) // len(part)
            figure = Reckoned(cut.numerator, cut.denominator, {life.contact.id for life in said}, is_quotient=True,
                              mean=mean)
        if silent := {life.contact.id for life in calls if life.contact.essentials is None}:
            figure.beside["essentials not said"] = count(silent)
        return figure


def holds(figure: Reckoned, row: dict[str, Any]) -> bool | None:
    """Whether a figure keeps a limit of the register; None when there is nothing to judge."""
    if not figure.denominator:
        return None
    if "percent" in row:
        limit, op, scale = Fraction(row["percent"]), ">=", Fraction(100)
    else:
        limit, op = Fraction(row["value"]), row["op"]
        scale = {"percent": Fraction(100), "points": Fraction(100), "seconds": Fraction(1, 1_000_000)}.get(
            row["unit"], Fraction(1))
    value = Fraction(figure.numerator, figure.denominator) * scale
    return {">=": value >= limit, "<=": value <= limit, "<": value < limit, ">": value > limit}[op]
