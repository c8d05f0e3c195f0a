"""The life of a contact, from what its medium and its agents said, in the order in which they said it."""
from __future__ import annotations

from dataclasses import dataclass, field

from proving.reckoning.instants import MINUTE
from proving.reckoning.law import FOREVER, Law
from proving.reckoning.mail import RETURNS_WITHIN, Stop
from proving.reckoning.sent import Contact, Happening

# When the work after a live contact is over by itself (single-host.yaml, wrap_up).
WRAP_LIMIT = {"phone": 10 * MINUTE, "walk_in": 10 * MINUTE, "chat": 5 * MINUTE}


@dataclass
class Leg:
    """An agent with the contact."""

    agent: str
    tier: int
    begin: int
    end: int | None = None


@dataclass
class Wait:
    """A wait for a person: answered, left, or neither yet."""

    begin: int
    answered: int | None = None
    left: int | None = None


class Life:
    """What became of one contact."""

    def __init__(self, contact: Contact, law: Law) -> None:
        self.contact, self.law = contact, law
        self.outside = law.is_outside(contact.channel, contact.received)
        self.waits = [] if self.outside else [Wait(contact.received)]
        self.legs: list[Leg] = []
        self.holds: list[tuple[int, int]] = []
        self.held: int | None = None
        # When it was handed to which tier, with reason and priority.
        self.moves: list[tuple[int, int, str, str]] = []
        self.results: dict[int, tuple[str, str | None]] = {}
        self.lines: list[int] = []
        # What is told of replies to who wrote, and who is to write them: when it was told, what, since when.
        self.messages: list[tuple[int, str, int]] = []
        # Inquiries of which the agent has proof that they were answered without a message.
        self.proved: set[int] = set()
        self.responses: list[int] = []
        self.receipt = Stop()
        self.ended: int | None = contact.told if self.outside else None
        self.outcome = "closed_hours" if self.outside else "open"
        self.state = "waiting"
        self.gone: int | None = None
        self.accepts: dict[str, int] = {}
        for happening in contact.happened:
            self.take(happening)
        self._finish_wrap(FOREVER)

    @property
    def answered(self) -> int | None:
        return self.waits[0].answered if self.waits else None

    @property
    def abandoned(self) -> int | None:
        return self.waits[0].left if self.waits else None

    def _finish_wrap(self, now: int) -> None:
        """Work after a live contact is over by itself after a while."""
        limit = WRAP_LIMIT.get(self.contact.channel)
        if self.state == "wrap" and limit and self.gone is not None and now > self.gone + limit:
            self._end(self.gone + limit)

    def take(self, happening: Happening) -> None:
        self._finish_wrap(happening.told)
        what, at = happening.what, happening.at
        if what == "acknowledge done":
            self.receipt.end(at, at + RETURNS_WITHIN)
        elif what == "acknowledge failed":
            self.receipt.come_back(happening.told)
        elif what in ("reply done", "reply_sent"):
            self.messages.append((happening.told, "sent", at))
        elif what in ("reply failed", "reply_failed"):
            self.messages.append((happening.told, "failed", at))
        if what == "close done":
            return
        if self.outside or self.state == "ended":
            return
        name = "end_asked" if what == "end" else what.replace("-", "_").replace(" ", "_")
        method = getattr(self, "_" + name, None)
        if method:
            method(happening, at)

    # What media say

    def _connect_done(self, happening: Happening, at: int) -> None:
        if self.contact.channel == "phone":
            self._serve(happening.data["agent"], at, None)

    def _serving(self, happening: Happening, at: int) -> None:
        if self.contact.channel == "phone":
            if self.legs and self.legs[-1].agent == happening.data["agent"]:
                self.legs[-1].tier = happening.data["tier"]
        elif not (self.state == "serving" and self.legs[-1].agent == happening.data["agent"]):
            self._serve(happening.data["agent"], self.accepts.get(happening.data["agent"], at), happening.data["tier"])

    def _accept(self, happening: Happening, at: int) -> None:
        self.accepts[happening.data["agent"]] = at

    def _serve(self, agent: str, at: int, tier: int | None) -> None:
        if self.state != "waiting":
            return
        self.state = "serving"
        self.messages.append((at, "served", at))
        self.waits[-1].answered = at
        self.legs.append(Leg(agent, tier or 0, at))

    def _left(self, _: Happening, at: int) -> None:
        if self.state == "waiting":
            self.waits[-1].left = at
            self.ended, self.state = at, "ended"
            self.outcome = "abandoned" if not self.legs else "no_result"
        elif self.state == "serving":
            self._stop_hold(at)
            self.state, self.gone = "wrap", at

    def _disconnect_done(self, happening: Happening, at: int) -> None:
        self._left(happening, at)

    def _connect_failed(self, happening: Happening, at: int) -> None:
        """The member is gone, or the agent's telephone did not answer: then the member waits on."""
        if happening.data.get("reason") == "contact_gone" and self.state == "waiting":
            self._left(happening, at)

    def _agent_leg_lost(self, happening: Happening, at: int) -> None:
        if self.state == "serving":
            self._stop_hold(at)
            # By whatever clock: no leg is lost before it is there.
            begin = max(at, self.legs[-1].begin)
            # The agent is done with it when the page says so.
            self.legs[-1].end = happening.told
            self.waits.append(Wait(begin))
            self.state = "waiting"

    def _held(self, _: Happening, at: int) -> None:
        if self.state == "serving" and self.held is None:
            self.held = at

    _hold_done = _held

    def _stop_hold(self, at: int) -> None:
        if self.held is not None:
            self.holds.append((self.held, at))
            self.held = None

    def _resumed(self, _: Happening, at: int) -> None:
        if self.state == "serving":
            self._stop_hold(at)

    _resume_done = _resumed

    def _line_sent(self, _: Happening, at: int) -> None:
        if self.state == "serving":
            self.lines.append(at)

    def _reply(self, happening: Happening, at: int) -> None:
        if self.state in ("serving", "wrap") and self._end_of(happening):
            self.messages.append((happening.told, "asked", at))

    # What agents say

    def _end_of(self, happening: Happening) -> bool:
        return bool(self.legs) and self.legs[-1].agent == happening.data["agent"]

    def _end_asked(self, happening: Happening, at: int) -> None:
        """Media without a leg let go at once."""
        if self.contact.channel != "phone" and self.state == "serving" and self._end_of(happening):
            self.state, self.gone = "wrap", at

    def _escalate(self, happening: Happening, at: int) -> None:
        body = happening.data["body"]
        tier = happening.data["tier"]
        if self.state != "serving" or not self._end_of(happening) or not self.law.may_move(
                tier, int(body["to"]), body["reason"], body.get("priority", "routine")):
            return
        self._stop_hold(at)
        self.legs[-1].end = at
        self.waits.append(Wait(at))
        self.moves.append((at, int(body["to"]), body["reason"], body.get("priority", "routine")))
        self.state = "waiting"

    def _dispositions(self, happening: Happening, _: int) -> None:
        rows = happening.data["body"]["dispositions"]
        # Who objects to a letter or a call was not answered by it: the desk takes none of what is said with that.
        if any(row.get("answered_by") and row.get("acceptance") == "objected" for row in rows):
            return
        if self.state in ("serving", "wrap") and self._end_of(happening):
            for row in rows:
                self.results[row["index"]] = (row["result"], row.get("acceptance"))
                (self.proved.add if row.get("evidence") else self.proved.discard)(row["index"])

    def _respond(self, happening: Happening, at: int) -> None:
        if self.state in ("serving", "wrap") and self._end_of(happening):
            self.responses.append(at)

    def _taken_back(self, _: Happening, at: int) -> None:
        """Its work is over elsewhere."""
        self.ended, self.outcome, self.state = at, "withdrawn", "ended"

    def _wrap_up_ended(self, happening: Happening, at: int) -> None:
        if self.state == "wrap" and self._end_of(happening):
            self._end(at)

    def _end(self, at: int) -> None:
        self.legs[-1].end = at
        self.ended, self.state = at, "ended"
        said = [self.results.get(index, (None, None))[0] for index in range(1, len(self.contact.inquiries) + 1)]
        self.outcome = ("resolved" if all(result == "resolved" for result in said)
                        else "unresolved" if "unresolved" in said else "no_result")

    # What follows

    @property
    def acknowledged(self) -> int | None:
        return self.receipt.at

    def is_resolved(self, index: int) -> bool:
        """Whether the contact's agent said to have settled an inquiry of it, numbered from 1."""
        return self.ended is not None and self.results.get(index, ("", None))[0] == "resolved"

    def hold_total(self, now: int, with_first: bool = False) -> int:
        """Holds and waits after the first answer together, what overlaps once."""
        spans = list(self.holds)
        if self.held is not None:
            spans.append((self.held, now))
        for wait in self.waits[0 if with_first else 1:]:
            ends = [end for end in (wait.answered, wait.left) if end is not None]
            spans.append((wait.begin, ends[0] if ends else now))
        total, reached = 0, 0
        for begin, end in sorted(spans):
            total += max(0, end - max(begin, reached))
            reached = max(reached, end)
        return total

    def handling(self) -> int:
        return sum(max(0, (leg.end or leg.begin) - leg.begin) for leg in self.legs)


@dataclass
class Case:
    """Whose matter an inquiry is: one member's one issue, or nobody's but its own."""

    name: str
    inquiries: list[tuple[str, int]] = field(default_factory=list)
