"""Figures of tracked work: shares and sums of what was completed, runs in seven dates, the age of what is open."""
from __future__ import annotations

import datetime
from typing import Any

from proving.reckoning.calls import Reckoned, Window, count
from proving.reckoning.clocks import Share
from proving.reckoning.instants import text
from proving.reckoning.items import Course
from proving.reckoning.law import Law


def _says(facts: dict[str, str], conditions: dict[str, list[str]]) -> bool:
    return all(facts.get(name) in values for name, values in conditions.items())


class Shares:
    """Of items, by the facts that are known when the report is made."""

    def __init__(self, courses: list[Course], law: Law) -> None:
        self.courses, self.law = courses, law

    def completed(self, window: Window, *classes: str) -> list[Course]:
        return [course for course in self.courses if course.state.name in classes and course.completed is not None
                and window[0] <= course.completed < window[1]]

    def _late(self, courses: list[Course], facts: set[str]) -> dict[str, Reckoned]:
        said = {f"{course.item.id} said {text(at)}" for course in courses
                for name in facts for at in course.late.get(name, [])}
        return {"said after completion": count(said)} if said else {}

    def share(self, window: Window, row: dict[str, Any]) -> dict[str | None, Reckoned]:
        """One figure, or one for each value of a fact by which it is split."""
        where, numerator = row.get("where", {}), row["numerator"]
        facts = {*where, *row.get("except", {}), *numerator} | ({row["by"]} if "by" in row else set())
        parts: dict[str | None, list[Course]] = {}
        unsaid: dict[str | None, dict[str, set[str]]] = {}
        for course in self.completed(window, *row["classes"]):
            said = course.state.facts
            part = None if "by" not in row else said.get(row["by"], f"without {row['by']}")
            if any(said.get(name) in values for name, values in row.get("except", {}).items()):
                continue
            if any(name in said and said[name] not in values for name, values in where.items()):
                continue
            missing = [name for name in where if name not in said]
            for name in missing:
                unsaid.setdefault(part, {}).setdefault(name, set()).add(course.item.id)
            if not missing:
                parts.setdefault(part, []).append(course)
        found: dict[str | None, Reckoned] = {}
        for part in parts.keys() | unsaid.keys() or {None}:
            figure = Share()
            for course in parts.get(part, []):
                figure.put(course.item.id, _says(course.state.facts, numerator))
            found[part] = Reckoned(figure.numerator, figure.denominator, figure.counted, figure.others)
            for name, items in unsaid.get(part, {}).items():
                found[part].beside[f"{name} not said"] = count(items)
            found[part].beside |= self._late(parts.get(part, []), facts)
        return found

    def ratio(self, window: Window, row: dict[str, Any]) -> Reckoned:
        """¶1.6.1: sums of two numbers, errors by their size."""
        above = below = 0
        counted: list[Course] = []
        silent = set()
        for course in self.completed(window, *row["classes"]):
            said = course.state.facts
            if not _says(said, row.get("where", {})):
                continue
            try:
                numbers = int(said[row["numerator"]]), int(said[row["denominator"]])
            except (KeyError, ValueError):
                silent.add(course.item.id)
                continue
            above, below = above + abs(numbers[0]), below + numbers[1]
            counted.append(course)
        figure = Reckoned(above * int(row.get("times", 1)), below, {course.item.id for course in counted})
        if silent:
            figure.beside["both numbers not said"] = count(silent)
        facts = {row["numerator"], row["denominator"], *row.get("where", {})}
        figure.beside |= self._late(counted, facts)
        return figure

    def age(self, end: int, row: dict[str, Any]) -> Reckoned:
        """¶6.2: of the sets that are Open at the end of a month, those loaded over so many days before."""
        last = self.law.local.date(end - 1)
        found = Share()
        for course in self.courses:
            if course.state.name not in row["classes"] or course.item.received >= end:
                continue
            if course.ended is not None and course.ended < end:
                continue
            if self._state(course, end) not in row["open"]["state"]:
                continue
            loaded = self.law.local.date(course.item.received)
            found.put(course.item.id, last - loaded > datetime.timedelta(days=int(row["days"])))
        return Reckoned(found.numerator, found.denominator, found.counted, found.others)

    @staticmethod
    def _state(course: Course, end: int) -> str:
        """A set is Open until it is said to be something else, and again when it is opened again."""
        state = course.item.facts.get("state", "open")
        for word in sorted(course.item.words, key=lambda word: word.at):
            if word.at < end and word.kind == "facts":
                state = word.what.get("state", state)
            elif word.at < end and word.what == "reopened":
                state = "open"
        return state

    def runs(self, window: Window, row: dict[str, Any], now: int, itself: bool) -> set[str] | None:
        """¶1.5: the fewest runs, done and sent, in any seven dates that end in the window, or in the window itself;
        None when no seven dates are over."""
        local, span = self.law.local, int(row["days"])
        dated: dict[datetime.date, set[str]] = {}
        known = [course for course in self.courses if course.state.name in row["classes"] and not course.is_withdrawn]
        if not known:
            return None
        for course in known:
            instants = [course.first(name) for name in row["events"]]
            if None not in instants:
                dated.setdefault(local.date(max(at for at in instants if at is not None)), set()).add(course.item.id)
        # Of what was before the first of them nobody knows.
        first = local.date(min(course.item.received for course in known)) + datetime.timedelta(days=span - 1)
        last = min(local.date(window[1] - 1), local.date(now) - datetime.timedelta(days=1))
        date, least = max(first, last if itself else local.date(window[0])), None
        while date <= last:
            runs = set().union(*(dated.get(date - datetime.timedelta(days=n), set()) for n in range(span)))
            if least is None or len(runs) < len(least):
                least = runs
            date += datetime.timedelta(days=1)
        return least

    def reduction(self, window: Window, before: Window, row: dict[str, Any]) -> Reckoned | None:
        def those(span: Window) -> set[str]:
            return {course.item.id for course in self.completed(span, *row["classes"])
                    if _says(course.state.facts, row["numerator"])}
        now, then = those(window), those(before)
        return Reckoned(len(then) - len(now), len(then), now) if then else Reckoned(0, 0)
