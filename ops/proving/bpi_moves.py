#!/usr/bin/env python3
"""Counts the moves of the BPI Challenge 2013 from its raw file, and holds them against a replay of it.

  ops/proving/bpi_moves.py RAW.csv[.gz] --escalation Topology/bpi-escalation.yaml --moves MOVES.csv
      [--contacts CONTACTS.csv] [--from YYYY-MM-DD]

It shares nothing with the replay but the two files: lines are told by the end of a team's name, the matrix is read
from the rows' own lines, and each case is walked here once more. Prints one JSON object; exit status 0 when every
case and every move agrees, 1 when one does not.
"""
from __future__ import annotations

import argparse
import collections
import csv
import gzip
import itertools
import json
import re

# When, whose and how urgent a case was; a row of the matrix; a move with its tier and what was decided by which row.
Event = tuple[str, str, str]
Row = tuple[int, int, str | None, bool, str]
Move = tuple[str, str, int, str, str]


def line(team: str) -> int:
    return {" 3rd": 3, " 2nd": 2}.get(team[-4:], 1)


def cases(path: str, first: str | None) -> dict[str, list[Event]]:
    """The teams and impacts of each case, in order, of cases that come in on `first` or later."""
    found: dict[str, list[Event]] = {}
    with (gzip.open if path.endswith(".gz") else open)(path, "rt") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["case"], []).append((row["time:timestamp"], row["org:group"], row["impact"]))
    return {name: events for name, events in found.items() if not first or events[0][0][:10] >= first}


def matrix(path: str) -> list[Row]:
    """The rows of escalation.yaml as (from, to, priority or None, allowed, name), in order."""
    rows: list[dict[str, str]] = []
    with open(path) as file:
        for text in file:
            match = re.match(r"\s+(?:- )?(name|from|to|priority|allowed|reason): (\S+)", text)
            if not match:
                continue
            key, value = match.groups()
            if key == "name":
                rows.append({})
            rows[-1][key] = value
    return [(int(r["from"]), int(r["to"]), r.get("priority"), r["allowed"] == "true", r["name"]) for r in rows]


def decide(rows: list[Row], at: int, to: int, priority: str) -> tuple[bool, str]:
    """The first row that is for the move, as (allowed, name); none is a refusal without a name."""
    for start, end, wanted, allowed, name in rows:
        if (start, end) == (at, to) and wanted in (None, priority):
            return allowed, name
    return False, ""


def walk(events: list[Event], rows: list[Row]) -> list[Move]:
    """Each recorded move of a case with what the matrix makes of it."""
    at, moves = line(events[0][1]), []
    for (_, before, _), (_, team, impact) in itertools.pairwise(events):
        if before == team:
            continue
        priority = "priority" if impact in ("High", "Major") else "routine"
        allowed, name = decide(rows, at, line(team), priority)
        moves.append((before, team, at, "allowed" if allowed else "refused", name))
        at = line(team) if allowed else at
    return moves


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw")
    parser.add_argument("--escalation", required=True)
    parser.add_argument("--moves", required=True)
    parser.add_argument("--contacts")
    parser.add_argument("--from", dest="first")
    options = parser.parse_args()
    rows = matrix(options.escalation)
    expected = {name: walk(events, rows) for name, events in cases(options.raw, options.first).items()}
    replayed, contacts = collections.defaultdict(list), {}
    with open(options.moves) as file:
        for row in csv.DictReader(file):
            replayed[row["case"]].append(
                (row["team_from"], row["team_to"], int(row["tier"]), row["decided"], row["row"]))
            contacts[row["contact"]] = row["case"]
    wrong = sorted(name for name, moves in expected.items() if moves != replayed.get(name, []))
    handed = 0
    if options.contacts:
        with open(options.contacts) as file:
            lives = list(csv.DictReader(file))
        for life in lives:
            name = contacts.get(life["contact"])
            count = sum(move[3] == "allowed" for move in expected[name]) if name else 0
            handed += int(life["handoffs"])
            if int(life["handoffs"]) != count:
                wrong.append(name or life["contact"])
        if len(lives) != len(expected):
            wrong.append(f"{len(lives)} contacts for {len(expected)} cases")
    every = [move for moves in expected.values() for move in moves]
    between = [move for move in every if line(move[0]) != line(move[1])]
    whole = [moves for moves in expected.values()
             if all(m[3] == "allowed" for m in moves if line(m[0]) != line(m[1]))]
    print(json.dumps({
        "cases": len(expected), "cases_allowed_whole": len(whole), "moves": len(every),
        "between_lines": len(between), "allowed": sum(m[3] == "allowed" for m in every),
        "refused_by": dict(sorted(collections.Counter(m[4] or "no row" for m in every if m[3] == "refused").items())),
        "handoffs": handed, "wrong": len(wrong), "wrong_first": wrong[:10]}))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
