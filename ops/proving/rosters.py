"""Edits of a centre's own copy of its files, as a person makes them: line by line, and never half written."""
from __future__ import annotations

import os
import re
from random import Random
from typing import TypedDict

from proving.centre import Centre

AGENT = re.compile(r"      - (?:\{id: )?(\w+)")
EDITS = ["move", "drop", "skills", "restore", "move", "gateways"]

# The stations that must start anew after an edit, and what was done.
Edit = tuple[list[str], str]


class Group(TypedDict):
    """A group of the roster; its agents by the number of their line."""

    tier: int
    agents: dict[str, int]


class Roster:
    """roster.yaml of the default topology."""

    def __init__(self, path: str) -> None:
        self.path = path
        with open(path) as file:
            self.lines = file.read().splitlines()

    def save(self) -> None:
        replace(self.path, "\n".join(self.lines) + "\n")

    def groups(self) -> dict[str, Group]:
        """Each group's tier and its agents, by the number of their line."""
        found: dict[str, Group] = {}
        name = None
        for number, line in enumerate(self.lines):
            if line.startswith("  - name: "):
                name = line.split(": ")[1]
                found[name] = {"tier": 0, "agents": {}}
            elif name and line.startswith("    tier: "):
                found[name]["tier"] = int(line.split(": ")[1])
            elif name and (agent := AGENT.match(line)):
                found[name]["agents"][agent[1]] = number
        return found

    def group_of(self, agent: str) -> str:
        return next(name for name, group in self.groups().items() if agent in group["agents"])

    def take(self, agent: str) -> str:
        """Takes the agent's line out."""
        return self.lines.pop(self.groups()[self.group_of(agent)]["agents"][agent])

    def put(self, line: str, group: str) -> None:
        self.lines.insert(max(self.groups()[group]["agents"].values()) + 1, line)

    def move(self, agent: str, group: str) -> None:
        self.put(self.take(agent), group)

    def set_skill(self, agent: str, skill: str, level: int) -> None:
        """Gives the agent one skill beside, or instead of, the group's."""
        group = self.group_of(agent)
        self.lines[self.groups()[group]["agents"][agent]] = f"      - {{id: {agent}, skills: {{{skill}: {level}}}}}"


class Files:
    """The files of one centre, and random edits of them that are valid."""

    # Between these an agent moves; each keeps enough others for every skill.
    WAYS = (("tier-1-phone", "tier-2-claims"), ("tier-2-claims", "tier-1-phone"),
            ("tier-1-omni", "tier-2-claims-chat"), ("tier-2-clinical", "tier-1-omni"))

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        # The line of each agent who is on no roster any more, and the group where it was.
        self.dropped: list[tuple[str, str]] = []

    def roster(self) -> Roster:
        return Roster(os.path.join(os.path.dirname(self.centre.topology), "roster.yaml"))

    def edit(self, what: str, random: Random) -> Edit:
        """Makes one edit; returns the stations that must start anew, and what was done."""
        return getattr(self, what)(random)

    def move(self, random: Random, agent: str = "", to: str = "") -> Edit:
        """An agent goes to another tier; with none given any whose going leaves two behind."""
        roster = self.roster()
        groups = roster.groups()
        if not agent:
            source, to = random.choice([way for way in self.WAYS if len(groups[way[0]]["agents"]) > 2])
            agent = random.choice(sorted(groups[source]["agents"]))
        source = roster.group_of(agent)
        roster.move(agent, to)
        roster.save()
        return self.concerned(groups[source]["tier"], groups[to]["tier"]), f"{agent} moved from {source} to {to}"

    def drop(self, random: Random, agent: str = "") -> Edit:
        """An agent is on no roster any more."""
        roster = self.roster()
        groups = roster.groups()
        if not agent:
            source = random.choice(["tier-1-phone", "tier-1-omni", "tier-2-claims"])
            agent = random.choice(sorted(groups[source]["agents"]))
        source = roster.group_of(agent)
        self.dropped.append((roster.take(agent), source))
        roster.save()
        return self.concerned(groups[source]["tier"]), f"{agent} dropped from {source}"

    def restore(self, random: Random) -> Edit:
        """Who was dropped first is back; when nobody was, somebody moves."""
        if not self.dropped:
            return self.move(random)
        line, group = self.dropped.pop(0)
        roster = self.roster()
        roster.put(line, group)
        roster.save()
        return self.concerned(roster.groups()[group]["tier"]), f"{line.strip()} back in {group}"

    def skills(self, random: Random) -> Edit:
        """An agent speaks Spanish now, and how well changes."""
        roster = self.roster()
        groups = roster.groups()
        source = random.choice(["tier-1-phone", "tier-1-omni"])
        agent, level = random.choice(sorted(groups[source]["agents"])), random.randint(3, 5)
        roster.set_skill(agent, "spanish", level)
        roster.save()
        return self.concerned(groups[source]["tier"]), f"{agent} has spanish: {level}"

    def gateways(self, _: Random) -> Edit:
        """The e-mail gateway takes secure messages as well, and no more the next time."""
        with open(self.centre.topology) as file:
            text = file.read()
        one, both = "channels: [email]", "channels: [email, secure_message]"
        text = text.replace(both, one) if both in text else text.replace(one, both)
        replace(self.centre.topology, text)
        return ["email", "router"], "the e-mail gateway with other channels"

    @staticmethod
    def concerned(*tiers: int) -> list[str]:
        return [f"tier-{tier}" for tier in sorted(set(tiers))] + ["desk"]


def replace(path: str, text: str) -> None:
    with open(path + ".new", "w") as file:
        file.write(text)
    os.replace(path + ".new", path)
