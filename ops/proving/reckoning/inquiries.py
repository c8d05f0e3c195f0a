"""Inquiries of contacts: whose matter each is, when it is settled, and the clocks of those who write."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from proving.reckoning.clocks import Running
from proving.reckoning.instants import DAY, micros
from proving.reckoning.items import GOVERNMENT
from proving.reckoning.lives import Life
from proving.reckoning.mail import Mail, Promise
from proving.reckoning.sent import Happening

MAIL = ("email", "secure_message", "letter")


# For how long a member may say what they think of an answer (decision 0043).
WORD_WITHIN = 30 * DAY


@dataclass
class Answer:
    """An answer to a case: by a later contact of it, by somebody who followed it up, or by what was sent."""

    at: int
    told: int
    acceptance: str | None
    # It is one to what was asked in writing too.
    covers_mail: bool
    # The contact whose reply it is.
    reply: str | None = None
    # What was left open later is another matter.
    left_by: int | None = None
    # The contact that gave it left the rest of itself open on purpose.
    but_for: str | None = None


@dataclass
class Standing:
    """How an inquiry stands that its contact left open."""

    stop: int | None = None
    accepted: int | None = None
    reply: str | None = None

    def is_over(self, now: int) -> bool:
        return self.accepted is not None or self.stop is not None and now > self.stop + WORD_WITHIN

    def take(self, answer: Answer) -> None:
        """The member has the last word: silence is an answer until further notice."""
        if answer.acceptance == "objected":
            self.stop = self.reply = None
        elif self.stop is None:
            self.stop, self.reply = answer.at, answer.reply
            self.accepted = answer.at if answer.acceptance else None
        elif answer.acceptance:
            self.accepted = answer.at


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
        self.mail = {life.contact.id: Mail() for life in lives.values() if life.contact.channel in MAIL}
        for _, _, act in sorted(self._moments(), key=lambda moment: moment[:2]):
            act()

    def _moments(self) -> Iterator[tuple[int, int, Callable[[], None]]]:
        """What is told of answers, in its order."""
        order = 0
        for life in self.lives.values():
            said: list[tuple[int, Callable[[], None]]] = []
            if life.contact.id in self.mail:
                said += [(told, partial(self._message, life, told, word, at)) for told, word, at in life.messages]
            if life.ended is not None:
                said.append((life.ended, partial(self._end, life, life.ended)))
            said += [(follow.told, partial(self._follow_up, life, follow)) for follow in life.contact.after
                     if follow.what == "follow-up"]
            for told, act in said:
                order += 1
                yield told, order, act

    def _message(self, life: Life, told: int, word: str, at: int) -> None:
        mail = self.mail[life.contact.id]
        if word == "sent":
            mail.send(at)
            for promise in mail.promises:
                self._keep(life.contact.id, promise, at, told)
        elif word == "failed":
            if mail.fail(told):
                for promise in mail.promises:
                    self._take_back(life.contact.id, promise, told)
        else:
            # Asked for anew, or to be written by somebody else.
            mail.sent = None

    def _take_back(self, contact: str, promise: Promise, told: int) -> None:
        for key in self.of[promise.case]:
            standing = self._standing(key)
            if standing.reply == contact and not standing.is_over(told):
                standing.stop = standing.reply = None

    def _keep(self, contact: str, promise: Promise, sent: int, told: int) -> None:
        self._take(promise.case, Answer(max(sent, promise.at), told, promise.acceptance, True, contact, promise.at,
                                        contact if promise.is_own else None))

    def _end(self, life: Life, at: int) -> None:
        contact = life.contact
        mail = self.mail.get(contact.id)
        if mail:
            mail.ended = at
        for index in range(1, len(contact.inquiries) + 1):
            if not life.is_resolved(index):
                continue
            acceptance, case = life.results[index][1], self.case[contact.id, index]
            is_said = mail is None or index in life.proved
            if is_said or acceptance == "objected":
                self._take(case, Answer(at, at, acceptance, is_said and contact.channel != "work_item",
                                        but_for=contact.id))
            elif mail:
                mail.promises.append(Promise(case, at, acceptance, True, at))
                if mail.sent is not None:
                    self._keep(contact.id, mail.promises[-1], mail.sent, at)
            if mail:
                mail.resolve(index, at, index in life.proved)

    def _follow_up(self, life: Life, said: Happening) -> None:
        body, key = said.data["body"], (life.contact.id, said.data["body"]["inquiry"])
        if life.ended is None or life.ended > said.told:
            return
        at = min(said.told, max(micros(body["at"]), life.ended)) if body.get("at") else said.told
        standing, mail = self._standing(key), self.mail.get(key[0])
        is_answered, proof = standing.stop is not None, body.get("evidence") is not None
        is_answer = body["result"] == "resolved" and body.get("acceptance") != "objected"
        if mail and not is_answered and not self._is_proved(body, is_answer):
            return
        if mail and is_answer and proof and body["by"] != "message" and key[1] in mail.own:
            mail.own[key[1]].end(at, None)
        if not self.is_left_open(life, key[1]) or standing.is_over(said.told):
            return
        at = max(at, standing.stop or at)
        if is_answered and (body["result"] != "resolved" or body.get("acceptance") is None):
            return
        if body["result"] != "resolved":
            if mail and body["by"] in ("letter", "message"):
                mail.wrote.end(at, None)
        elif mail and body["by"] == "message" and not is_answered and is_answer:
            is_known = mail.is_known(said.told)
            mail.promises.append(Promise(self.case[key], said.told if mail.sent is not None and not is_known else at,
                                         body.get("acceptance"), False, said.told))
            if mail.sent is not None and is_known and life.ended <= mail.sent:
                self._keep(key[0], mail.promises[-1], mail.sent, said.told)
        else:
            self._take(self.case[key], Answer(at, said.told, body.get("acceptance"), proof))

    @staticmethod
    def _is_proved(body: dict[str, str], is_answer: bool) -> bool:
        """Whether what somebody says to have told who wrote is the medium's to say, or proved."""
        if body["by"] == "message":
            return body["result"] == "resolved"
        return body.get("evidence") is not None or body["by"] == "call" and not is_answer

    def _take(self, case: str, answer: Answer) -> None:
        """An answer is one to all that was left open of the case; what is over needs none any more."""
        for key in self.of[case]:
            life, standing = self.lives[key[0]], self._standing(key)
            if key[0] == answer.but_for or not self.is_left_open(life, key[1]):
                continue
            left = life.ended or 0
            if left > answer.at or standing.is_over(answer.told):
                continue
            if standing.stop is None and (key[0] in self.mail and not answer.covers_mail
                                          or answer.left_by is not None and left > answer.left_by):
                continue
            if standing.stop is None or answer.acceptance:
                standing.take(answer)

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
            mail = self.mail.get(life.contact.id)
            return (mail.own[index].at if mail else life.ended), None
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
            found += self.of_life(life)
        return found

    def of_life(self, life: Life) -> list[Running]:
        """What one contact is owed."""
        if life.outside:
            return []
        found = self._of_contact(life)
        for index in range(1, len(life.contact.inquiries) + 1):
            found += self._of_inquiry(life, index)
        for clock in found:
            clock.channel = life.contact.channel
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
            # Who was served is owed it still, whatever came of it (decision 0044).
            is_owed = bool(life.legs) and life.outcome != "withdrawn"
            begin("acknowledgement", life.acknowledged, None if is_owed else life.ended)
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
            replies = [at for at in (self.mail[contact.id].wrote.at, stop) if at is not None]
            begin("written.grievance-interim", min(replies) if replies else None)
        if name == "appeal":
            begin("written.appeal")
        if name == "debt_collection" or contact.requester == "debt_collection_officer":
            begin("written.debt")
        if name in ("clinical_question", "prior_authorization", "appeal"):
            handed = [at for at in (stop, next((at for at, to, _, _ in life.moves if to == 3), None)) if at is not None]
            begin("written.clinical-decision", min(handed) if handed else None)
        return found
