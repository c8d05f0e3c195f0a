"""Plays a month: hands its people to a centre, and writes down all that they send.

    PYTHONPATH=ops python3 -m proving.reckoning.player --bin DIR --out DIR [--first DATE] [--days N] [--contacts N]
        [--work N] [--kills N] [--disturbed SHARE] [--seed S]

`DIR` of --out gets `sent.jsonl` and the audit log.
"""
from __future__ import annotations

import argparse
import datetime
import functools
import os
import shutil
from dataclasses import dataclass, fields
from typing import IO

import yaml

from proving.centre import ROOT
from proving.reckoning.agents import Desk
from proving.reckoning.instants import DAY, MINUTE, SECOND, Local, text
from proving.reckoning.media import Media, Visit
from proving.reckoning.month import Month
from proving.reckoning.people import Event, People, World
from proving.reckoning.stories import Word, Work, stories
from proving.reckoning.virtual import Virtual
from proving.workdays import is_workday

STATIONS = ["phone", "chat", "email", "portal", "router", "tier-1", "tier-2", "tier-3", "watchdog", "desk"]


# What a word of a piece of work is told as, and in which field.
FORMS = {"event": ("work_event", "event"), "facts": ("work_facts", "facts"), "class": ("work_reclassified", "class"),
         "receipt": ("receipt_corrected", "received")}


class Keeper:
    """Whoever keeps tracked work tells of it, now and then late, twice, in another order, or by another clock."""

    def __init__(self, people: People, media: Media, disturbed: float, local: Local) -> None:
        self.people, self.media, self.disturbed, self.local = people, media, disturbed, local

    def bring(self, work: Work) -> None:
        event: Event = {"type": "work_item", "key": work.ref, "class": work.name, "actor": "mailroom"}
        event |= {"facts": work.facts} if work.facts else {}
        for name in ("requester", "evidence"):
            if value := getattr(work, name):
                event[name] = value
        if work.received is not None:
            event["received"] = text(work.received)
        chance = self.people.draw("bring", work.ref)

        def taken(answer: Event) -> None:
            if work.item:
                return
            work.item = answer["contact"]
            # What is routed comes to somebody's desk too.
            visit = Visit(work.ref, work.at, "work_item", {})
            visit.results = [chance.choice([("resolved", None), ("resolved", "accepted"), ("unresolved", None), None])]
            visit.talk, visit.wrap, visit.contact = chance.choice([300.0, 1200.0]), 30, work.item
            self.media.visits[work.item] = visit
            for number, word in enumerate(work.words):
                self.plan(work, number, word)
        if chance.random() < self.disturbed:
            self.people.after(chance.uniform(1, 300), lambda: self.people.post("portal", event, taken))
            self.people.counts["twice"] = self.people.counts.get("twice", 0) + 1
        self.people.post("portal", event, taken)

    def plan(self, work: Work, number: int, word: Word) -> None:
        days, kind, what, evidence, facts = word
        happened = work.at + round(days * DAY)
        chance = self.people.draw("word", work.ref, number)
        form, field = FORMS[kind]
        event: Event = {"type": form, "key": f"{work.ref}/{number}", "item": work.item,
                        "actor": "mailroom" if kind == "receipt" else "clerk-7", field: what}
        event |= {"evidence": evidence} if evidence else {}
        if facts:
            # What the clause asks for comes with it, where it is a date as it is on that day.
            event["facts"] = {name: value if isinstance(value, str) else str(
                self.local.date(happened) + value) for name, value in facts.items()}
        delay = 0.0
        if chance.random() < 0.6:
            event["at"] = text(happened)
        lot = chance.random()
        if lot < self.disturbed:
            how = chance.choice(["late", "late", "twice", "skewed"])
            self.people.counts[how] = self.people.counts.get(how, 0) + 1
            event["at"] = text(happened)
            if how == "late":
                # Often later than the next word of the same work, so that they come out of order.
                delay = chance.choice([chance.uniform(60, 7200), chance.uniform(1, 6) * 86_400])
            elif how == "skewed":
                event["at"] = text(happened + chance.randint(-600, 600) * SECOND)
            else:
                self.people.at(happened + chance.uniform(1, 7200) * SECOND, lambda: self.people.post("portal", event))
        self.people.at(happened + delay * SECOND, lambda: self.people.post("portal", event))


# What a month needs of the topology: somebody to whom walk-in standards are owed.
EDITS = {"contract.yaml": [("overseas: false", "overseas: true")]}


def edit(folder: str) -> None:
    """Changes a copy of the topology's files so."""
    for name, edits in EDITS.items():
        path = os.path.join(folder, name)
        with open(path) as file:
            said = file.read()
        for old, new in edits:
            said = said.replace(old, new)
        with open(path, "w") as file:
            file.write(said)


def roster(topology: str) -> list[tuple[str, int]]:
    with open(os.path.join(os.path.dirname(topology), "roster.yaml")) as file:
        groups = yaml.load(file, yaml.BaseLoader)["groups"]
    return [(agent if isinstance(agent, str) else agent["id"], int(group["tier"]))
            for group in groups for agent in group["agents"]]


def shifts(people: People, desk: Desk, month: Month) -> None:
    """Everybody works on workdays; a few of them not on each."""
    for date in month.dates():
        if not is_workday(date):
            continue
        for name, agent in desk.agents.items():
            chance = month.chance("shift", date, name)
            if chance.random() < 0.4:
                continue
            people.at(month.local.at(date, round((7.7 + 0.5 * chance.random()) * 3600)), agent.sign_in)
            people.at(month.local.at(date, round((18.1 + 0.4 * chance.random()) * 3600)), agent.sign_out)


def trunks(people: People, month: Month) -> None:
    """The carrier counts each trunk by days, and tells of a day when it is over; of one day it forgets to."""
    for date in month.dates():
        end = month.local.at(date + datetime.timedelta(days=1))
        for trunk in ("trunk-1", "trunk-2"):
            chance = month.chance("trunk", date, trunk)
            if date.day == 12 and trunk == "trunk-2":
                continue
            event = {"type": "attempts_blocked", "key": f"count/{trunk}/{date}", "trunk": trunk,
                     "start": text(month.local.at(date)), "end": text(end), "count": chance.choice([0, 0, 1, 2, 5]),
                     "source": "carrier"}
            people.at(end + 60 * SECOND, functools.partial(people.post, "phone", event))


def kills(people: People, month: Month, count: int) -> None:
    chance = month.chance("kills")
    for _ in range(count):
        date = month.first + datetime.timedelta(days=chance.randrange(month.days))
        at = month.local.at(date, round(chance.uniform(8.2, 17.8) * 3600, 3))
        station, moment = chance.choice(STATIONS), chance.choice(["before", "after"])
        seconds = chance.choice([0.5, 3, 10, 40])

        def kill(station: str = station, moment: str = moment, seconds: float = seconds) -> None:
            people.kill(station, moment, seconds)
        people.at(at, kill)


@dataclass
class Plan:
    """How much of what is played."""

    first: str = "2026-03-01"
    days: int = 31
    contacts: int = 200
    work: int = 40
    kills: int = 20
    disturbed: float = 0.02
    seed: int = 1

    @property
    def month(self) -> Month:
        return Month(self.seed, datetime.date.fromisoformat(self.first), self.days, self.contacts,
                     Local("America/New_York"))


class Player:
    """Plays a plan into a world, and writes down what is sent."""

    def __init__(self, plan: Plan, world: World, sent: IO[str], topology: str) -> None:
        self.plan, self.month = plan, plan.month
        self.people = People(world, sent, plan.seed)
        media = Media(self.people, plan.disturbed)
        desk, keeper = Desk(self.people, media, roster(topology)), Keeper(
            self.people, media, plan.disturbed, self.month.local)
        shifts(self.people, desk, self.month)
        trunks(self.people, self.month)
        for visit in self.month.visits():
            if visit.at >= world.now:
                self.people.at(visit.at, functools.partial(media.come, visit))
        for work in stories(self.month, plan.work):
            if work.at >= world.now:
                self.people.at(work.at, functools.partial(keeper.bring, work))

    def run(self, until: int) -> None:
        self.people.run(until)
        self.people.note(what="end")

    def words(self) -> str:
        """What was played, and how much of it was disturbed."""
        counts = dict(self.people.counts)
        odd = {name: counts.pop(name, 0) for name in ("late", "twice", "skewed")}
        return (f"{sum(counts.values())} events sent, {odd['late']} late, {odd['twice']} twice and {odd['skewed']} by "
                f"another clock, {len(self.people.refused)} refused")


def play(bin_folder: str, out: str, plan: Plan) -> Player:
    """In virtual time, with kills; `out` gets the topology, what was sent, and the audit log."""
    folder = os.path.join(out, "topology")
    shutil.copytree(os.path.join(ROOT, "Topology"), folder, ignore=shutil.ignore_patterns("broken"))
    edit(folder)
    topology = os.path.join(folder, "single-host.yaml")
    world = Virtual(os.path.join(bin_folder, "tierline"), topology, os.path.join(out, "audit"), plan.month.start)
    with open(os.path.join(out, "sent.jsonl"), "w") as sent:
        player = Player(plan, world, sent, topology)
        kills(player.people, player.month, plan.kills)
        # The carrier tells of the last day when it is over.
        player.run(player.month.end + 5 * MINUTE)
    world.close()
    return player


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--out", required=True)
    for field in fields(Plan):
        parser.add_argument(f"--{field.name}", type=type(field.default), default=field.default)
    options = vars(parser.parse_args())
    bin_folder, out = options.pop("bin"), options.pop("out")
    os.makedirs(out)
    player = play(bin_folder, out, Plan(**options))
    print(player.words())
    for line in player.people.refused[:40]:
        print("  ", line[:300])


if __name__ == "__main__":
    main()
