"""Clocks as the law has them: who begins when, is done when, and is judged in which window."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from proving.reckoning.law import Due, Law


@dataclass
class Running:
    """One clock of one contact, inquiry or item."""

    name: str
    subject: str
    start: int
    # When what it waits for happened.
    stop: int | None = None
    # When it ended without that: owing nothing, unless it was over by then.
    lapsed: int | None = None
    pauses: list[tuple[int, int]] = field(default_factory=list)
    # It was somebody's to do who had the contact: left undone it is a failure, in time or not.
    is_ours: bool = False
    # A clause leaves it out.
    is_excluded: bool = False
    channel: str = ""
    # An answer counts with the member's word only: when that came, and from when silence would stand for it.
    needs_word: bool = False
    accepted: int | None = None
    silent_from: int | None = None

    @property
    def id(self) -> str:
        return f"{self.name}@{self.subject}"

    def take_away(self, told: int) -> None:
        """It is owed no more, as somebody says without proof: what was passed by then was missed, the rest never was.
        """
        over = self.stop if self.stop is not None else self.lapsed
        self.stop, self.lapsed, self.is_ours = None, told if over is None else min(over, told), False


@dataclass
class Share:
    """A figure with the subjects behind it."""

    counted: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    @property
    def numerator(self) -> int:
        return len(self.counted)

    @property
    def denominator(self) -> int:
        return len(self.counted) + len(self.others)

    def maybe(self, subject: str, good: bool | None) -> None:
        if good is not None:
            self.put(subject, good)

    def put(self, subject: str, good: bool) -> None:
        (self.counted if good else self.others).add(subject)


def judged(clock: Running, due: Due, now: int, silence: bool) -> bool | None:
    """Whether a clock that stopped was in time; None while nobody can say that yet."""
    assert clock.stop is not None
    if not clock.needs_word or not due.holds(clock.stop):
        return due.holds(clock.stop)
    if clock.accepted is not None and due.holds(clock.accepted):
        return True
    if silence and clock.silent_from is not None:
        # Silence may outlast the limit: deemed is the answer.
        return True if now >= clock.silent_from else None
    return False if clock.accepted is not None or due.is_over(now) else None


def by_completion(law: Law, clocks: Iterable[Running], within: dict[str, str], window: tuple[int, int],
                  now: int, silence: bool = False) -> Share:
    """Reading A10: what was completed in the window, and as failures what was open and overdue at its end."""
    found, end = Share(), min(window[1], now)
    for clock in clocks:
        if clock.is_excluded:
            continue
        due = law.due(clock.name, within[clock.name], clock.start, clock.pauses)
        over = clock.stop if clock.stop is not None else clock.lapsed
        if over is not None and over < window[1]:
            if over < window[0]:
                continue
            if clock.stop is not None:
                found.maybe(clock.id, judged(clock, due, now, silence))
            elif clock.is_ours or due.is_over(over):
                found.put(clock.id, False)
        elif clock.start < window[1] and due.is_over(end):
            found.put(clock.id, False)
    return found


def by_receipt(law: Law, clocks: Iterable[Running], within: dict[str, str], window: tuple[int, int],
               now: int, silence: bool = False) -> Share:
    """What came in the window, as far as that is decided."""
    found = Share()
    for clock in clocks:
        if clock.is_excluded or not window[0] <= clock.start < window[1]:
            continue
        due = law.due(clock.name, within[clock.name], clock.start, clock.pauses)
        if clock.stop is not None:
            found.maybe(clock.id, judged(clock, due, now, silence))
        elif clock.lapsed is not None:
            if clock.is_ours or due.is_over(clock.lapsed):
                found.put(clock.id, False)
        elif due.is_over(now):
            found.put(clock.id, False)
    return found


__all__ = ["Due", "Running", "Share", "by_completion", "by_receipt"]
