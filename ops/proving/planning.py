#!/usr/bin/python3
"""Reckons a week of forecast and staffing again, from the history alone, and compares it with tierline's.

  python3 ops/proving/planning.py --tierline PROGRAM [--seed S] [--history CSV --from DATE --holiday DATE...]

Without a history it makes one: five weeks of a centre that is open from Monday to Friday, 08:00 to 18:00, with a
holiday without rows in them and one in the week to come. It shares nothing with the program but the two files:
the level of each weekday, the profile over the open quarters, the handle times and the least numbers of agents are
reckoned here from decision 0019 and decision 0029. Exit status: 0 every quarter agrees, 1 one does not.
"""
from __future__ import annotations

import argparse
import collections
import csv
import datetime
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from proving import erlang

QUARTERS = range(96)
PATIENCE, TARGET, OCCUPANCY, SHRINKAGE = 240, "80/20", 88, 30

# By date and quarter: what was offered, what was handled, and the milliseconds that took.
Days = dict[datetime.date, dict[int, tuple[int, int, int]]]


def clock(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


def made(seed: int, path: str) -> tuple[datetime.date, list[datetime.date]]:
    """A history, the first day of the week to come, and the holidays."""
    chance = random.Random(seed)
    monday = datetime.date(2026, 5, 25)
    holidays = [datetime.date(2026, 6, 19), datetime.date(2026, 7, 3)]
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["queue", "date", "start", "offered", "answered", "abandoned", "aht_s", "staffed"])
        for day in range(35):
            date = monday + datetime.timedelta(day)
            if date.weekday() > 4 or date in holidays:
                continue
            for queue, mean in (("claims", 6), ("general", 14)):
                for quarter in range(32, 72):
                    height = mean * (1 + 0.4 * math.sin((quarter - 32) / 8)) * (1.2 if date.weekday() == 0 else 1)
                    offered = max(0, round(chance.gauss(height, math.sqrt(height))))
                    answered = max(0, offered - chance.choice([0, 0, 1]))
                    handle = f"{chance.uniform(150, 330):.3f}" if answered else ""
                    out.writerow([queue, date, clock(quarter), offered, answered, offered - answered, handle, "5.000"])
    return monday + datetime.timedelta(35), holidays


def read(path: str) -> dict[str, Days]:
    """By queue and date, what was offered and handled in each quarter that the file has a row of."""
    days: dict[str, Days] = collections.defaultdict(lambda: collections.defaultdict(dict))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            hour, minute = row["start"].split(":")
            handled = max(int(row["answered"]), 1) if row["aht_s"] else 0
            days[row["queue"]][datetime.date.fromisoformat(row["date"])][int(hour) * 4 + int(minute) // 15] = (
                int(row["offered"]), handled, round(float(row["aht_s"] or 0) * 1000) * handled)
    return days


def smoothed(counts: dict[int, int], opened: set[int]) -> dict[int, float]:
    out = {}
    for quarter in opened:
        sides = [counts.get(side if side in opened else quarter, 0) for side in (quarter - 1, quarter + 1)]
        out[quarter] = counts.get(quarter, 0) / 2 + sum(sides) / 4
    return out


def counts(ordinary: Days, dates: Iterable[datetime.date], opened: set[int]) -> dict[int, float]:
    """What was offered on some dates in each quarter that is open, smoothed."""
    sums: collections.Counter[int] = collections.Counter()
    for date in dates:
        for quarter, (offered, _, _) in ordinary[date].items():
            if quarter in opened:
                sums[quarter] += offered
    return smoothed(sums, opened)


def handle_time(days: Days, quarter: int) -> float:
    """Milliseconds of an hour, leaning on the mean of all as if that were fifty contacts."""
    hours: dict[int, list[float]] = collections.defaultdict(lambda: [0, 0])
    for day in days.values():
        for place, (_, handled, time) in day.items():
            hours[place // 4][0] += time / 1000
            hours[place // 4][1] += handled
    whole, count = (sum(hour[part] for hour in hours.values()) for part in (0, 1))
    own = hours[quarter // 4]
    return (own[0] + 50 * whole / count) / (own[1] + 50)


def forecast(days: Days, everyday: list[datetime.date], holidays: list[datetime.date],
             first: datetime.date) -> dict[tuple[datetime.date, int], tuple[float, float]]:
    """The contacts expected in each quarter of a week, and their handle time."""
    last = max(everyday)
    ordinary = {date: day for date, day in days.items() if date not in holidays}
    totals = {date: sum(offered for offered, _, _ in day.values()) for date, day in ordinary.items()}
    seen = [date for date in holidays if min(everyday) <= date <= last and date.weekday() in
            {other.weekday() for other in everyday}]
    factors = []
    for date in seen:
        alike = [total for other, total in totals.items() if other.weekday() == date.weekday()]
        factors.append(sum(offered for offered, _, _ in days.get(date, {}).values()) / (sum(alike) / len(alike)))
    found = {}
    for ahead in range(7):
        date = first + datetime.timedelta(ahead)
        own = {other: total for other, total in totals.items() if other.weekday() == date.weekday()}
        if not own:
            continue
        weights = {other: 2 ** (-(last - other).days / 42) for other in own}
        level = sum(own[other] * weights[other] for other in own) / sum(weights.values())
        if date in holidays and factors:
            level *= sum(factors) / len(factors)
        opened = {quarter for other in own for quarter in ordinary[other]}
        every, mine = (counts(ordinary, dates, opened) for dates in (ordinary, own))
        mass = sum(mine.values()) + 200
        for quarter in sorted(opened):
            share = (mine[quarter] + 200 * every[quarter] / sum(every.values())) / mass
            if level * share >= 0.001:
                found[date, quarter] = (level * share, handle_time(days, quarter))
    return found


def staff(arrivals: float, handle: float) -> tuple[int, int]:
    """The least number by Erlang A, tried from one agent on in growing steps."""
    percent, within = (int(part) for part in TARGET.split("/"))

    def meets(agents: int) -> bool:
        queue = erlang.ErlangA(arrivals, handle, agents, PATIENCE, within)
        return queue.service_level >= percent / 100 and queue.occupancy <= OCCUPANCY / 100 * (1 + 1e-12)

    agents = max(1, int(arrivals * handle / 900 * 0.5))
    while agents > 1 and meets(agents):
        agents -= 1
    while not meets(agents):
        agents += 1
    return agents, -(-agents * 100 // (100 - SHRINKAGE))


def tierline(program: str, *arguments: str) -> Any:
    done = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"tierline {arguments[0]}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--tierline", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--history")
    parser.add_argument("--from", dest="first", type=datetime.date.fromisoformat)
    parser.add_argument("--holiday", nargs="*", type=datetime.date.fromisoformat, default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tl-planning-") as folder:
        history, first, holidays = options.history, options.first, options.holiday
        if not history:
            history = os.path.join(folder, "history.csv")
            first, holidays = made(options.seed, history)
        out = os.path.join(folder, "forecast.csv")
        answer = tierline(options.tierline, "forecast", "--history", history, "--from", str(first), "--out", out,
                          "--json", "--holiday", *(str(date) for date in holidays))
        days = read(history)
        needs = tierline(options.tierline, "staff", "--forecast", out, "--patience", str(PATIENCE), "--target", TARGET,
                         "--max-occupancy", str(OCCUPANCY), "--shrinkage", str(SHRINKAGE), "--json")
    everyday = sorted({date for queue in days.values() for date in queue})
    wrong, compared = [], 0
    said = {(row["queue"], row["date"], row["start"]): row for row in answer["forecast"]}
    staffed = {(one["queue"], one["date"], one["start"]): one for one in needs["intervals"]}
    reckoned = set()
    for queue in days:
        for (date, quarter), (arrivals, handle) in forecast(days[queue], everyday, holidays, first).items():
            place = (queue, str(date), clock(quarter))
            reckoned.add(place)
            compared += 1
            row = said.get(place)
            if not row or abs(row["expected_arrivals"] - arrivals) > 0.0006 or abs(row["aht_s"] - handle) > 0.0006:
                wrong.append(f"{place}: {arrivals:.4f} of {handle:.4f} s, tierline says {row}")
                continue
            agents, rostered = staff(round(arrivals, 3), round(handle, 1))
            need = staffed[place]["needs"][0]
            if (need["agents"], need["rostered"]) != (agents, rostered):
                wrong.append(f"{place}: {agents} agents, {rostered} rostered, tierline says {need}")
    wrong += [f"{place}: nothing is expected here, tierline says {said[place]}" for place in set(said) - reckoned]
    closed = sorted({str(first + datetime.timedelta(ahead)) for ahead in range(7)} - {place[1] for place in reckoned})
    if closed != answer["closed_dates"]:
        wrong.append(f"closed {closed}, tierline says {answer['closed_dates']}")
    print(json.dumps({"quarters": compared, "closed": closed, "wrong": len(wrong), "first": wrong[:10]}))
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
