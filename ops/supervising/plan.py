"""What a centre consists of: as `tierline plan` says of its file, and as its state folder remembers.

`up` writes the plan into the state folder, with a copy of the files. Whoever asks later goes by that copy: the file may
be broken or mean something else by then, and what runs is still what was started.
"""
from __future__ import annotations

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import time
from typing import Any

from supervising import survey
from supervising.words import Trouble, say

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KEPT = ["topology", "state", "bin", "stations", "failpoints", "since", "log_offset", "copy", "from_copy",
        "left_alone"]

# A station as `tierline plan` says of it.
Station = dict[str, Any]


def binaries(wanted: str | None) -> str | None:
    """The folder with the programs: what was asked for, else the newest build; None when there is none."""
    if wanted:
        return os.path.abspath(wanted)
    for kind in ("release", "debug"):
        folder = os.path.join(ROOT, ".build", kind)
        if os.access(os.path.join(folder, "tierline"), os.X_OK):
            return folder
    return None


class Plan:
    """One state folder and its stations in start order."""

    def __init__(self, topology: str, state: str, folder: str | None, stations: list[Station]) -> None:
        self.topology, self.state, self.bin, self.stations = topology, state, folder, stations
        # Whether campaigns may tell a station where to die; where supervisord's log stood at `up`, and when that was;
        # the copy of the topology's files, and the stations that were started from it because the file was broken; the
        # pid that `restart` left alone last.
        self.failpoints, self.log_offset, self.since = False, 0, 0.0
        self.copy: str | None = None
        self.from_copy: list[str] = []
        self.left_alone = 0

    @property
    def run(self) -> str:
        return os.path.join(self.state, "run")

    @property
    def log(self) -> str:
        return os.path.join(self.state, "log")

    def path(self, *parts: str) -> str:
        return os.path.join(self.run, *parts)

    def tool(self, name: str) -> str:
        if self.bin is None:
            raise Trouble("no programs are built; run `swift build -c release` or `ops/demo` first")
        return os.path.join(self.bin, name)

    def names(self) -> list[str]:
        return [station["name"] for station in self.stations]

    def station(self, name: str) -> Station:
        for station in self.stations:
            if station["name"] == name:
                return station
        raise Trouble(f"no station is called {name!r}; expected one of {', '.join(self.names())}", 64)

    def file_of(self, name: str) -> str:
        """The topology's file that a station is started with."""
        return (name in self.from_copy and self.copied()) or self.topology

    def copied(self) -> str | None:
        """The copy of the topology's file, or None when there is none."""
        return self.path(self.copy) if self.copy else None

    # In the state folder

    def save(self) -> None:
        path = self.path("plan.json")
        with open(path + ".new", "w") as file:
            json.dump({name: getattr(self, name) for name in KEPT}, file, indent=1)
        os.replace(path + ".new", path)

    @classmethod
    def kept(cls, state: str, folder: str | None = None) -> Plan | None:
        """The plan that a state folder remembers, or None when it remembers none that can be read.

        Its programs are those that were started, as long as they are there, else those in `folder`.
        """
        try:
            with open(os.path.join(state, "run", "plan.json")) as file:
                known = json.load(file)
            plan = cls(known["topology"], state, known["bin"], known["stations"])
            for name in KEPT[4:]:
                setattr(plan, name, known[name])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if plan.bin is None or not os.access(os.path.join(plan.bin, "tierline"), os.X_OK):
            plan.bin = binaries(folder)
        return plan

    def copy_files(self) -> None:
        """Copies the topology's files as they are now, for when they cannot be read any more."""
        new, old, folder = (self.path("topology" + end) for end in (".new", ".old", ""))
        files = [self.topology, *named_files(self.topology)]
        common = os.path.commonpath([os.path.dirname(file) for file in files])
        for stale in (new, old):
            shutil.rmtree(stale, ignore_errors=True)
        name = os.path.relpath(self.topology, common)
        try:
            for file in files:
                target = os.path.join(new, os.path.relpath(file, common))
                os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
                shutil.copyfile(file, target)
            # Whatever is in it by now, it takes the place of another copy only when it can be read.
            ask_plan(self.tool("tierline"), os.path.join(new, name), self.state)
        except (OSError, Trouble) as error:
            say(f"{self.topology} has no new copy in {self.run}: {error}")
            return
        if os.path.exists(folder):
            os.rename(folder, old)
        os.rename(new, folder)
        shutil.rmtree(old, ignore_errors=True)
        # Kept without the state folder's path, which may be another after a move.
        self.copy = os.path.join("topology", name)


def named_files(topology: str) -> list[str]:
    """The files that a topology names under `files`, where they exist. Only these few lines are read here; that the
    copy is whole is for `tierline` to say."""
    with open(topology, errors="replace") as file:
        lines = file.read().splitlines()
    start = next((n for n, line in enumerate(lines) if re.match(r"files\s*:", line)), len(lines))
    block = []
    for line in lines[start + 1:]:
        if line.strip() and not line[0].isspace() and not line.startswith("#"):
            break
        block.append(line)
    first = "".join(lines[start:start + 1]).partition(":")[2]
    named = re.findall(r"[\w-]+\s*:\s*[\"']?([^\s\"',{}#][^\"',{}#]*?)[\"']?\s*(?=[,}#]|$)",
                       "\n".join([first, *block]), re.MULTILINE)
    paths = [os.path.join(os.path.dirname(topology), name) for name in named]
    return [os.path.normpath(path) for path in paths if os.path.isfile(path)]


def ask_plan(tierline: str, topology: str, state: str | None = None) -> Any:
    """What `tierline plan` says of a file; `Trouble` with its words and its status when it refuses it."""
    command = [tierline, "plan", "--topology", topology, "--json"]
    if state:
        command += ["--state", state]
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Trouble(f"{tierline} does not run: {error}") from None
    if answer.returncode:
        raise Trouble(answer.stderr.strip() or f"{topology} was refused", answer.returncode)
    return json.loads(answer.stdout)


def planned(options: argparse.Namespace) -> Plan:
    """The plan of the file that was asked for, read now."""
    topology = os.path.abspath(options.topology)
    folder = binaries(options.bin)
    plan = Plan(topology, "", folder, [])
    known = ask_plan(plan.tool("tierline"), topology, os.path.abspath(options.state) if options.state else None)
    plan.state, plan.stations = os.path.abspath(known["state"]), known["stations"]
    return plan


def going(options: argparse.Namespace) -> Plan:
    """The plan that what runs goes by: the state folder's own, else that of the file, else what the processes say."""
    topology, refused, fresh = os.path.abspath(options.topology), None, None
    state = os.path.abspath(options.state) if options.state else None
    if state is None:
        try:
            fresh = planned(options)
            state = fresh.state
        except Trouble as error:
            refused, state = error, state_of(topology)
            if state is None:
                raise
    plan = Plan.kept(state, options.bin)
    seen = survey.Survey(state)
    if plan and (plan.topology == topology or not seen.is_empty()):
        if refused:
            say(f"{refused}\nsupervise: going by the plan that {plan.state} was started with")
        return plan
    try:
        return fresh or planned(options)
    except Trouble:
        if plan:
            return plan
        if seen.is_empty():
            raise
        return told_by(seen, topology, state, binaries(options.bin))


def state_of(topology: str) -> str | None:
    """The state folder that a file belongs to which cannot be read: by what runs, else by what was kept here."""
    found = {os.path.abspath(state) for process in survey.everything()
             if survey.leads_to(process, survey.word_after(process, "--topology"), topology)
             and survey.word_after(process, "--station") and (state := survey.word_after(process, "--state"))}
    if not found:
        kept = [Plan.kept(os.path.abspath(os.path.dirname(os.path.dirname(path))))
                for path in glob.glob(os.path.join(".state", "*", "run", "plan.json"))]
        found = {plan.state for plan in kept if plan and plan.topology == topology}
    if len(found) > 1:
        raise Trouble(f"{topology} cannot be read and has several state folders, say --state: "
                      + ", ".join(sorted(found)), 64)
    return found.pop() if found else None


def told_by(seen: survey.Survey, topology: str, state: str, folder: str | None) -> Plan:
    """A plan made of the processes themselves, for a state folder that has lost everything."""
    stations: list[Station] = [
        {"name": found[0].name, "program": found[0].program, "http": None,
         "journalled": found[0].program != "ops-console"}
        for found in sorted(seen.stations.values(), key=lambda found: found[0].start)]
    plan = Plan(topology, state, folder, stations)
    plan.since = time.time()
    copy = os.path.join("topology", os.path.basename(topology))
    if os.path.isfile(plan.path(copy)):
        plan.copy = copy
    return plan
