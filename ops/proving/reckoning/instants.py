"""Instants as microseconds since 1970, and local dates of a zone."""
from __future__ import annotations

import datetime
import zoneinfo

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def micros(text: str) -> int:
    """Microseconds of an instant in ISO 8601 with its offset."""
    return (datetime.datetime.fromisoformat(text) - EPOCH) // datetime.timedelta(microseconds=1)


def text(instant: int) -> str:
    """The instant as adapters write it."""
    moment = EPOCH + datetime.timedelta(microseconds=instant)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Local:
    """The dates and wall times of one zone."""

    def __init__(self, zone: str) -> None:
        self.zone = zoneinfo.ZoneInfo(zone)

    def date(self, instant: int) -> datetime.date:
        return (EPOCH + datetime.timedelta(microseconds=instant)).astimezone(self.zone).date()

    def at(self, date: datetime.date, seconds: float = 0) -> int:
        """So many seconds by the wall clock after a date's midnight, 24 hours being the next midnight."""
        whole, rest = divmod(round(seconds * SECOND), DAY)
        moment = datetime.datetime.combine(date, datetime.time(), self.zone) + datetime.timedelta(
            days=whole, microseconds=rest)
        return (moment.astimezone(datetime.UTC) - EPOCH) // datetime.timedelta(microseconds=1)
