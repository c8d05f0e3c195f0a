"""Figures of the telephone and of every contact: waits, holds, handling, resolution, moves."""
from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from proving.reckoning.clocks import Share
from proving.reckoning.inquiries import Inquiries
from proving.reckoning.instants import SECOND
from proving.reckoning.law import Law
from proving.reckoning.lives import Life

Window = tuple[int, int]


@dataclass
class Reckoned:
    """A figure: two whole numbers, who is above the line, who is only below it, and what stands beside."""

    numerator: int
    denominator: int
    counted: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    beside: dict[str, Reckoned] = field(default_factory=dict)
    # Only the quotient is said, not the two numbers.
    is_quotient: bool = False
    # Of a quotient of means, the lower one's microseconds: by how much a delay may move it.
    mean: int = 0


def share(found: Share) -> Reckoned:
    return Reckoned(found.numerator, found.denominator, found.counted, found.others)


def count(subjects: set[str]) -> Reckoned:
    return Reckoned(len(subjects), 1, subjects)


class Calls:
    """Figures over lives, each window on its own population."""

    def __init__(self, lives: dict[str, Life], inquiries: Inquiries, law: Law, now: int) -> None:
        self.lives, self.inquiries, self.law, self.now = list(lives.values()), inquiries, law, now
        # When contacts of a case came.
        self.came: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (contact, _), case in inquiries.case.items():
            self.came[case].append((lives[contact].contact.received, contact))

    def received(self, window: Window, *channels: str) -> list[Life]:
        return [life for life in self.lives if window[0] <= life.contact.received < window[1]
                and (not channels or life.contact.channel in channels)]

    def closed(self, window: Window) -> list[Life]:
        return [life for life in self.lives if life.ended is not None and window[0] <= life.ended < window[1]
                and not life.outside]

    def outside(self, window: Window) -> set[str]:
        return {life.contact.id for life in self.received(window, "phone") if life.outside}

    def queued(self, window: Window) -> list[Life]:
        return [life for life in self.received(window, "phone") if not life.outside]

    def _asked(self, window: Window, figure: Callable[[bool], Reckoned]) -> Reckoned:
        """Reading A51, at all times: who calls outside opening hours is refused service."""
        found = figure(True)
        found.beside["without calls outside opening hours"] = figure(False)
        found.beside["calls outside opening hours"] = count(self.outside(window))
        return found

    # ¶3.4

    def answer(self, window: Window, seconds: int, every: bool) -> Reckoned:
        limit = seconds * SECOND

        def judge(outside: bool, every: bool = every, without_short: bool = False) -> Reckoned:
            found = Share()
            for life in self.queued(window):
                waits = life.waits if every else life.waits[:1]
                lengths = [(wait.answered, wait.left, wait.begin) for wait in waits]
                late = any(max(0, (answered or left or self.now) - begin) > limit for answered, left, begin in lengths)
                gone = any(left is not None for _, left, _ in lengths)
                # Who was answered before has not abandoned the call (reading A02).
                short = life.abandoned is not None and life.abandoned - life.contact.received <= limit
                open_ = any(answered is None and left is None for answered, left, _ in lengths)
                if without_short and short and not late:
                    continue
                if open_ and not late:
                    continue
                found.put(life.contact.id, not late and not gone)
            for contact in self.outside(window) if outside else ():
                found.put(contact, False)
            return share(found)
        if not every:
            figure = judge(False)
            figure.beside["without-short-abandons"] = judge(False, every, True)
            return figure
        figure = self._asked(window, judge)
        figure.beside["without-short-abandons"] = judge(True, every, True)
        figure.beside["the first wait alone"] = judge(True, False)
        each = Share()
        for life in self.queued(window):
            for number, wait in enumerate(life.waits, 1):
                over = wait.answered if wait.answered is not None else wait.left
                late = max(0, (self.now if over is None else over) - wait.begin) > limit
                if over is not None or late:
                    each.put(f"{life.contact.id}#{number}", wait.answered is not None and not late)
        figure.beside["each wait by itself"] = Reckoned(each.numerator, each.denominator)
        return figure

    def abandonment(self, window: Window) -> Reckoned:
        found = Share()
        for life in self.queued(window):
            found.put(life.contact.id, life.abandoned is not None)
        return share(found)

    def asked_abandonment(self, window: Window) -> Reckoned:
        return self._asked(window, lambda _: self.abandonment(window))

    def core_abandonment(self, window: Window) -> Reckoned:
        figure = self.abandonment(window)
        figure.beside["every abandon, all hours"] = self.abandonment(window)
        return figure

    def speed(self, window: Window) -> Reckoned:
        def figure(_: bool) -> Reckoned:
            answered = [life for life in self.queued(window) if life.answered is not None]
            waited = sum(max(0, (life.answered or 0) - life.contact.received) for life in answered)
            return Reckoned(waited, len(answered), {life.contact.id for life in answered})
        return self._asked(window, figure)

    def hold(self, window: Window, seconds: int) -> Reckoned:
        def judge(with_first: bool) -> Reckoned:
            found = Share()
            for life in self.queued(window):
                is_good = life.hold_total(self.now, with_first) <= seconds * SECOND
                # A call that goes on may still be held, unless it was held too long already.
                if life.answered is not None and (life.ended is not None or not is_good):
                    found.put(life.contact.id, is_good)
            return share(found)
        figure = self._asked(window, lambda _: judge(False))
        figure.beside["with the first wait"] = judge(True)
        return figure

    def came_back(self, life: Life, index: int, days: int = 7) -> bool:
        """Whether somebody came back with the same member's same issue."""
        assert life.ended is not None
        last = self.law.local.at(self.law.local.date(life.ended) + datetime.timedelta(days=days + 1))
        return any(life.contact.received < at < last and name != life.contact.id
                   for at, name in self.came[self.inquiries.case[life.contact.id, index]])

    def one_call(self, window: Window) -> Reckoned:
        def judge(outside: bool) -> Reckoned:
            found = Share()
            for life in self.received(window, "phone"):
                if life.outside and not outside or not life.outside and (life.answered is None or life.ended is None):
                    continue
                for index in range(1, len(life.contact.inquiries) + 1):
                    settled = not life.outside and life.is_resolved(index) and not self.came_back(life, index)
                    found.put(f"{life.contact.id}/{index}", settled)
            return share(found)
        return self._asked(window, judge)

    # The brief

    def first_contact(self, window: Window) -> Reckoned:
        found = Share()
        for life in self.received(window):
            # Tracked work is no contact that a member made.
            if life.outside or life.answered is None or life.ended is None or life.contact.channel == "work_item":
                continue
            indices = range(1, len(life.contact.inquiries) + 1)
            found.put(life.contact.id, all(life.is_resolved(i) and not self.came_back(life, i) for i in indices))
        return share(found)

    def type_of(self, life: Life) -> str | None:
        contact = life.contact
        types = {self.law.kind(contact.channel, name, contact.requester, contact.urgency)
                 for name, _ in contact.inquiries}
        return None if None in types else types.pop() if len(types) == 1 else "mixed"

    def handled(self, window: Window) -> list[Life]:
        return [life for life in self.queued(window) if life.answered is not None and life.ended is not None]

    def handling(self, window: Window, kind: str) -> Reckoned:
        calls = self.handled(window)
        of = [life for life in calls if self.type_of(life) == kind]
        figure = Reckoned(sum(life.handling() for life in of), len(of), {life.contact.id for life in of})
        if untyped := {life.contact.id for life in calls if self.type_of(life) is None}:
            figure.beside["type not said"] = count(untyped)
        return figure

    def handoffs(self, window: Window) -> Reckoned:
        def judge(good: Callable[[int], bool]) -> Reckoned:
            found = Share()
            for life in self.closed(window):
                found.put(life.contact.id, good(len(life.moves)))
            return share(found)
        figure = judge(lambda moves: moves <= 1)
        figure.beside = {"none": judge(lambda moves: moves == 0), "one": judge(lambda moves: moves == 1),
                         "more": judge(lambda moves: moves > 1)}
        return figure

    def escalations(self, window: Window) -> Reckoned:
        found = Share()
        for life in self.closed(window):
            found.put(life.contact.id, any(to == 3 for _, to, _, _ in life.moves))
        return share(found)
