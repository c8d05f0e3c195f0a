"""Business time in words of its own: dues by a walk over the dates, to judge what the watchdog computed with tables."""
from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Sequence

DAY = datetime.timedelta(days=1)
UTC = datetime.UTC

# When a clock was stopped and when it went on, microseconds since 1970.
Pause = tuple[int, int]


def nth(year: int, month: int, weekday: int, number: int) -> datetime.date:
    """The number-th weekday of a month, or with -1 the last."""
    if number > 0:
        first = datetime.date(year, month, 1)
        return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = datetime.date(year + month // 12, month % 12 + 1, 1) - DAY
    return last - DAY * ((last.weekday() - weekday) % 7)


def holidays(year: int) -> set[datetime.date]:
    """The federal holidays of a year as they are observed."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)] + ([(6, 19)] if year >= 2021 else [])
    days = {nth(year, 1, 0, 3), nth(year, 2, 0, 3), nth(year, 5, 0, -1), nth(year, 9, 0, 1), nth(year, 10, 0, 2),
            nth(year, 11, 3, 4)}
    for month, day in fixed:
        date = datetime.date(year, month, day)
        days.add(date - DAY if date.weekday() == 5 else date + DAY if date.weekday() == 6 else date)
    return days


def is_workday(date: datetime.date) -> bool:
    return date.weekday() < 5 and date not in holidays(date.year) | holidays(date.year + 1)


class Counter:
    """Counts in one zone; instants are microseconds since 1970."""

    def __init__(self, zone: str) -> None:
        self.zone = zoneinfo.ZoneInfo(zone)

    def date(self, micros: int) -> datetime.date:
        return datetime.datetime.fromtimestamp(micros / 1e6, UTC).astimezone(self.zone).date()

    def midnight(self, date: datetime.date) -> int:
        start = datetime.datetime.combine(date, datetime.time(), self.zone)
        return int(start.astimezone(UTC).timestamp()) * 1_000_000

    def due(self, start: int, unit: str, counting: str, amount: int, pauses: Sequence[Pause] = ()) -> int:
        """The first end of a date by which `amount` dates have counted and at which the clock runs; with day1 a date
        counts when the clock runs at its end, with after when it runs at its beginning."""
        def runs(at: int) -> bool:
            return at >= start and not any(begin <= at < end for begin, end in pauses)
        date, counted = self.date(start), 0
        while True:
            begin, end = self.midnight(date), self.midnight(date + DAY)
            if runs(end if counting == "day1" else begin) and (unit == "calendar" or is_workday(date)):
                counted += 1
            if counted >= amount and runs(end):
                return end
            date += DAY
