"""The law's data and its arithmetic of time: limits from the register's file, calendars, and dues."""
from __future__ import annotations

import datetime
import os
import re
from collections.abc import Sequence
from typing import Any

import yaml

from proving.reckoning.instants import HOUR, MINUTE, SECOND, Local
from proving.workdays import Counter, Pause, is_workday

# Later than anything.
FOREVER = 10**18
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Calendar:
    """When a service is open."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.local, self.counter = Local(row["zone"]), Counter(row["zone"])
        self.closures = {datetime.date.fromisoformat(str(date)) for date in row.get("closures", [])}
        self.windows = row["windows"]

    def open_on(self, date: datetime.date) -> list[tuple[int, int]]:
        if not is_workday(date) or date in self.closures:
            return []
        rows = self.windows.get(DAYS[date.weekday()], self.windows.get("weekdays", []))

        def instant(text: str) -> int:
            hours, minutes = map(int, text.split(":"))
            return self.local.at(date, hours * 3600 + minutes * 60)
        return [(instant(row.split("-")[0]), instant(row.split("-")[1])) for row in rows]

    def is_open(self, at: int) -> bool:
        return any(begin <= at < end for begin, end in self.open_on(self.local.date(at)))

    def after_hours(self, start: int, hours: int) -> int:
        """The first instant by which so many hours of open time have passed."""
        left, date = hours * HOUR, self.local.date(start)
        while True:
            for opening, end in self.open_on(date):
                begin = max(opening, start)
                if end > begin:
                    if end - begin >= left:
                        return begin + left
                    left -= end - begin
            date += datetime.timedelta(days=1)


class Law:
    """What the files say, as data."""

    def __init__(self, topology: str) -> None:
        self.folder = os.path.dirname(topology)
        standards, calendars = self.read("standards.yaml"), self.read("calendars.yaml")
        self.limits = {row["name"]: row for row in standards["clocks"]}
        self.standards = {row["id"]: row for row in standards["standards"]}
        self.calendars = {row["name"]: Calendar(row) for row in calendars["calendars"]}
        self.contract = self.read("contract.yaml")["contract"]
        self.escalation = self.read("escalation.yaml")["escalation"]
        self.hours = self.read("routing.yaml")["opening_hours"]
        self.kinds = self.read("segments.yaml")["call_types"]
        self.work = {row["class"]: row for row in self.read("work.yaml")["work"]}
        self.local = Local("America/New_York")
        self.known: dict[tuple[object, ...], Due] = {}

    def read(self, name: str) -> Any:
        # Words such as yes are words here.
        with open(os.path.join(self.folder, name)) as file:
            return yaml.load(file, yaml.BaseLoader)

    def routed(self) -> dict[str, str]:
        return {name: row["routed"]["inquiry_type"] for name, row in self.work.items() if "routed" in row}

    def is_outside(self, channel: str, at: int) -> bool:
        """Whether a live contact comes when nobody is there."""
        return channel in self.hours and not self.calendars[self.hours[channel]].is_open(at)

    def kind(self, channel: str, inquiry: str, requester: str, urgency: str) -> str | None:
        """Which kind of call an inquiry makes of a contact."""
        said = {"channels": channel, "inquiry_types": inquiry, "requesters": requester, "urgencies": urgency}
        for row in self.kinds:
            cases = row["when"] if isinstance(row["when"], list) else [row["when"]]
            if any(all(said[name] in values for name, values in case.items()) for case in cases):
                return str(row["type"])
        return None

    def may_move(self, tier: int, to: int, reason: str, priority: str) -> bool:
        for row in self.escalation:
            if (int(row["from"]) == tier and int(row["to"]) == to and row.get("reason", reason) == reason
                    and row.get("priority", priority) == priority):
                return row["allowed"] == "true"
        return False

    def due(self, clock: str, threshold: str, start: int, pauses: Sequence[Pause] = ()) -> Due:
        """When a limit of a clock is over; with the pauses that a clause lets it have."""
        key = (clock, threshold, start, *pauses)
        if key not in self.known:
            self.known[key] = self._due(clock, threshold, start, pauses)
        return self.known[key]

    def _due(self, clock: str, threshold: str, start: int, pauses: Sequence[Pause]) -> Due:
        if pauses and pauses[-1][1] >= FOREVER:
            # What stands still for ever is due before that or never.
            due = self._due(clock, threshold, start, pauses[:-1])
            return due if due.at <= pauses[-1][0] else Due(FOREVER, True)
        row = self.limits[clock]
        after = next(t["after"] for t in row["thresholds"] if t["name"] == threshold)
        number, unit = re.fullmatch(r"(\d+) ?(.*)", after).groups()  # type: ignore[union-attr]
        amount, unit = int(number), unit if len(unit) == 1 else unit.rstrip("s")
        if unit in ("s", "m", "h"):
            return Due(start + amount * {"s": SECOND, "m": MINUTE, "h": HOUR}[unit], True)
        calendar = self.calendars[row.get("calendar", "member-services")]
        if unit == "business hour":
            return Due(calendar.after_hours(start, amount), True)
        kind = {"calendar day": "calendar", "business day": "workday"}[unit]
        return Due(calendar.counter.due(start, kind, row["counting"], amount, pauses), False)


class Due:
    """The end of a limit: hours may end in it, days must end before it."""

    def __init__(self, at: int, includes: bool) -> None:
        self.at, self.includes = at, includes

    def holds(self, stop: int) -> bool:
        return stop <= self.at if self.includes else stop < self.at

    def is_over(self, now: int) -> bool:
        """Whether who has not stopped by then is too late."""
        return not self.holds(now)
