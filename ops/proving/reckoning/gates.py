"""What clauses ask to be known of a piece of work before something is believed of it (decision 0049)."""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Set
from typing import Any

Facts = dict[str, str]


class Gate:
    """The rules of one class, as work.yaml has them."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.rules = {name: rule for name, rule in row.get("facts", {}).items() if isinstance(rule, dict)}
        self.needs = row.get("needs", [])

    def firsts(self) -> Facts:
        """What is the case until somebody says something else, and again when it is opened again."""
        return {name: rule["first"] for name, rule in self.rules.items() if "first" in rule}

    def derived(self, facts: Facts) -> Facts:
        """What follows from two dates; one that is not known counts as one in time (reading A38)."""
        found = {}
        for name, rule in self.rules.items():
            if computed := rule.get("computed"):
                dates = [facts.get(computed[end]) for end in ("from", "to")]
                begin, end = (datetime.date.fromisoformat(date) if date else None for date in dates)
                late = begin and end and (end - begin).days > int(computed["within_days"])
                found[name] = computed["later" if late else "in_time"]
        return found

    def stated(self, facts: Facts, said: Facts, happened: Set[str], date: datetime.date) -> list[str]:
        """What is lacking of `said`, over what is the case."""
        wrong = [name for name, value in said.items() if self._cannot_follow(name, facts, value)]
        if wrong:
            return wrong[:1]
        merged = facts | said
        merged |= self.derived(merged) if said else {}
        fresh = {name for name in merged if merged[name] != facts.get(name)} | said.keys()
        rows = [row for row in self.needs if "for" not in row and "becoming" not in row
                and fresh & (row.get("when", {}).keys() | self._named(row))]
        return self._lacking(rows, merged, happened, date)

    @staticmethod
    def _named(row: dict[str, Any]) -> set[str]:
        return {*row.get("facts", {}), *row.get("any_of", []), *row.get("at_least", {}), *row.get("same", {})}

    def _cannot_follow(self, name: str, facts: Facts, value: str) -> bool:
        moves = self.rules.get(name, {}).get("moves")
        before = facts.get(name, self.rules.get(name, {}).get("first"))
        return bool(moves and before and before != value and value not in moves.get(before, []))

    def before_event(self, event: str, facts: Facts, happened: Set[str], date: datetime.date) -> list[str]:
        return self._lacking([row for row in self.needs if event in row.get("for", [])], facts, happened, date)

    def before_class(self, name: str, facts: Facts, happened: Set[str], date: datetime.date) -> list[str]:
        rows = [row for row in self.needs if name in row.get("becoming", [])]
        return self._lacking(rows, facts, happened, date)

    def _lacking(self, rows: Iterable[dict[str, Any]], facts: Facts, happened: Set[str],
                 date: datetime.date) -> list[str]:
        known = self.firsts() | facts

        def holds(name: str, may: object) -> bool:
            return name in known and (not isinstance(may, list) or known[name] in may)
        found: list[str] = []
        for row in rows:
            if not all(holds(name, may) for name, may in row.get("when", {}).items()):
                continue
            found += [name for name, may in row.get("facts", {}).items() if not holds(name, may)]
            either = row.get("any_of", [])
            found += either if either and not any(name in known for name in either) else []
            found += [name for name, other in row.get("same", {}).items()
                      if name not in known or known.get(other) != known[name]]
            found += [name for name, other in row.get("at_least", {}).items()
                      if name not in known or other not in known or int(known[name]) < int(known[other])]
            found += [name for name in row.get("to_come", [])
                      if name not in known or datetime.date.fromisoformat(known[name]) < date]
            found += [name for name in row.get("after", []) if name not in happened]
        return found
