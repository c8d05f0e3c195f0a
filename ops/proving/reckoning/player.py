"""Plays a month: hands its people to a centre, and writes down all that they send.

    python3 ops/proving/reckoning/player.py --bin DIR --out DIR [--days N] [--contacts N] [--work N] [--kills N] [--seed S]

`DIR` of --out gets `sent.jsonl` and the audit log.
"""
from __future__ import annotations

import argparse
import datetime
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
import yaml

from proving.reckoning.agents import Desk
from proving.reckoning.instants import DAY, HOUR, MINUTE, SECOND, Local, text
from proving.reckoning.media import Media, Visit
from proving.reckoning.month import Month, Work, stories
from proving.reckoning.people import Event, People
from proving.reckoning.virtual import Virtual
from proving.workdays import is_workday

STATIONS = ["phone", "chat", "email", "portal", "router", "tier-1", "tier-2", "tier-3", "watchdog", "desk"]


class Keeper:
    """Whoever keeps tracked work tells of it, now and then late, twice, in another order, or by another clock."""

    def __init__(self, people: People, media: Media, disturbed: float) -> None:
        self.people, self.media, self.disturbed = people, media, disturbed

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

    def plan(self, work: Work, number: int, word: tuple[float, str, object, str | None]) -> None:
        days, kind, what, evidence = word
        happened = work.at + round(days * DAY)
        chance = self.people.draw("word", work.ref, number)
        form = {"event": "work_event", "facts": "work_facts", "class": "work_reclassified"}[kind]
        event: Event = {"type": form, "key": f"{work.ref}/{number}", "item": work.item, "actor": "clerk-7",
                        {"event": "event", "facts": "facts", "class": "class"}[kind]: what}
        event |= {"evidence": evidence} if evidence else {}
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


# What a month needs of the topology: somebody to whom walk-in standards are owed, and media that send for themselves.
EDITS = {"contract.yaml": [("overseas: false", "overseas: true")],
         "single-host.yaml": [("channels: [email]", "channels: [email]\n    acknowledges: by_adapter"),
                              ("letter, walk_in, work_item]", "letter, walk_in, work_item]\n    acknowledges: by_adapter")]}


def topology_of(options: argparse.Namespace) -> str:
    """A copy of the topology with the edits, beside what is played."""
    folder = os.path.join(options.out, "topology")
    shutil.copytree(os.path.dirname(options.topology), folder)
    for name, edits in EDITS.items():
        path = os.path.join(folder, name)
        with open(path) as file:
            text_of = file.read()
        for old, new in edits:
            text_of = text_of.replace(old, new)
        with open(path, "w") as file:
            file.write(text_of)
    return os.path.join(folder, os.path.basename(options.topology))


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
            people.at(end + 60 * SECOND, lambda event=event: people.post("phone", event))  # type: ignore[misc]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--topology", default="Topology/single-host.yaml")
    parser.add_argument("--first", default="2026-03-01")
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--contacts", type=int, default=200)
    parser.add_argument("--work", type=int, default=40)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--disturbed", type=float, default=0.02)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.topology = topology_of(options)
    local = Local("America/New_York")
    month = Month(options.seed, datetime.date.fromisoformat(options.first), options.days, options.contacts, local)
    os.makedirs(options.out, exist_ok=True)
    world = Virtual(os.path.join(options.bin, "tierline"), options.topology, os.path.join(options.out, "audit"),
                    month.start)
    with open(os.path.join(options.out, "sent.jsonl"), "w") as sent:
        people = People(world, sent, options.seed)
        media = Media(people, options.disturbed)
        desk, keeper = Desk(people, media, roster(options.topology)), Keeper(people, media, options.disturbed)
        shifts(people, desk, month)
        kills(people, month, options.kills)
        for visit in month.visits():
            people.at(visit.at, lambda visit=visit: media.come(visit))  # type: ignore[misc]
        for work in stories(month, options.work):
            people.at(work.at, lambda work=work: keeper.bring(work))  # type: ignore[misc]
        trunks(people, month)
        for date in month.dates():
            people.run(local.at(date + datetime.timedelta(days=1)))
            print(date, len(media.visits), "contacts", file=sys.stderr)
        people.run(month.end + 5 * MINUTE)
        people.note(what="end")
    world.close()
    print(sum(people.counts.values()), "sent", people.counts)
    print(len(people.refused), "refused")
    for line in people.refused[:40]:
        print("  ", line[:300])


if __name__ == "__main__":
    main()
__all__ = ["HOUR", "MINUTE"]
