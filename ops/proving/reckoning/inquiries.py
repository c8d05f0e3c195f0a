"""Inquiries of contacts: whose matter each is, when it is settled, and the clocks of those who write."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from proving.reckoning.clocks import Running
from proving.reckoning.instants import micros
from proving.reckoning.items import GOVERNMENT
from proving.reckoning.lives import Life
from proving.reckoning.sent import Happening

MAIL = ("email", "secure_message", "letter")


@dataclass
class Answer:
    """Something said of an inquiry after its contact: settled or not, and what the member thinks of it."""

    at: int
    acceptance: str | None


class Inquiries:
    """All inquiries of all contacts."""

    def __init__(self, lives: dict[str, Life]) -> None:
        self.lives = lives
        self.case = {(life.contact.id, index): self._case(life, index)
                     for life in lives.values() for index in range(1, len(life.contact.inquiries) + 1)}
        self.of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, case in self.case.items():
            self.of[case].append(key)
        self.answers: dict[tuple[str, int], list[Answer]] = defaultdict(list)
        for life in lives.values():
            for index in range(1, len(life.contact.inquiries) + 1):
                if life.is_resolved(index):
                    assert life.ended is not None
                    self._answer_earlier(life, index, Answer(life.ended, life.results[index][1]))
            for said in life.contact.after:
                if said.what == "follow-up":
                    self._follow_up(life, said)

    @staticmethod
    def _case(life: Life, index: int) -> str:
        contact = life.contact
        issue, member = contact.inquiries[index - 1][1], contact.member
        for said in contact.after:
            body = said.data["body"]
            if said.what == "identity" and body.get("inquiry", index) == index:
                member, issue = body.get("member", member), body.get("issue", issue)
        return f"{member}:{issue}" if member and issue else f"{contact.id}/{index}"

    def _answer_earlier(self, life: Life, index: int, answer: Answer) -> None:
        """What earlier contacts of the case left open is answered too."""
        for name, other in self.of[self.case[life.contact.id, index]]:
            earlier = self.lives[name]
            if name != life.contact.id and self.is_left_open(earlier, other) and earlier.ended is not None and (
                    earlier.ended <= answer.at):
                self.answers[name, other].append(answer)

    def _follow_up(self, life: Life, said: Happening) -> None:
        body = said.data["body"]
        if body["result"] != "resolved":
            return
        at = min(said.told, max(micros(body["at"]), life.ended or 0)) if body.get("at") else said.told
        answer = Answer(at, body.get("acceptance"))
        for name, other in self.of[self.case[life.contact.id, body["inquiry"]]]:
            earlier = self.lives[name]
            if self.is_left_open(earlier, other) and earlier.ended is not None and earlier.ended <= answer.at:
                self.answers[name, other].append(answer)

    @staticmethod
    def is_left_open(life: Life, index: int) -> bool:
        """An answered contact that ended without settling it."""
        return (life.ended is not None and bool(life.legs) and life.outcome != "withdrawn"
                and not life.is_resolved(index))

    def settled(self, life: Life, index: int) -> tuple[int | None, int | None]:
        """When an inquiry was answered for good, and when the member said to accept that."""
        if life.is_resolved(index):
            return life.ended, None
        stop: int | None = None
        accepted: int | None = None
        for answer in sorted(self.answers[life.contact.id, index], key=lambda answer: answer.at):
            if accepted is not None:
                break
            if answer.acceptance == "objected":
                stop = None
            else:
                stop = answer.at if stop is None else stop
                accepted = answer.at if answer.acceptance == "accepted" else None
        return stop, accepted

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
            replies = [at for at in (life.replies[0] if life.replies else None, stop) if at is not None]
            begin("written.grievance-interim", min(replies) if replies else None)
        if name == "appeal":
            begin("written.appeal")
        if name == "debt_collection" or contact.requester == "debt_collection_officer":
            begin("written.debt")
        if name in ("clinical_question", "prior_authorization", "appeal"):
            handed = [at for at in (stop, next((at for at, to, _, _ in life.moves if to == 3), None)) if at is not None]
            begin("written.clinical-decision", min(handed) if handed else None)
        return found
