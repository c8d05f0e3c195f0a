"""Messages to who wrote: what the medium says of them, and what answers by them (decision 0044)."""
from __future__ import annotations

from dataclasses import dataclass, field

from proving.reckoning.instants import DAY

# For how long what was sent may come back (decision 0044).
RETURNS_WITHIN = 7 * DAY


@dataclass
class Stop:
    """How one thing stands that a message, or a proof, ends."""

    at: int | None = None
    # Until when the message that ended it may come back; none did.
    until: int | None = None

    def end(self, at: int, until: int | None) -> None:
        if self.at is None:
            self.at, self.until = at, until

    def come_back(self, told: int) -> None:
        if self.until is not None and told <= self.until:
            self.at = self.until = None


@dataclass
class Promise:
    """An answer to a case that is one when the reply of a contact was sent."""

    case: str
    at: int
    acceptance: str | None
    # The contact itself left the rest open on purpose.
    is_own: bool
    told: int


@dataclass
class Mail:
    """The replies to one written contact."""

    # When the last one was sent, unless it came back, another was asked for, or somebody else took the contact.
    sent: int | None = None
    ended: int | None = None
    # What the agent answered, and awaits the medium's word.
    own: dict[int, Stop] = field(default_factory=dict)
    # That somebody wrote at all.
    wrote: Stop = field(default_factory=Stop)
    promises: list[Promise] = field(default_factory=list)

    def resolve(self, index: int, at: int, is_proved: bool) -> None:
        """The agent says what settles it; the member has it when it was sent, or spoken with proof."""
        stop = self.own.setdefault(index, Stop())
        if is_proved:
            stop.end(at, None)
        elif self.sent is not None:
            stop.end(max(at, self.sent), max(at, self.sent) + RETURNS_WITHIN)

    def send(self, at: int) -> None:
        if self.sent is not None and not self.is_known(at):
            self.promises = [promise for promise in self.promises if not self.is_known(promise.told)]
        self.sent = at
        self.wrote.end(at, at + RETURNS_WITHIN)
        for stop in self.own.values():
            answered = max(at, self.ended or at)
            stop.end(answered, answered + RETURNS_WITHIN)

    def is_known(self, now: int) -> bool:
        """A reply counts for what is said of it for a week after it was sent and its contact ended."""
        return self.sent is not None and (self.ended is None or now <= max(self.sent, self.ended) + RETURNS_WITHIN)

    def fail(self, told: int) -> bool:
        """Whether what failed, or came back, leaves no reply."""
        if self.sent is not None and told > self.sent + RETURNS_WITHIN:
            return False
        self.sent = None
        for stop in (self.wrote, *self.own.values()):
            stop.come_back(told)
        return True
