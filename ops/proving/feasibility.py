"""Judges a routing log: whether a centre could have worked so, and what it attained.

    PYTHONPATH=ops python3 -m proving.feasibility --trace FILE.contacts.csv --roster FILE.roster.csv --log LOG.csv
        [--json]
    PYTHONPATH=ops python3 -m proving.feasibility --self-test

`LOG` is what `--log-out` of `tierline simulate` and `tierline replay` wrote, or any log of that form; nothing else of
ours is read. A violation is a line with its check, contact, leg, agent, the value and what was expected. An inversion
is a call that began while another waited that came before it to the same queue with the same needs; it counts once,
whomever it passed, and the first 20 are named. `proving.scores` says what the figures count. `--self-test` judges logs
with deliberate violations. Exit status: 0 feasible and without inversion, 1 not, 64 wrong usage, 78 a file is rejected.
"""
from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from proving import misdeeds, scores, traces
from proving.judge import Judge
from usage import Parser

# How many inversions are named.
NAMED = 20


def report(judge: Judge, figures: dict[str, Any]) -> dict[str, Any]:
    """What `--json` prints."""
    return {"feasible": not judge.violations, "violations": len(judge.violations),
            "by_check": dict(Counter(violation.check for violation in judge.violations)),
            "violation_lines": [str(violation) for violation in judge.violations],
            "inversions": len(judge.inversions),
            "first_inversions": [str(inversion) for inversion in judge.inversions[:NAMED]], "scores": figures}


def text(judge: Judge, figures: dict[str, Any]) -> Iterable[str]:
    yield from map(str, judge.violations)
    yield from map(str, judge.inversions[:NAMED])
    yield from scores.lines(figures)
    yield f"{len(judge.violations)} violations, {len(judge.inversions)} inversions"


def options() -> argparse.Namespace:
    parser = Parser("feasibility", __doc__)
    parser.add_argument("--trace", help="FILE.contacts.csv")
    parser.add_argument("--roster", help="FILE.roster.csv")
    parser.add_argument("--log", help="what --log-out wrote")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--self-test", action="store_true", help="judge built-in logs with deliberate violations")
    chosen = parser.parse_args()
    if not chosen.self_test and not (chosen.trace and chosen.roster and chosen.log):
        parser.error("--trace, --roster and --log are needed, or --self-test")
    return chosen


def main() -> int:
    chosen = options()
    if chosen.self_test:
        return misdeeds.main()
    try:
        contacts = traces.contacts(traces.read(chosen.trace))
        people = traces.people(traces.read(chosen.roster))
        log = traces.segments(traces.read(chosen.log))
    except traces.Rejected as fault:
        print(f"feasibility: {fault}", file=sys.stderr)
        return 78
    judge, figures = Judge(contacts, people, log), scores.Scores(contacts, people, log).figures()
    print(json.dumps(report(judge, figures)) if chosen.json else "\n".join(text(judge, figures)))
    return 1 if judge.violations or judge.inversions else 0


if __name__ == "__main__":
    sys.exit(main())
