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
            if course.state.name not in row["classes"] or course.received >= end:
                continue
            if course.ended is not None and course.ended < end:
                continue
            if self._state(course, end) not in row["open"]["state"]:
                continue
            loaded = self.law.local.date(course.received)
            found.put(course.item.id, last - loaded > datetime.timedelta(days=int(row["days"])))
        return Reckoned(found.numerator, found.denominator, found.counted, found.others)

    @staticmethod
    def _state(course: Course, end: int) -> str:
        """A set is Open until it is said to be something else, and again when it is opened again."""
        said = sorted(course.statements, key=lambda statement: statement[0])
        return next((facts["state"] for at, facts in reversed(said) if at < end and "state" in facts), "open")

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
        first = local.date(min(course.received for course in known)) + datetime.timedelta(days=span - 1)
        last = min(local.date(window[1] - 1), local.date(now) - datetime.timedelta(days=1))
        date, least = max(first, last if itself else local.date(window[0])), None
        while date <= last:
            runs = set().union(*(dated.get(date - datetime.timedelta(days=n), set()) for n in range(span)))
            if least is None or len(runs) < len(least):
                least = runs
            date += datetime.timedelta(days=1)
        return least

    def completeness(self, window: Window, row: dict[str, Any]) -> Reckoned:
        """Of the items of which something was reported, those whose last report was whole; or the fewest parts."""
        found, again, fewest = Share(), set(), len(row["needs"])
        for course in self.courses:
            if course.state.name not in row["classes"]:
                continue
            tries = [(at, -lacking) for at, lacking in self._tries(course, row) if window[0] <= at < window[1]]
            if not tries:
                continue
            last = -max(tries)[1]
            found.put(course.item.id, not last)
            fewest = min(fewest, len(row["needs"]) - last)
            if not last and any(lacking for _, lacking in tries):
                again.add(course.item.id)
        figure = Reckoned(found.numerator, found.denominator, found.counted, found.others)
        if row.get("form") == "fewest":
            figure = Reckoned(fewest, 1, found.counted, found.others) if found.denominator else Reckoned(0, 0)
        if again:
            figure.beside["not whole at first"] = count(again)
        return figure

    @staticmethod
    def _tries(course: Course, row: dict[str, Any]) -> list[tuple[int, int]]:
        """Each report with how many of the parts it lacked."""
        event, where = row.get("event"), row.get("where", {})
        found = [(at, lacking) for at, name, names in course.refusals
                 if name == event and (lacking := len(set(row["needs"]) & set(names)))]
        if event:
            return found + [(word.at, 0) for word in course.taken if word.what == event
                            and _says(course.state.facts, where)]
        was = False
        for at, facts in course.statements:
            if _says(facts, where) and not was:
                found.append((at, 0))
            was = _says(facts, where)
        return found

    def in_order(self, window: Window, row: dict[str, Any]) -> Reckoned:
        """¶6.2: of the sets taken up in a window, those before which no older one of their region was Open."""
        waits, lines = row["waits"], dict[str, list[tuple[tuple[int, int, int], int | None, bool, Course]]]()
        for course in self.courses:
            if course.state.name in row["classes"]:
                moved = [(at, True) for at, facts in course.statements
                         if any(facts.get(name, values[0]) not in values for name, values in waits.items())]
                over = [] if course.first_end is None else [(course.first_end[0], not course.first_end[1])]
                # Of one instant, that it was moved says that it was taken up.
                left = min(moved[:1] + over, key=lambda one: (one[0], not one[1]), default=(None, False))
                gateway, number = course.item.id[1:].split("-")
                place = (course.received, int(gateway), int(number))
                lines.setdefault(course.state.facts.get(row.get("by", ""), ""), []).append((place, *left, course))
        found = Share()
        for line in lines.values():
            for place, at, taken, course in line:
                if not taken or at is None or not window[0] <= at < window[1]:
                    continue
                older = [other for other, left, _, one in line if one is not course and other < place
                         and other[0] <= at and (left is None or left > at)]
                found.put(course.item.id, not older)
        return Reckoned(found.numerator, found.denominator, found.counted, found.others)

    def most_days(self, window: Window, row: dict[str, Any]) -> Reckoned:
        days, silent = {}, set()
        for course in self.completed(window, *row["classes"]):
            dates = [course.state.facts.get(row[end]) for end in ("from", "to")]
            if None in dates:
                silent.add(course.item.id)
            else:
                begin, end = (datetime.date.fromisoformat(str(date)) for date in dates)
                days[course.item.id] = (end - begin).days
        figure = Reckoned(max(days.values()), 1, set(days)) if days else Reckoned(0, 0)
        if silent:
            figure.beside["dates not said"] = count(silent)
        return figure

    def reduction(self, window: Window, before: Window, row: dict[str, Any]) -> Reckoned | None:
        def those(span: Window) -> set[str]:
            return {course.item.id for course in self.completed(span, *row["classes"])
                    if _says(course.state.facts, row["numerator"])}
        now, then = those(window), those(before)
        return Reckoned(len(then) - len(now), len(then), now) if then else Reckoned(0, 0)
