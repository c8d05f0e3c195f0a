"""Work items of every class from their receipt past every threshold of their clocks, through the real processes."""
from __future__ import annotations

import argparse
import collections
import json
import os
import re
import signal
import time
from collections.abc import Sequence
from typing import Any

import yaml

from proving.centre import Centre, Trouble
from proving.edges import Edges
from proving.oracle import Log, micros
from proving.workdays import Counter, Pause

ORIGIN = "2026-10-20T09:00:00-04:00"
HOUR, DAY = 3_600_000_000, 86_400_000_000
# A word that is said of an item, on which day after its receipt, and with what evidence.
Step = tuple[int, str, str | None]
# A clock of these begins with an event, or needs a fact, or has to do with a state that a class has several of.
SEEDS: dict[str, list[tuple[dict[str, str], str | None]]] = {
    "claim": [({"network": "no"}, None)],
    "claims-cycle": [({}, "cycle-completed")],
    "ted-voucher": [({"submission": "initial"}, None), ({"state": "unprocessable", "reason": "header"}, None),
                    ({"state": "edit-failure"}, None)],
}
# What a clause asks to be said with the event that ends an item of a class.
WHOLE: dict[tuple[str, str], dict[str, str]] = {
    ("debt-research", "completed"): {"review": "done", "correction": "no-errors", "explanation": "no-liability",
                                     "response": "done", "check-to": "nobody"},
    ("duplicate-set", "completed"): {"state": "closed", "finding": "none"},
    ("filing", "filed"): {"icn": "2026061000001", "filing-state": "VA", "medium": "hard-copy", "documents": "none"},
}


def amount(text: object) -> tuple[str, int]:
    """A length as standards.yaml writes it: the unit, and how much of it."""
    parts = re.fullmatch(r"(\d+) ?(.*)", str(text))
    if not parts:
        raise Trouble(f"{text} is no length")
    number, word = parts.groups()
    word = word.rstrip("s") if len(word) > 1 else word
    if word in ("h", "m", "s", "d"):
        return "elapsed", int(number) * {"s": 1, "m": 60, "h": 3600, "d": 86_400}[word] * 1_000_000
    return {"calendar day": "calendar", "business day": "workday"}[word], int(number)


class Clocks:
    """The clocks on work items as the files say, and when each is due."""

    def __init__(self, topology: str) -> None:
        folder = os.path.dirname(topology)

        def read(name: str) -> Any:
            # Words such as yes are words here.
            with open(os.path.join(folder, name)) as file:
                return yaml.load(file, yaml.BaseLoader)
        self.work = {row["class"]: row for row in read("work.yaml")["work"]}
        self.clocks = [row for row in read("standards.yaml")["clocks"] if row.get("attaches_to") == "item"]
        zones = {row["name"]: row["zone"] for row in read("calendars.yaml")["calendars"]}
        self.counters = {name: Counter(zone) for name, zone in zones.items()}

    def of(self, work_class: str, facts: dict[str, str]) -> list[dict[str, Any]]:
        def covers(case: dict[str, Any]) -> bool:
            # Nobody says who asks here, so a case of requesters has none of these items.
            return (work_class in case.get("classes", [work_class]) and "requesters" not in case
                    and all(facts.get(k) == v for k, v in case.get("where", {}).items()))

        def any_of(cases: Any) -> bool:
            return any(covers(case) for case in (cases if isinstance(cases, list) else [cases]))
        return [c for c in self.clocks if any_of(c["applies_to"]) and not any_of(c.get("except", []))]

    def dues(self, clock: dict[str, Any], start: int, pauses: Sequence[Pause] = ()) -> dict[str, int]:
        """Each threshold and its warning, with its due."""
        found = {}
        for row in clock["thresholds"]:
            unit, most = amount(row["after"])
            wanted = [(row["name"], most)]
            if "warn_before" in row:
                wanted.insert(0, (row["name"] + "-warning", most - amount(row["warn_before"])[1]))
            for name, much in wanted:
                if unit == "elapsed":
                    found[name] = start + much
                else:
                    counter = self.counters[clock["calendar"]]
                    found[name] = counter.due(start, unit, clock.get("counting", "day1"), much, pauses)
        return found


class Item:
    """One item, as its sender knows it."""

    def __init__(self, name: str, work_class: str, facts: dict[str, str], story: Sequence[Step] = ()) -> None:
        self.name, self.work_class, self.facts, self.story = name, work_class, facts, list(story)
        self.contact, self.received = "", 0
        self.events: list[tuple[str, int]] = []
        # The class that it got later, and when the router said so.
        self.later: tuple[str, int] | None = None

    def at(self, event: str) -> int | None:
        return next((at for name, at in self.events if name == event), None)


class ClockRun:
    """Sends the items, kills the watchdog while their clocks run, and judges what the audit log says."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.wrong: list[str] = []
        self.figures: dict[str, float] = {}
        self.outages: list[tuple[int, int]] = []

    def expect(self, condition: object, text: str) -> None:
        if not condition:
            self.wrong.append(text)

    def run(self) -> None:
        def calm(text: str) -> str:
            # Tiers that call the roll every 15 s would do so thousands of times a second at this rate.
            return re.sub(r"roll_call: \w+", "roll_call: 1h", text)
        with Centre(self.options.bin, rate=self.options.rate, origin=ORIGIN, change=calm) as centre:
            self.centre, self.edges = centre, Edges(centre)
            self.clocks = Clocks(centre.topology)
            items = self.items()
            for item in items:
                self.send(item)
            self.expected(items)
            self.live(items)
            self.end(items)
            self.log = Log(centre.tierline("audit", "dump", os.path.join(centre.state, "audit"),
                                           "--json-lines").stdout.splitlines())
            self.judge_passings(items)
            self.judge_ledgers(items)

    def items(self) -> list[Item]:
        items = []
        for work_class in self.clocks.work:
            for facts, event in SEEDS.get(work_class, [({}, None)]):
                items.append(Item(work_class, work_class, facts, [(0, event, None)] if event else []))
        items.append(Item("suspended", "appeal-expedited", {}, [(1, "rescheduled", "letter-1"), (6, "resumed", None)]))
        items.append(Item("completed later", "preauthorization", {},
                          [(1, "information-requested", None), (4, "information-complete", None)]))
        items.append(Item("reopened", "routine-written", {}, [(3, "completed", None), (9, "reopened", None)]))
        items.append(Item("reclassified", "routine-written", {}, [(4, "=priority-written", None)]))
        return items

    def send(self, item: Item) -> None:
        body = {"type": "work_item", "key": f"run/{item.name}/{json.dumps(item.facts)}", "class": item.work_class,
                "facts": item.facts, "actor": "mailroom"}
        status, answer = self.edges.insist("portal", "POST", "/v1/events", body)
        if status != 201:
            raise Trouble(f"{item.name} was not taken: {status} {answer}")
        again, repeated = self.edges.insist("portal", "POST", "/v1/events", body)
        self.expect(again in (200, 201) and repeated["contact"] == answer["contact"], f"{item.name} was taken twice")
        item.contact = answer["contact"]

    def tell(self, item: Item, word: str, evidence: str | None, number: int) -> None:
        change: dict[str, Any] = {"type": "work_event", "event": word}
        if word[0] == "=":
            change = {"type": "work_reclassified", "class": word[1:]}
        if facts := WHOLE.get((item.work_class, word)):
            change["facts"] = facts
        body = {"key": f"run/{item.contact}/{number}", "item": item.contact, "actor": "clerk-7"} | change
        status, answer = self.edges.insist("portal", "POST", "/v1/events",
                                           body | ({"evidence": evidence} if evidence else {}))
        self.expect(status in (200, 201), f"{item.name}: {word} was answered {status} {answer}")

    def live(self, items: list[Item]) -> None:
        """Tells each story at its days, kills the watchdog now and then, until the last due is past."""
        start, rate = self.edges.now(), self.options.rate
        acts = sorted((day * DAY, index, number) for index, item in enumerate(items)
                      for number, (day, _, _) in enumerate(item.story))
        last = start + self.longest + 2 * rate * 1_000_000
        every = (last - start) / (self.options.kills + 1)
        kills = [start + every * (number + 1) for number in range(self.options.kills)]
        while (now := self.edges.now()) < last:
            while acts and start + acts[0][0] <= now:
                _, index, number = acts.pop(0)
                _, word, evidence = items[index].story[number]
                self.tell(items[index], word, evidence, number)
            if kills and kills[0] <= now:
                kills.pop(0)
                self.kill()
            time.sleep(0.02)

    def kill(self) -> None:
        since = self.edges.now()
        pid = self.centre.signal("watchdog", signal.SIGKILL)
        self.centre.wait_for_new("watchdog", pid)
        self.outages.append((since, self.edges.now()))

    def expected(self, items: list[Item]) -> None:
        """How long the longest clock takes, pauses and days until it begins included."""
        now = self.edges.now()
        self.longest = max(max(self.clocks.dues(clock, now).values()) - now
                           for item in items for clock in self.clocks.of(item.work_class, item.facts)) + 2 * DAY

    def end(self, items: list[Item]) -> None:
        for item in items:
            word = self.clocks.work["priority-written" if item.name == "reclassified" else item.work_class]["ends"][0]
            self.tell(item, word, None, 99)
        time.sleep(1)
        self.centre.down()

    # What must be true

    def judge_passings(self, items: list[Item]) -> None:
        rate = self.options.rate
        fired: collections.Counter[tuple[str, str, str]] = collections.Counter()
        known = {item.contact: item for item in items}
        for fact in self.log.of("workItemReceived"):
            if item := known.get(fact["contact"]):
                item.received = micros(fact["fact"]["received_at"])
        for fact in self.log.of("workItemReported"):
            if (item := known.get(fact["contact"])) and "event" in fact["fact"]["change"]:
                item.events.append((fact["fact"]["change"]["event"], micros(fact["fact"]["at"])))
        for fact in self.log.of("workItemChanged"):
            item, change = known.get(fact["contact"]), fact["fact"]["change"]
            if item and "reclassified" in change:
                item.later = change["reclassified"], micros(fact["fact"]["at"])
        wanted, since = {}, {}
        for item in items:
            for clock in self.clocks.of(item.work_class, item.facts):
                for name, due in self.wanted(item, clock).items():
                    if item.later is None or due < item.later[1]:
                        wanted[item.contact, clock["name"], name] = due
            if item.later:
                for clock in self.clocks.of(item.later[0], item.facts):
                    for name, due in self.wanted(item, clock).items():
                        wanted[item.contact, clock["name"], name] = due
                        since[item.contact, clock["name"], name] = item.later[1]
        for item in items:
            stop, again = item.at("completed"), item.at("reopened")
            for key, due in wanted.items():
                if stop and again and key[0] == item.contact and stop <= due < again:
                    since[key] = again
        worst, worst_down, dues = 0.0, 0.0, []
        for fact in self.log.of("clockWarned", "clockBreached"):
            body = fact["fact"]
            key = (fact["contact"], body["clock"]["name"], body["threshold"])
            if fact["contact"] not in known or body["clock"].get("inquiry", 0) != 65_535:
                continue
            due, at = micros(body["due_at"]), micros(body["at"])
            fired[key] += 1
            # What another class or a reopening brings and is overdue already fires when it comes.
            begun = max(due, since.get(key, due))
            if begun == due:
                dues.append(due)
            self.expect(at >= due, f"{key} fired {due - at} us early")
            if key in wanted:
                self.expect(due == wanted[key], f"{key} was due {due}, expected {wanted[key]}")
            down = next((back for gone, back in self.outages if gone <= at and begun <= back), None)
            late = (at - (begun if down is None else max(begun, min(down, at)))) / rate / 1e6
            if down is None:
                worst = max(worst, late)
            else:
                worst_down = max(worst_down, (at - begun) / rate / 1e6)
            self.expect(late <= 1, f"{key} fired {late:.2f} s of real time late")
        for key, count in fired.items():
            self.expect(count == 1, f"{key} fired {count} times")
            self.expect(key in wanted, f"{key} fired and nobody expected it")
        for key in wanted:
            self.expect(fired[key] == 1, f"{key} fired {fired[key]} times, expected once")
        self.expect(dues == sorted(dues), "thresholds did not fire in the order in which they were due")
        self.figures = {"items": len(items), "classes": len(self.clocks.work), "thresholds": sum(fired.values()),
                        "kills": len(self.outages), "late_real_ms_max": round(worst * 1000, 1),
                        "late_topology_s_max": round(worst * rate, 1),
                        "late_real_ms_max_around_kills": round(worst_down * 1000, 1)}

    def wanted(self, item: Item, clock: dict[str, Any]) -> dict[str, int]:
        """What must fire on a clock, by the item's story."""
        start: int | None = item.received
        if isinstance(clock.get("counts_from"), dict):
            begin = clock["counts_from"]
            start = item.at(begin["event"]) if "after" not in begin or item.at(begin["after"]) else None
        if start is None:
            return {}
        pauses = []
        if pause := clock.get("suspension"):
            begin, end = item.at(pause["begins"]), item.at(pause["ends"])
            if begin and end:
                pauses = [(begin, end)]
        gone = item.at(clock["lapses_at"]["event"]) if "lapses_at" in clock else None
        dues = self.clocks.dues(clock, start, pauses)
        return {name: due for name, due in dues.items() if gone is None or due <= gone}

    def judge_ledgers(self, items: list[Item]) -> None:
        """Every clock's spans join without a gap from its beginning to its end, and what they counted is its sum."""
        spans = 0
        closed = {(f["contact"], f["fact"]["clock"]["name"]): f["fact"] for f in self.log.of("clockClosed")}
        for item in items:
            answer = json.loads(self.centre.tierline(
                "explain", item.contact, "--audit", os.path.join(self.centre.state, "audit"), "--json").stdout)
            for clock in answer["clocks"]:
                name = clock["clock"].split("@")[0]
                rows, end = clock["spans"], closed.get((item.contact, name))
                spans += len(rows)
                if end is None or not rows:
                    self.expect(False, f"{item.name}: {name} never closed")
                    continue
                total = micros(rows[-1]["to"]) - micros(rows[0]["from"])
                self.expect(sum(row["length_us"] for row in rows) == total, f"{item.name}: {name} has gaps")
                self.expect(micros(rows[-1]["to"]) == micros(end["at"]), f"{item.name}: {name} ends elsewhere")
                self.expect(sum(row["counted_us"] for row in rows) == int(end.get("used_us", 0)),
                            f"{item.name}: {name} counted something else than its spans")
        self.figures["spans"] = spans
