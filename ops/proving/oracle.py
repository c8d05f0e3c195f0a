"""Judges a run from outside: the load generator's own ledger against the audit log and the journals.

It trusts no figure that a station counted of itself. What the ledger says of an instant is a bracket, because the
client only knows when it asked and when it was told; a clock agrees when what the watchdog counted lies within what
the brackets allow, and fired early when no instant within them could have been due.
"""
from __future__ import annotations

import datetime
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
KINDS = {"CHANNEL_PHONE": "voice", "CHANNEL_WALK_IN": "voice", "CHANNEL_CHAT": "chat"}
HOLD = {"20s": 20_000_000, "30s": 30_000_000, "60s": 60_000_000}

# A line of a file, and what is known of an instant or a length: at least and at most.
Line = dict[str, Any]
Bracket = tuple[float, float]


def micros(text: str) -> int:
    moment = datetime.datetime.fromisoformat(text)
    return (moment - EPOCH) // datetime.timedelta(microseconds=1)


def percentile(values: Iterable[float], part: int) -> float | None:
    """The smallest value that `part` percent of the values do not exceed; None without values."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)] if ordered else None


class ClientLedger:
    """What the load generator wrote down, line by line."""

    def __init__(self, path: str) -> None:
        self.blocked = self.refused = 0
        # Keys of arrivals by contact, and channels by key; then by contact what was done, by whom, between when and
        # when.
        self.accepted: dict[str, str] = {}
        self.sent: dict[str, str | None] = {}
        self.holds: dict[str, list[tuple[tuple[int, ...], str, float, float]]] = defaultdict(list)
        self.releases: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        self.services: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        self.answers: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        self.leaving: dict[str, list[Bracket]] = defaultdict(list)
        asked: dict[str, int] = {}
        escalating: dict[tuple[str, str], int] = {}
        answering: dict[tuple[str, str], int] = {}
        accepting: dict[str, int] = {}
        offered: dict[tuple[str, str], int] = {}
        having: dict[str, dict[str, str]] = defaultdict(dict)
        first: dict[str, int | None] = {}
        with open(path) as file:
            for text in file:
                line = json.loads(text)
                at, what, key = line["at_us"], line.get("what"), line.get("key")
                if line["line"] == "sent":
                    asked[key] = at
                    if what == "arrival":
                        self.sent[key] = line.get("channel")
                    elif what == "effect-done":
                        first.setdefault(line["effect"], at)
                    elif line.get("request") == "escalate":
                        escalating.setdefault((line["agent"], line["contact"]), at)
                    elif line.get("request") == "respond":
                        answering.setdefault((line["agent"], line["contact"]), at)
                    elif line.get("request") == "accept":
                        accepting[line["agent"]] = min(at, accepting.get(line["agent"], at))
                elif line["line"] == "acknowledged":
                    self._acknowledged(line, asked.pop(key), first)
                elif line["line"] == "shown":
                    self._shown(line, having, escalating, answering, accepting, offered)
        self.unanswered = {effect for effect, at in first.items() if at is not None}

    def _acknowledged(self, line: Line, asked: int, first: dict[str, int | None]) -> None:
        what, at = line.get("what"), line["at_us"]
        if what == "arrival":
            if line["answer"] == "accepted":
                self.accepted[line["contact"]] = line["key"]
            elif line["answer"] == "busy":
                self.blocked += 1
            else:
                self.refused += 1
        elif what == "effect-done" and line["answer"] == "accepted":
            kind, contact, *number = line["effect"].split("/")
            begun = first.get(line["effect"])
            if kind in ("hold", "resume") and begun is not None:
                # Answers come in any order; the effect's number says in which order they were done. What was tried
                # again may have been done at the first attempt, and was done by the first answer.
                order = tuple(int(part) for part in number[0].split("."))
                self.holds[contact].append((order, kind, begun, at))
                first[line["effect"]] = None
            elif kind in ("disconnect", "close"):
                self.leaving[contact].append((asked, at))
        elif what == "medium" and line["answer"] == "accepted":
            self.leaving[line["contact"]].append((asked, at))

    def _shown(self, line: Line, having: dict[str, dict[str, str]], escalating: dict[tuple[str, str], int],
               answering: dict[tuple[str, str], int], accepting: dict[str, int],
               offered: dict[tuple[str, str], int]) -> None:
        agent, at, work = line["agent"], line["at_us"], line["work"]
        for contact in [c for c in having[agent] if c not in work]:
            said = answering.pop((agent, contact), None)
            if said is not None:
                # Who has the contact no longer has said so before; what came later was refused.
                self.answers[contact].append((agent, said, at))
            low = escalating.pop((agent, contact), None)
            if low is not None:
                self.releases[contact].append((agent, low, at))
            del having[agent][contact]
        for contact, phase in work.items():
            before = having[agent].get(contact)
            if before is None:
                offered[agent, contact] = at
            if phase in ("inService", "held", "wrapUp") and before not in ("inService", "held", "wrapUp"):
                # Who accepted two at once accepted each only after it was shown.
                self.services[contact].append((agent, accepting.pop(agent, offered[agent, contact]), at))
            having[agent][contact] = phase

    def hold_bracket(self, contact: str) -> tuple[float, float]:
        """The least and the most that the member can have been on hold, transfers included."""
        spans: list[tuple[Bracket, Bracket]] = []
        held: Bracket | None = None
        for _, kind, low, high in sorted(self.holds[contact]):
            if held and kind == "hold":
                # Resumed in between, and the answer to that never came.
                spans.append((held, (0, high)))
            elif held:
                spans.append((held, (low, high)))
            held = (low, high) if kind == "hold" else None
        if held:
            spans.append(self._unresumed(contact, *held))
        for agent, low, high in self.releases[contact]:
            latest = self._released_by(contact, agent, low, high)
            spans.append(((low, latest), self._next_service(contact, agent, low)))
        if self.leaving[contact]:
            # A resume that was withdrawn when the member left may be done long after; the member was gone then.
            left = min(self.leaving[contact])
            spans = [(begin, (min(end[0], left[0]), min(end[1], left[1]))) for begin, end in spans]
        # Spans may overlap: an agent's resume that the medium did late ends a hold after the release that began the
        # next one. What is sure, and what is possible, is that of all of them together.
        least = self._together([(begin[1], end[0]) for begin, end in spans])
        most = self._together([(begin[0], end[1]) for begin, end in spans])
        return least, most

    @staticmethod
    def _together(spans: list[Bracket]) -> float:
        """How long at least one of the spans lasts."""
        total = until = 0.0
        for begin, end in sorted(spans):
            total += max(0, end - max(begin, until))
            until = max(until, end)
        return total

    def _unresumed(self, contact: str, low: float, high: float) -> tuple[Bracket, Bracket]:
        """A hold that nobody resumed: the agent gave the contact away, or the member left."""
        ends = [(released, to) for _, released, to in self.releases[contact] if to > low]
        end = min(ends, default=self._left(contact))
        if any(effect.startswith(f"resume/{contact}/") for effect in self.unanswered):
            end = 0, end[1]
        return (low, high), end

    def _next_service(self, contact: str, agent: str, low: float) -> Bracket:
        """When whoever served next had the contact."""
        ends = [(since, to) for other, since, to in self.services[contact] if other != agent and to > low]
        return min(ends, default=self._left(contact))

    def _left(self, contact: str) -> Bracket:
        return min(self.leaving[contact], default=(0, float("inf")))

    def _released_by(self, contact: str, agent: str, low: float, high: float) -> float:
        """The latest instant of a release: a desk told late tells of it late, but whoever served next had it then."""
        return min([high] + [to for other, _, to in self.services[contact] if other != agent and to > low])


class Log:
    """The audit log, each station's facts in that station's order."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.sequences: dict[str, list[int]] = defaultdict(list)
        self.facts: list[Line] = []
        for text in lines:
            line = json.loads(text)
            self.sequences[line["station"]].append(line["sequence"])
            self.facts.append(line)

    def of(self, *kinds: str) -> list[Line]:
        return [line for line in self.facts if line["kind"] in kinds]


def nobody_was_down(_since: float, _until: float) -> bool:
    """The excuse for a run in which every station was up all the time."""
    return False


class Judgement:
    """What became of one run."""

    def __init__(self, ledger: ClientLedger, log: Log, rate: int, agents: list[dict[str, Any]],
                 excuses: Callable[[float, float], bool] = nobody_was_down) -> None:
        self.ledger, self.log, self.rate, self.excuses = ledger, log, rate, excuses
        self.rooms = {agent["id"]: agent for agent in agents}
        self.faults: list[str] = []
        self.figures: dict[str, Any] = {}
        # Where an agent was last offered a contact; a tier of the roster may have changed since.
        self.served_at: dict[tuple[str, str], str] = {}
        self._outcomes()
        self._ownership()
        self._passings()
        self._holds()
        self._tier3()
        self._traffic()

    def fault(self, text: str) -> None:
        self.faults.append(text)

    def _outcomes(self) -> None:
        keys = {f["contact"]: f["fact"].get("key") for f in self.log.of("contactReceived")}
        ended: dict[str, int] = defaultdict(int)
        for fact in self.log.of("contactEnded"):
            ended[fact["contact"]] += 1
        accepted = self.ledger.accepted
        lost = [c for c, key in sorted(accepted.items()) if keys.get(c) != key or not ended[c]]
        twice = [c for c in sorted(accepted) if ended[c] > 1]
        for contact in lost[:5]:
            self.fault(f"{contact} is lost: received {contact in keys}, ended {ended[contact]} times")
        for contact in twice[:5]:
            self.fault(f"{contact} ended {ended[contact]} times")
        received = Counter(key for key in keys.values() if key in self.ledger.sent)
        for key in [key for key, count in received.items() if count > 1]:
            self.fault(f"arrival {key} became two contacts")
        # That everybody has a conflict of interest is for a person to know, and no defect.
        broken = [f for f in self.log.of("invariantBroken")
                  if f["fact"].get("invariant") != "INVARIANT_EVERYBODY_BARRED"]
        for one in broken[:5]:
            self.fault(f"{one['contact']} broke an invariant: {one['fact']}")
        self.figures.update(accepted=len(accepted), terminal=sum(1 for c in accepted if ended[c]), lost=len(lost),
                            dup_terminal=sum(ended[c] - 1 for c in twice))

    def _ownership(self) -> None:
        """Replays the queues' offers: one owner per contact, and no person over the roster's room.

        Hands are counted per person, at all tiers together: a roster may move an agent while work is up.
        """
        stays: dict[str, list[Line]] = defaultdict(list)
        open_stays: dict[tuple[str, str], Line] = {}
        hands: dict[str, dict[str, str]] = defaultdict(dict)
        double, over = set(), 0
        # Each station's facts are in its order; between stations only the instants tell what came first.
        for fact in sorted(self.log.facts, key=lambda fact: fact["at_us"]):
            kind, contact, body, station = fact["kind"], fact["contact"], fact["fact"], fact["station"]
            place = (station, contact)
            if kind == "offerMade":
                if place in open_stays:
                    double.add(contact)
                open_stays[place] = {"agent": body["agent"], "from": fact["at_us"], "to": None}
                stays[contact].append(open_stays[place])
                room = KINDS.get(body["channel"], "written")
                hand = hands[body["agent"]]
                hand[contact] = room
                self.served_at[contact, body["agent"]] = station
                limit = self.rooms.get(body["agent"], {}).get(room, 0)
                if sum(1 for r in hand.values() if r == room) > limit:
                    over += 1
                    self.fault(f"{body['agent']} has more than {limit} {room} at {fact['at_us']}: {sorted(hand)}")
            elif kind in ("offerClosed", "serviceEnded", "contactReturned", "contactReleased"):
                stay = open_stays.get(place)
                agent = body.get("agent") or (stay or {}).get("agent")
                if stay and stay["agent"] == agent:
                    hands[agent].pop(contact, None)
                if stay and stay["agent"] == agent:
                    stay["to"] = fact["at_us"]
                    del open_stays[place]
        for contact, all_stays in stays.items():
            covered = 0
            for stay in sorted(all_stays, key=lambda s: s["from"]):
                if stay["from"] < covered:
                    double.add(contact)
                covered = max(covered, stay["to"] or stay["from"])
        for contact in sorted(double)[:5]:
            self.fault(f"{contact} had two owners")
        self.figures.update(double_assigned=len(double), over_capacity=over)

    def _passings(self) -> None:
        """Each threshold once, never before it was due, and soon after unless somebody was down."""
        late: list[float] = []
        early = 0
        passed: dict[tuple[str, str, str], int] = defaultdict(int)
        retracted: dict[tuple[str, str, str], int] = defaultdict(int)
        for fact in self.log.of("breachRetracted"):
            retracted[(fact["contact"], fact["fact"]["clock"]["name"], fact["fact"]["threshold"])] += 1
        self.passed, self.retracted = passed, retracted
        for fact in self.log.of("clockWarned", "clockBreached"):
            body = fact["fact"]
            name = (fact["contact"], body["clock"]["name"], body["threshold"], body["clock"].get("inquiry", 0))
            passed[name[:3]] += 1
            due, at = micros(body["due_at"]), micros(body["at"])
            if at < due:
                early += 1
                self.fault(f"{name} fired {due - at} us early")
            late.append((at - due) / self.rate / 1000)
            # One second, and the second in which a station may be presumed silent.
            if late[-1] > 2000 and not self.excuses(due, at):
                self.fault(f"{name} fired {late[-1]:.0f} ms late with every station up")
        for passing, count in passed.items():
            # What was presumed, and taken back, may become due again.
            if count > 1 + retracted[passing]:
                self.fault(f"{passing} fired {count} times, {retracted[passing]} of them taken back")
        self.figures.update(early=early, late_ms_p99=percentile([round(x, 1) for x in late], 99))

    def _closed(self, clock: str) -> dict[str, dict[str, Any]]:
        return {f["contact"]: f["fact"] for f in self.log.of("clockClosed") if f["fact"]["clock"]["name"] == clock}

    def _holds(self) -> None:
        self.widths: list[float] = []
        self.holds_checked = 0
        for contact, fact in sorted(self._closed("phone.hold").items()):
            if contact not in self.ledger.accepted:
                continue
            least, most = self.ledger.hold_bracket(contact)
            used = int(fact.get("used_us", 0))
            self.holds_checked += 1
            if most:
                self.widths.append(min(most, 10**12) - least)
            if not least <= used <= most:
                self.fault(f"{contact} was on hold between {least} and {most} us by the ledger, {used} counted")
            for threshold, budget in HOLD.items():
                name = (contact, "phone.hold", threshold)
                if most < budget and self.passed[name] and not self.retracted[name]:
                    self.figures["early"] += 1
                    self.fault(f"{name} fired although the ledger allows at most {most} us")
                if least > budget and not self.passed[name]:
                    self.fault(f"{name} never fired although the ledger says at least {least} us")

    def _tier3(self) -> None:
        """The Tier 3 clocks run from the escalation by a Tier 2 agent until one of Tier 3 says that it is answered."""
        self.tier3_checked = 0
        def tier(contact: str, agent: str) -> int:
            return int(self.served_at.get((contact, agent), "-0").rsplit("-", 1)[1])
        for clock in ("tier3.priority", "tier3.standard"):
            for contact, fact in sorted(self._closed(clock).items()):
                starts = [(low, high) for agent, low, high in self.ledger.releases[contact]
                          if tier(contact, agent) == 2]
                stops = [(low, high) for agent, low, high in self.ledger.answers[contact]
                         if tier(contact, agent) == 3]
                if not starts or fact.get("cause") not in ("tier_response", "contact_ended"):
                    continue
                if fact["cause"] == "contact_ended" or not stops:
                    least, most = 0.0, float("inf")
                else:
                    # Of two who said so, the first may have been refused.
                    least, most = max(0, stops[0][0] - starts[0][1]), stops[-1][1] - starts[0][0]
                    self.widths.append(most - least)
                self.tier3_checked += 1
                used = int(fact.get("used_us", 0))
                if not least <= used <= most:
                    self.fault(f"{clock} of {contact}: {least} to {most} us by the ledger, {used} counted")

    def _traffic(self) -> None:
        handed: dict[tuple[int, int], int] = defaultdict(int)
        accepted = {(f["contact"], f["fact"]["placement"]["generation"]) for f in self.log.of("handoffAccepted")}
        for fact in self.log.of("handoffOffered"):
            if (fact["contact"], fact["fact"]["placement"]["generation"]) in accepted:
                handed[(fact["fact"]["from_tier"], fact["fact"]["placement"]["tier"])] += 1
        self.traffic = {
            "holds": len(self.log.of("contactHeld")), "t1_t2": handed[(1, 2)], "t2_t3": handed[(2, 3)],
            "signed_out_with_work": sum(1 for f in self.log.of("offerClosed")
                                        if f["fact"].get("reason") == "signed_out"),
            "abandoned": sum(1 for f in self.log.of("contactEnded")
                             if str(f["fact"].get("outcome", "")).endswith("ABANDONED")),
        }


def audit_gaps(log: Log, journals: dict[str, str]) -> tuple[int, list[str]]:
    """Entries of the journals that the log lacks, holds twice, or holds out of order, and what is wrong."""
    missing, faults = 0, []
    for station, path in sorted(journals.items()):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            head = connection.execute(
                "SELECT max((SELECT coalesce(max(last), 0) FROM batch), (SELECT sequence FROM floor))").fetchone()[0]
        finally:
            connection.close()
        found = log.sequences[station]
        wrong = len(set(range(1, head + 1)) ^ set(found)) + len(found) - len(set(found))
        if wrong or found != sorted(found):
            faults.append(f"{station}: {wrong} of {head} entries missing from the log, doubled or out of order")
        missing += wrong
    return missing, faults
