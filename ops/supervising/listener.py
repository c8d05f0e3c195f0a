"""supervisord's event listener: leaves a station down that keeps ending, because starting it again does not help."""
from __future__ import annotations

import os
import sys
import time

from supervising.daemon import Daemon, Record, Refused, Unreachable, log_line
from supervising.plan import Plan

INTENSITY, PERIOD_S = 10, 60
LISTENER = "intensity"


def listen(run: str) -> None:
    """Answers one event after another, until supervisord is gone."""
    daemon, state = Daemon(run), os.path.dirname(os.path.abspath(run))
    seen: dict[str, list[float]] = {}
    while (event := next_event()) is not None:
        name, now = event["processname"], time.monotonic()
        if event["groupname"] != LISTENER:
            seen[name] = [moment for moment in seen.get(name, []) if now - moment < PERIOD_S] + [now]
            # What ended while there was no listener stands in supervisord's log; what stands there in the time of
            # another clock was seen here.
            plan = Plan.kept(state)
            count = max(len(seen[name]), Record(plan).ends(name, PERIOD_S) if plan else 0)
            if count > INTENSITY:
                leave_down(daemon, name, count)
        print("RESULT 2\nOK", end="", flush=True)


def leave_down(daemon: Daemon, name: str, count: int) -> None:
    log_line("critical", name, f"ended {count} times in {PERIOD_S} s; left down")
    try:
        daemon.ask("stopProcess", name, False)
    except (Refused, Unreachable) as error:
        # It may be between two states; the next end comes soon.
        log_line("error", name, str(error))


def next_event() -> dict[str, str] | None:
    """The next event's words, or None when supervisord is gone."""
    print("READY", flush=True)
    head = words(sys.stdin.readline())
    if not head:
        return None
    return words(sys.stdin.read(int(head["len"])))


def words(line: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in line.split())
