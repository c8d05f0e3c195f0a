"""Every figure of the register, reckoned from what was sent."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from proving.reckoning.calls import Calls, Reckoned, Window, count, share
from proving.reckoning.clocks import Running, by_completion, by_receipt
from proving.reckoning.indicators import Indicators, holds
from proving.reckoning.inquiries import Inquiries
from proving.reckoning.instants import micros
from proving.reckoning.items import Course
from proving.reckoning.law import Law
from proving.reckoning.lives import Life
from proving.reckoning.sent import Contact, Happening, Sent, Word
from proving.reckoning.work import Shares

# Measures of work and of clocks, of which a report may leave something out.
OF_ITEMS = {"clock-attainment", "ratio", "rolling-count", "month-end-age", "share", "reduction",
            "completeness", "in-order", "most-days", "aht", "aht-cut", "fcr"}


class Tracked:
    """All that happened, by one account of it."""

    def __init__(self, sent: Sent, law: Law, now: int, plain: bool) -> None:
        # Plainly, each contact and item is what was recorded of it first.
        self.lives = {name: Life(contact if plain else contact.latest(), law)
                      for name, contact in sent.contacts.items()}
        for life in self.lives.values():
            for leg in life.legs:
                # Who served a call is known by the telephone; at which tier, by the desk.
                leg.tier = leg.tier or 1
        inquiries = Inquiries(self.lives)
        self.calls = Calls(self.lives, inquiries, law, now)
        self.indicators = Indicators(sent.feed, self.calls)
        courses = [Course(item, law, plain) for item in sent.items.values()]
        self.shares = Shares(courses, law)
        written = [clock for clock in inquiries.clocks() + ([] if plain else self._missed(sent, inquiries, law))
                   if clock.subject.split("/")[0] not in sent.items
                   or clock.name in ("follow-up", "tier3.standard", "tier3.priority")]
        self.clocks: dict[str, list[Running]] = {}
        for clock in [clock for course in courses for clock in course.clocks()] + written:
            self.clocks.setdefault(clock.name, []).append(clock)

    def _missed(self, sent: Sent, inquiries: Inquiries, law: Law) -> list[Running]:
        """What was late when somebody said without proof that it is something else stays so (decision 0046)."""
        found: dict[str, Running] = {}
        for contact in sent.contacts.values():
            if not contact.changes:
                continue
            life = self.lives[contact.id]
            owed = {clock.id for clock in inquiries.of_life(life)}
            before = sum(life.ended is None or change.told < life.ended for change in contact.changes)
            for place, change in enumerate(contact.changes[:before]):
                if change.received is not None:
                    continue
                for clock in inquiries.of_life(Life(self._as_of(contact, place), law)):
                    if clock.id in owed or clock.name == "follow-up":
                        continue
                    found.pop(clock.id, None)
                    if not change.is_proved:
                        clock.take_away(change.told)
                        found[clock.id] = clock
            unproved = [change.told for change in contact.changes if change.received is None and not change.is_proved]
            if before < len(contact.changes) and unproved:
                # The same of what was settled already: in time it counts with what it is now (decision 0051).
                for clock in inquiries.of_life(Life(self._as_of(contact, before), law)):
                    # Who had the contact and closed it without has failed, in time or not.
                    is_failed = clock.is_ours and clock.stop is None and clock.lapsed is not None
                    if clock.id in owed or clock.name == "follow-up":
                        continue
                    clock.take_away(unproved[-1])
                    clock.is_ours = is_failed
                    found[clock.id] = clock
        return list(found.values())

    @staticmethod
    def _as_of(contact: Contact, count: int) -> Contact:
        """As what it was by so many words, received when that is known to have been now."""
        return replace(contact.by(count), received=contact.latest().received)


class Reckoning:
    """All that the sent events add up to."""

    def __init__(self, sent: Sent, law: Law) -> None:
        self.sent, self.law, self.now = sent, law, sent.end
        for item in sent.items.values():
            if item.name in sent.routed:
                self._join(item.id)
        # As it is, and as it would be if nothing excused anybody.
        self.work, self.plain = (Tracked(sent, law, self.now, plain) for plain in (False, True))

    def _join(self, name: str) -> None:
        """What is routed is settled at a desk too, and what is over elsewhere is taken off the desk."""
        item, contact = self.sent.items[name], self.sent.contacts[name]
        row = self.law.work[item.name]
        ends = [word for word in item.words if word.kind == "event" and word.what in row["ends"]
                and not word.is_refused]
        life = Life(contact, self.law)
        over = min((word.told for word in ends), default=None)
        at = next((word.at for word in ends if word.told == over), 0)
        if life.ended is not None and life.outcome == "resolved" and (over is None or life.ended <= over):
            item.words.append(Word(life.ended, life.ended, "event", row["routed"]["on_resolved"], None))
            item.words.sort(key=lambda word: word.told)
            over = None if over is None or over > life.ended else over
        elif over is not None and (life.ended is None or over < life.ended):
            contact.happened.append(Happening(at, over, "taken-back"))
            contact.happened.sort(key=lambda happening: happening.told)

    # One standard in one window

    def figures(self, row: dict[str, Any], window: Window, within: str | None, before: Window | None = None,
                overlaps: bool = False) -> dict[str | None, Reckoned] | None:
        """By part, or one without, with what it would be without exceptions; None for one that is not reckoned."""
        found = self._figures(row, window, within, before, overlaps, self.work)
        measure = row["measure"]
        if not found or isinstance(measure, str) or next(iter(measure)) not in OF_ITEMS:
            return found
        plain = self._figures(row, window, within, before, overlaps, self.plain) or {}
        for part, other in plain.items():
            self._beside(found, part, other)
        return found

    @staticmethod
    def _beside(found: dict[str | None, Reckoned], part: str | None, plain: Reckoned) -> None:
        """What exceptions make another figure is shown without them, with the items by which the two differ."""
        figure = found.get(part)
        if figure is None and not plain.denominator:
            return
        own = figure or Reckoned(0, 0)
        moved = (own.counted ^ plain.counted) | (own.others ^ plain.others)
        if not moved and (own.numerator, own.denominator) == (plain.numerator, plain.denominator):
            return
        name = "without exceptions" if figure or part is None else f"without exceptions, {part}"
        place = figure or next(iter(found.values()))
        place.beside[name] = replace(plain, beside={})
        place.beside["exceptions"] = count({subject.split("@")[-1].split("/")[0] for subject in moved})

    def _figures(self, row: dict[str, Any], window: Window, within: str | None, before: Window | None,
                 overlaps: bool, work: Tracked) -> dict[str | None, Reckoned] | None:
        measure = row["measure"]
        if row.get("applies") == "overseas" and self.law.contract["overseas"] != "true":
            return {None: Reckoned(0, 0)}
        if measure == "asa":
            return {None: work.calls.speed(window)}
        if measure == "handoffs":
            return {None: work.calls.handoffs(window)}
        if measure == "escalation-rate":
            return {None: work.calls.escalations(window)}
        if measure == "blockage":
            return {None: work.indicators.blockage(window, Fraction(row["thresholds"][0]["value"]) / 100)}
        if measure == "nps":
            return {None: work.indicators.promoters(window)}
        if isinstance(measure, str):
            return None
        form, options = next(iter(measure.items()))
        if form == "clock-attainment":
            return {None: self.attainment(options, window, within, work)} if within else None
        if form == "share":
            return work.shares.share(window, options)
        simple: dict[str, Callable[[], Reckoned | None]] = {
            "ratio": lambda: work.shares.ratio(window, options),
            "service-level": lambda: work.calls.answer(
                window, int(options["within"].rstrip("s")), options.get("waits") == "every"),
            "abandonment": lambda: (work.calls.core_abandonment(window) if options["hours"] == "core"
                                    else work.calls.asked_abandonment(window)),
            "total-hold": lambda: work.calls.hold(window, int(options["within"].rstrip("s"))),
            "one-call-resolution": lambda: work.calls.one_call(window),
            "csat": lambda: work.indicators.satisfaction(window, int(options["satisfied_from"])),
            "aht-cut": lambda: work.indicators.intake(window, options["inquiry_types"]),
            "board": lambda: self.board(options["standards"], window),
            "rolling-count": lambda: self.runs(window, options, overlaps, work),
            "month-end-age": lambda: self.age(window, options, work),
            "reduction": lambda: (work.shares.reduction(window, before, options) if before else None),
            "completeness": lambda: work.shares.completeness(window, options),
            "in-order": lambda: work.shares.in_order(window, options),
            "most-days": lambda: work.shares.most_days(window, options),
            "fcr": lambda: work.calls.first_contact(window),
            "aht": lambda: work.calls.handling(window, options["types"][0]),
        }
        figure = simple[form]() if form in simple else None
        return {None: figure} if figure else None

    def runs(self, window: Window, options: dict[str, Any], overlaps: bool, work: Tracked) -> Reckoned:
        # Windows that overlap are spans themselves; others have the spans that end in them.
        found = work.shares.runs(window, options, self.now, overlaps)
        return Reckoned(0, 0) if found is None else Reckoned(len(found), 1, found)

    def age(self, window: Window, options: dict[str, Any], work: Tracked) -> Reckoned:
        """Of the months that end in a window, the last one's end is looked at."""
        local = self.law.local
        first = local.date(window[1]).replace(day=1)
        end = local.at(first)
        is_in = window[0] < end <= window[1] and end <= self.now
        return work.shares.age(end, options) if is_in else Reckoned(0, 0)

    def board(self, ids: list[str], window: Window) -> Reckoned:
        """Of the indicators with data, those that keep every limit of theirs."""
        met: set[str] = set()
        missed: set[str] = set()
        for name in ids:
            row = self.law.standards[name]
            figure = (self.figures(row, window, None) or {}).get(None)
            verdicts = [self._keeps(figure, limit) for limit in row["thresholds"]
                        if figure and limit.get("level", "limit") == "limit"]
            known = [verdict for verdict in verdicts if verdict is not None]
            if known:
                (met if all(known) else missed).add(name)
        return Reckoned(len(met), len(met | missed), met, missed)

    @staticmethod
    def _keeps(figure: Reckoned, limit: dict[str, Any]) -> bool | None:
        first = holds(figure, limit)
        if "or" not in limit:
            return first
        second = [holds(other, limit["or"]) for other in figure.beside.values()]
        known = [verdict for verdict in (first, *second) if verdict is not None]
        return any(known) if known else None

    def attainment(self, options: dict[str, Any], window: Window, within: str, work: Tracked) -> Reckoned:
        names = [options["clock"], *options.get("also", [])]
        clocks = [clock for name in names for clock in work.clocks.get(name, [])
                  if not options.get("channels") or clock.channel in options["channels"]]
        limits = dict.fromkeys(names, within)
        figure = share(by_completion(self.law, clocks, limits, window, self.now))
        figure.beside["receipt cohort"] = share(by_receipt(self.law, clocks, limits, window, self.now))
        if any(clock.needs_word for clock in work.clocks.get(options["clock"], [])) or "silence_days" in options:
            silent = by_completion(self.law, clocks, limits, window, self.now, silence=True)
            figure.beside["with silence as acceptance"] = share(silent)
            figure.beside["deemed accepted"] = count(silent.counted - figure.counted)
        return figure


__all__ = ["Reckoning", "micros"]
