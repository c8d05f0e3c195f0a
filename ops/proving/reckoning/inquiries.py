"""Inquiries of contacts: whose matter each is, when it is settled, and the clocks of those who write."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from proving.reckoning.clocks import Running
from proving.reckoning.instants import DAY, micros
from proving.reckoning.items import GOVERNMENT
from proving.reckoning.lives import Life
from proving.reckoning.sent import Happening

MAIL = ("email", "secure_message", "letter")


# For how long a member may say what they think of an answer (decision 0043).
WORD_WITHIN = 30 * DAY


@dataclass
class Answer:
    """An answer given after a contact: by a later contact of the case, or by somebody who followed it up."""

    at: int
    told: int
    source: tuple[str, int]
    acceptance: str | None
    is_follow_up: bool
    # Somebody wrote, if not the answer.
    is_interim: bool = False


@dataclass
class Standing:
    """How an inquiry stands that its contact left open."""

    stop: int | None = None
    accepted: int | None = None
    # When somebody wrote about it without the answer.
    written: int | None = None

    def is_over(self, now: int) -> bool:
        return self.accepted is not None or self.stop is not None and now > self.stop + WORD_WITHIN

    def take(self, answer: Answer) -> None:
        """The member has the last word: silence is an answer until further notice."""
        if answer.acceptance == "objected":
            self.stop = None
            return
        self.stop = answer.at if self.stop is None else self.stop
        self.accepted = answer.at if answer.acceptance == "accepted" else None


class Inquiries:
    """All inquiries of all contacts."""

    def __init__(self, lives: dict[str, Life]) -> None:
        self.lives = lives
        self.case = {(life.contact.id, index): self._case(life, index)
                     for life in lives.values() for index in range(1, len(life.contact.inquiries) + 1)}
        self.of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, case in self.case.items():
            self.of[case].append(key)
        self.standing: dict[tuple[str, int], Standing] = {}
        for answer in sorted(self._answers(), key=lambda answer: answer.told):
            self._take(answer)

    def _answers(self) -> list[Answer]:
        found = []
        for life in self.lives.values():
            for index in range(1, len(life.contact.inquiries) + 1):
                if life.is_resolved(index) and life.ended is not None:
                    source = life.contact.id, index
                    found.append(Answer(life.ended, life.ended, source, life.results[index][1], False))
            found += [self._follow_up(life, said) for said in life.contact.after if said.what == "follow-up" and (
                said.data["body"]["result"] == "resolved" or said.data["body"]["by"] in ("letter", "message"))]
        return found

    @staticmethod
    def _follow_up(life: Life, said: Happening) -> Answer:
        body = said.data["body"]
        at = min(said.told, max(micros(body["at"]), life.ended or 0)) if body.get("at") else said.told
        return Answer(at, said.told, (life.contact.id, body["inquiry"]), body.get("acceptance"), True,
                      body["result"] != "resolved")

    def _take(self, answer: Answer) -> None:
        """An answer is one to all that was left open of the case; what is over needs none any more."""
        if answer.is_follow_up and not self._is_asked(answer):
            return
        if answer.is_interim:
            standing = self._standing(answer.source)
            standing.written = answer.at if standing.written is None else standing.written
            return
        for key in self.of[self.case[answer.source]]:
            life = self.lives[key[0]]
            if key[0] == answer.source[0] and not answer.is_follow_up:
                continue
            if self.is_left_open(life, key[1]) and (life.ended or 0) <= answer.at and not self._standing(
                    key).is_over(answer.told):
                self._standing(key).take(answer)

    def _is_asked(self, answer: Answer) -> bool:
        """Whether what is followed up is open, or is answered and the member's word on that comes now."""
        own, standing = self.lives[answer.source[0]], self._standing(answer.source)
        return (self.is_left_open(own, answer.source[1]) and (own.ended or 0) <= answer.told
                and not standing.is_over(answer.told)
                and not (standing.stop is not None and answer.acceptance is None))

    def _standing(self, key: tuple[str, int]) -> Standing:
        return self.standing.setdefault(key, Standing())

    @staticmethod
    def _case(life: Life, index: int) -> str:
        contact = life.contact
        issue, member = contact.inquiries[index - 1][1], contact.member
        for said in contact.after:
            body = said.data["body"]
            if said.what == "identity" and body.get("inquiry", index) == index:
                member, issue = body.get("member", member), body.get("issue", issue)
        return f"{member}:{issue}" if member and issue else f"{contact.id}/{index}"

    @staticmethod
    def is_left_open(life: Life, index: int) -> bool:
        """An answered contact that ended without settling it."""
        return (life.ended is not None and bool(life.legs) and life.outcome != "withdrawn"
                and not life.is_resolved(index))

    def settled(self, life: Life, index: int) -> tuple[int | None, int | None]:
        """When an inquiry was answered for good, and when the member said to accept that."""
        if life.is_resolved(index):
            return life.ended, None
        standing = self._standing((life.contact.id, index))
        return standing.stop, standing.accepted

    def _silence(self, life: Life, index: int, answer: int) -> int | None:
        """When five business days after an answer are over, unless somebody came back meanwhile."""
        calendar = life.law.calendars["member-services"]
        over = calendar.counter.due(answer, "workday", "after", 5)
        back = any(answer < self.lives[name].contact.received < over
                   for name, _ in self.of[self.case[life.contact.id, index]])
        return None if back else over

    # The clocks of clause 3, 5 and 7 and of the brief

    def clocks(self) -> list[Running]:
        found: list[Running] = []
        for life in self.lives.values():
            if life.outside:
                continue
            found += self._of_contact(life)
            for index in range(1, len(life.contact.inquiries) + 1):
                found += self._of_inquiry(life, index)
        for clock in found:
            clock.channel = self.lives[clock.subject.split("/")[0]].contact.channel
        return found

    def _of_contact(self, life: Life) -> list[Running]:
        contact, types = life.contact, {name for name, _ in life.contact.inquiries}
        found = []

        def begin(name: str, stop: int | None, lapsed: int | None = None, start: int | None = None) -> None:
            running = Running(name, contact.id, contact.received if start is None else start, stop,
                              None if stop is not None else lapsed)
            running.is_ours = bool(life.legs)
            found.append(running)
        if contact.channel == "chat":
            begin("chat.first-response", life.lines[0] if life.lines else None, life.ended)
        elif contact.channel == "walk_in":
            begin("walk-in.assist", life.answered, life.ended)
        elif contact.channel in ("email", "secure_message"):
            # An answer says that the message came, too.
            begin("acknowledgement", life.acknowledged, life.ended)
            found[-1].is_ours = False
        elif contact.channel == "letter":
            is_priority = contact.requester in GOVERNMENT or "priority_correspondence" in types
            if types & {"grievance"}:
                begin("letter.grievance-stamp", contact.told)
            if is_priority:
                begin("letter.priority-stamp", contact.told)
            if contact.requester not in GOVERNMENT and types - {"priority_correspondence", "grievance"}:
                begin("letter.stamp", contact.told)
        if contact.channel in MAIL and types & {"clinical_question", "prior_authorization", "appeal"}:
            begin("written.clinical-review", next((leg.begin for leg in life.legs if leg.tier >= 2), None), life.ended)
        for at, to, reason, priority in life.moves:
            if to == 3:
                name = "tier3.standard" if priority == "routine" and reason != "sla_breach" else "tier3.priority"
                begin(name, next((said for said in life.responses if said >= at), None), life.ended, at)
        return found

    def _of_inquiry(self, life: Life, index: int) -> list[Running]:
        contact = life.contact
        name, _ = contact.inquiries[index - 1]
        stop, accepted = self.settled(life, index)
        subject, found = f"{contact.id}/{index}", []

        def begin(clock: str, at: int | None = stop, start: int = contact.received) -> Running:
            running = Running(clock, subject, start, at)
            found.append(running)
            return running
        if self.is_left_open(life, index):
            assert life.ended is not None
            running = begin("follow-up")
            running.needs_word, running.accepted = True, accepted
            if stop is not None:
                running.silent_from = self._silence(life, index, stop)
        if contact.channel not in MAIL:
            return found
        is_government = contact.requester in GOVERNMENT
        if contact.channel != "letter" and contact.urgency != "urgent_clinical" and name not in (
                "clinical_question", "prior_authorization", "referral", "appeal", "grievance"):
            begin("resolution")
        if not is_government and name not in ("priority_correspondence", "grievance"):
            begin("written.response")
        if is_government or name == "priority_correspondence":
            begin("written.priority")
        if name == "grievance":
            begin("written.grievance")
            written = self._standing((contact.id, index)).written
            replies = [at for at in (life.replies[0] if life.replies else None, written, stop) if at is not None]
            begin("written.grievance-interim", min(replies) if replies else None)
        if name == "appeal":
            begin("written.appeal")
        if name == "debt_collection" or contact.requester == "debt_collection_officer":
            begin("written.debt")
        if name in ("clinical_question", "prior_authorization", "appeal"):
            handed = [at for at in (stop, next((at for at, to, _, _ in life.moves if to == 3), None)) if at is not None]
            begin("written.clinical-decision", min(handed) if handed else None)
        return found
