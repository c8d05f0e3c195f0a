"""A month of mixed work, drawn from a seed: who comes when, with what, and how each piece of work goes on."""
from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from proving.reckoning.instants import DAY, MINUTE, Local, micros, text
from proving.reckoning.media import Visit
from proving.reckoning.people import Event
from proving.workdays import is_workday

TYPES = {
    "phone": ["benefits", "eligibility", "enrollment", "provider_directory", "claim_status", "claim_dispute",
              "complex_claim", "billing", "clinical_question", "prior_authorization", "referral", "technical_problem"],
    "chat": ["benefits", "eligibility", "claim_status", "clinical_question", "technical_problem"],
    "email": ["benefits", "claim_status", "billing", "clinical_question", "appeal", "grievance", "debt_collection",
              "correspondence", "priority_correspondence", "prior_authorization", "complex_claim"],
    "walk_in": ["benefits", "eligibility", "claim_status"],
}
TYPES["secure_message"] = TYPES["letter"] = TYPES["email"]
REQUESTERS = ["provider", "congressional", "asd_ha", "dha", "debt_collection_officer", "other"]
ESSENTIALS = ["member_number", "date_of_birth", "branch", "claim_number", "authorization_number", "dates_of_service",
              "provider", "statements"]
# How many of each channel come on a workday, of a hundred; and between which hours.
SHARES = {"phone": (52, 7.6, 18.4), "chat": (16, 7.9, 18.2), "email": (12, 0, 24), "secure_message": (9, 0, 24),
          "letter": (5, 8, 17), "walk_in": (6, 8.1, 16.5)}


class Month:
    """What happens in a span of dates."""

    def __init__(self, seed: int, first: datetime.date, days: int, contacts: int, local: Local) -> None:
        self.seed, self.first, self.days, self.contacts, self.local = seed, first, days, contacts, local
        self.start = local.at(first)
        self.end = local.at(first + datetime.timedelta(days=days))

    def chance(self, *what: object) -> random.Random:
        return random.Random(f"{self.seed}/{'/'.join(map(str, what))}")

    def dates(self) -> Iterator[datetime.date]:
        for number in range(self.days):
            yield self.first + datetime.timedelta(days=number)

    def visits(self) -> list[Visit]:
        found = []
        for date in self.dates():
            chance = self.chance("visits", date)
            for channel, (share, begin, end) in SHARES.items():
                count = self.contacts * share // 100
                if not is_workday(date):
                    count = count // 12
                found += [self._visit(chance, f"{channel}/{date}/{number}", date, channel, begin, end)
                          for number in range(count)]
        return sorted(found, key=lambda visit: visit.at)

    def _visit(self, chance: random.Random, ref: str, date: datetime.date, channel: str, begin: float,
               end: float) -> Visit:
        at = self.local.at(date, round(chance.uniform(begin, end) * 3600, 3))
        issue = chance.randrange(max(8, self.contacts * self.days // 5))
        inquiries = []
        for _ in range(chance.choice([1, 1, 1, 1, 2])):
            inquiry: Event = {"type": chance.choice(TYPES[channel])}
            if chance.random() < 0.7:
                inquiry["issue"] = f"i-{issue % 5}"
            inquiries.append(inquiry)
        arrival: Event = {"inquiries": inquiries}
        if chance.random() < 0.75:
            arrival["member"] = f"m-{issue}"
        if chance.random() < (0.25 if channel in ("email", "secure_message", "letter") else 0.06):
            arrival["requester"] = chance.choice(REQUESTERS)
        if chance.random() < 0.03:
            arrival["urgency"] = "urgent_clinical" if inquiries[0]["type"] == "clinical_question" else "priority"
        if channel == "phone" and chance.random() < 0.05:
            arrival["language"] = "es"
        if "complex_claim" in (inquiry["type"] for inquiry in inquiries) and chance.random() < 0.8:
            arrival["essentials"] = chance.sample(ESSENTIALS, chance.randrange(9))
        if channel == "letter":
            # Found in the mailroom on the day that it came, or days later.
            came = date - datetime.timedelta(days=chance.choice([0, 0, 0, 1, 2, 3, 4, 6]))
            arrival["received"] = text(self.local.at(came, round(chance.uniform(8, 10) * 3600)))
        visit = Visit(ref, at, channel, arrival)
        visit.patience = chance.choice([15, 40, 90, 200, 600]) if chance.random() < 0.3 else chance.uniform(900, 2400)
        visit.results = [self._result(chance) for _ in inquiries]
        visit.talk = {"phone": 260, "chat": 240, "walk_in": 240}.get(channel, chance.choice([300, 900, 2400]))
        visit.wrap = chance.choice([5, 30, 90])
        visit.lost = channel == "phone" and chance.random() < 0.03
        self._correct(visit)
        if chance.random() < 0.07:
            visit.moves.append(chance.choice([(2, "claims_question", "routine"), (2, "other", "routine"),
                                              (3, "complaint", "routine"), (3, "complaint", "priority"),
                                              (3, "technical_problem", "routine")]))
            if chance.random() < 0.25:
                visit.moves.append((3, "complaint", chance.choice(["routine", "priority"])))
        return visit

    def _correct(self, visit: Visit) -> None:
        """Some turn out to be something else, or came at another instant than the mailroom read."""
        chance = self.chance("correct", visit.ref)
        is_mail = visit.channel in ("email", "secure_message", "letter")
        while chance.random() < (0.15 if is_mail else 0.04):
            after = chance.choice([chance.uniform(20, 600), chance.uniform(600, 20_000)])
            if visit.channel == "letter" and chance.random() < 0.6:
                after = chance.uniform(1, 20) * 86_400
            if is_mail and chance.random() < 0.4:
                stamped = micros(visit.arrival["received"]) if "received" in visit.arrival else visit.at
                said = min(visit.at, stamped + round(chance.choice([-3, -1, -1, 0, 1]) * DAY)) - MINUTE
                visit.corrections.append((after, {
                    "type": "receipt_corrected", "received": text(said), "actor": "mailroom-2", "evidence": "stamp-4"}))
                continue
            event: Event = {"type": "contact_reclassified", "actor": "clerk-3"}
            if chance.random() < 0.7:
                event["inquiries"] = [{"type": chance.choice(TYPES[visit.channel])} for _ in visit.arrival["inquiries"]]
            if chance.random() < 0.4:
                event["requester"] = chance.choice([*REQUESTERS, "beneficiary"])
            if chance.random() < 0.1:
                event["urgency"] = chance.choice(["priority", "routine"])
            if chance.random() < 0.5:
                event["evidence"] = "memo-8"
            visit.corrections.append((after, event))

    @staticmethod
    def _result(chance: random.Random) -> tuple[str, str | None] | None:
        lot = chance.random()
        if lot < 0.05:
            return None
        if lot < 0.2:
            return "unresolved", None
        return "resolved", chance.choice([None, None, "accepted", "accepted", "objected" if lot < 0.25 else None])
