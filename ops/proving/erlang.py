#!/usr/bin/python3
"""Holds `tierline staff` against an Erlang of another make, over random rows.

  python3 ops/proving/erlang.py --tierline PROGRAM [--rows N] [--seed S] [--json]

The program walks the states of the queue; here the density of the offered wait is integrated (Mandelbaum and
Zeltyn), so that the two have no step in common. For every row and target the number of agents must be the least: it
meets the target and the occupancy, and one agent less does not. Where a figure lies within 1e-9 of its limit, either is
right and the row is counted as close. Erlang C likewise, from its closed form. Exit status: 0 all agree, 1 some do not.
"""
from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

CLOSE = 1e-9
# Nodes and weights of Gauss and Legendre, made below by Newton's method.
POINTS, PANELS = 20, 160


def gauss(points: int) -> list[tuple[float, float]]:
    nodes = []
    for place in range(points):
        x = math.cos(math.pi * (place + 0.75) / (points + 0.5))
        while True:
            low, high, slope = 1.0, x, 0.0
            for degree in range(2, points + 1):
                low, high = high, ((2 * degree - 1) * x * high - (degree - 1) * low) / degree
            slope = points * (x * high - low) / (x * x - 1)
            step = high / slope
            x -= step
            if abs(step) < 1e-15:
                break
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


NODES = gauss(POINTS)


def blocking(load: float, agents: int) -> float:
    """Erlang B from the sum of inverses, largest terms last: 1/B = sum of n!/((n-k)! a^k)."""
    inverse = 1.0
    for agent in range(1, agents + 1):
        inverse = 1.0 + inverse * agent / load
        if inverse > 1e280:
            return 0.0
    return 1.0 / inverse


def integral(function: Callable[[float], float], start: float, end: float, panels: int) -> float:
    if end <= start:
        return 0.0
    width = (end - start) / panels
    total = 0.0
    for panel in range(panels):
        middle = start + (panel + 0.5) * width
        total += sum(weight * function(middle + node * width / 2) for node, weight in NODES)
    return total * width / 2


class ErlangA:
    """Figures of M/M/n+M by the density of the offered wait, v(x) = lambda e^f(x) / (1/B(n-1) + lambda J)."""

    def __init__(self, arrivals: float, handle: float, agents: int, patience: float, target: float) -> None:
        rate, leave = arrivals / 900, 1 / patience
        # What n agents finish in a second, and the exponent of the density less its greatest value.
        work = agents / handle

        def exponent(x: float) -> float:
            return rate / leave * -math.expm1(-leave * x) - work * x

        top = max(0.0, math.log(rate / work) / leave) if rate > work else 0.0
        peak = exponent(top)
        lower = self.edge(lambda x: exponent(top - x) - peak, top)
        upper = top + self.edge(lambda x: exponent(top + x) - peak, None)

        def density(x: float) -> float:
            return math.exp(exponent(x) - peak)

        start = top - lower
        share = blocking(rate * handle, agents - 1)
        whole = integral(density, start, upper, PANELS)
        free = math.inf if share == 0 else math.exp(-peak) / share if peak < 700 else 0.0
        below = free + rate * whole
        waits = rate * whole / below
        served = rate / below * integral(lambda x: density(x) * math.exp(-leave * x), start, upper, PANELS)
        in_time = rate / below * integral(
            lambda x: density(x) * math.exp(-leave * x), start, max(start, min(upper, target)), PANELS)
        self.service_level = 1 - waits + in_time
        self.abandoned = waits - served
        self.occupancy = rate * handle * (1 - self.abandoned) / agents

    @staticmethod
    def edge(fall: Callable[[float], float], most: float | None) -> float:
        """How far from the peak the density is still above e^-80 of it."""
        reach = 1e-6
        while (most is None or reach < most) and fall(reach) > -80:
            reach *= 2
        if most is not None and reach >= most:
            return most
        low, high = reach / 2, reach
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if fall(middle) > -80 else (low, middle)
        return high


def erlang_c(arrivals: float, handle: float, agents: int, target: float) -> float:
    load = arrivals * handle / 900
    if agents <= load * (1 + 1e-15):
        return 0.0
    block = blocking(load, agents)
    wait = agents * block / (agents - load * (1 - block))
    return 1 - wait * math.exp(-(agents - load) * target / handle)


def compare(meets: list[tuple[float, float, bool]]) -> bool | None:
    """True, False, or None where a figure is too close to its limit."""
    if any(abs(found - limit) <= CLOSE for found, limit, _ in meets):
        return None
    return all(found >= limit if least else found <= limit for found, limit, least in meets)


def run(program: str, rows: list[tuple[float, float]], patience: float, targets: list[str],
        occupancy: float) -> Any:
    with tempfile.TemporaryDirectory(prefix="tl-erlang-") as folder:
        path = os.path.join(folder, "forecast.csv")
        with open(path, "w", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["queue", "date", "start", "expected_arrivals", "aht_s"])
            for place, (arrivals, handle) in enumerate(rows):
                out.writerow([f"r{place:05}", "2026-05-04", "09:00", f"{arrivals:.3f}", f"{handle:.1f}"])
        done = subprocess.run([program, "staff", "--forecast", path, "--patience", str(patience), "--max-occupancy",
                               str(occupancy), "--json", "--target", *targets], check=False, capture_output=True,
                              text=True)
        if done.returncode:
            sys.exit(f"tierline staff: {done.stderr.strip()}")
        return json.loads(done.stdout)["intervals"]


def check(need: dict[str, Any], arrivals: float, handle: float, patience: float,
          occupancy: float) -> tuple[list[str], bool]:
    """What is wrong with one row and target, and whether it was too close to call."""
    percent, within = (int(part) for part in need["target"].split("/"))
    words, close = [], False

    def met(agents: int) -> bool | None:
        queue = ErlangA(arrivals, handle, agents, patience, within)
        limits = [(queue.service_level, percent / 100, True)]
        # Nobody is busy for more than all the time.
        return compare(limits + ([(queue.occupancy, occupancy / 100, False)] if occupancy < 100 else []))

    for agents, wanted in ((need["agents"], True), (need["agents"] - 1, False)):
        found = met(agents) if agents > 0 else False
        close = close or found is None
        if found not in (None, wanted):
            words.append(f"{agents} agents meet it: {found}")
    for agents, wanted in ((need["agents_erlang_c"], True), (need["agents_erlang_c"] - 1, False)):
        level = erlang_c(arrivals, handle, agents, within) if agents > 0 else 0.0
        found = compare([(level, percent / 100, True)])
        close = close or found is None
        if found not in (None, wanted):
            words.append(f"{agents} agents meet it by Erlang C: {found}")
    return words, close


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--tierline", required=True)
    parser.add_argument("--rows", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    groups = max(1, min(20, options.rows // 20))
    checked, close, wrong = 0, 0, []
    for group in range(groups):
        size = options.rows // groups + (1 if group < options.rows % groups else 0)
        patience = round(10 ** chance.uniform(1, 3.5), 1)
        targets = [f"{chance.randint(1, 99)}/{chance.choice([0, 5, 20, 30, 60, 120, 300])}"]
        occupancy = chance.choice([100, 100, 95, 88, 80, 60])
        rows: list[tuple[float, float]] = []
        while len(rows) < size:
            arrivals, handle = round(10 ** chance.uniform(-1, 3.3), 3), round(10 ** chance.uniform(1.3, 3), 1)
            if 0.001 <= arrivals * handle / 900 <= 600:
                rows.append((arrivals, handle))
        for (arrivals, handle), interval in zip(
                rows, run(options.tierline, rows, patience, targets, occupancy), strict=True):
            for need in interval["needs"]:
                words, is_close = check(need, arrivals, handle, patience, occupancy)
                checked += 1
                close += is_close
                if words:
                    wrong.append(f"{arrivals} of {handle} s, patience {patience} s, {need['target']}, "
                                 f"at most {occupancy} %: " + "; ".join(words))
    answer = {"rows": checked, "close": close, "wrong": len(wrong), "first": wrong[:10]}
    print(json.dumps(answer) if options.json else
          f"{checked} rows, {close} too close to call, {len(wrong)} wrong\n" + "\n".join(wrong[:10]))
    return 1 if wrong or checked < options.rows else 0


if __name__ == "__main__":
    sys.exit(main())
