"""`up`, `down` and `status`."""
from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import time
from typing import Any, NoReturn

from supervising import configuration, daemon, survey
from supervising.daemon import Daemon, Record, Refused, States, Unreachable
from supervising.health import health, last_words
from supervising.plan import Plan, Station
from supervising.survey import Survey
from supervising.words import Trouble, say

# How long supervisord may take to end once nothing is left for it to watch, seconds.
GONE_S = 10


def up(plan: Plan, options: argparse.Namespace) -> None:
    configuration.check_paths(plan)
    for folder in (plan.state, plan.run, plan.log):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.chmod(folder, 0o700)
    with daemon.alone(plan, "up"):
        make_room(plan)
        clock = [plan.tool("tierline"), "clock-init", "--topology", plan.topology, "--state", plan.state]
        if options.rate:
            clock += ["--rate", str(options.rate)]
        if options.clock_origin:
            clock += ["--clock-origin", options.clock_origin]
        done = subprocess.run(clock, check=False, capture_output=True, text=True)
        if done.returncode:
            raise Trouble(done.stderr.strip(), done.returncode)
        plan.copy_files()
        plan.failpoints, plan.since, plan.log_offset = options.failpoints, time.time(), daemon.turn_log(plan)
        plan.save()
        daemon.write(plan.path("supervisord.conf"), configuration.configuration(plan))
        # Nobody listens there: nobody runs.
        daemon.forgotten(plan.path("supervisor.sock"))
        daemon.start(plan)
        wait_until_ready(plan, options.timeout)


def make_room(plan: Plan) -> None:
    """A state folder has one set of stations: one that runs is left alone, one that lost its supervisor is ended."""
    seen = Survey(plan.state)
    if seen.supervisor:
        if Daemon(plan.run).processes() is None:
            raise Trouble(f"supervisord (pid {seen.supervisor.pid}) of {plan.state} runs with {len(seen.stations)} "
                          f"stations and does not answer at {plan.path('supervisor.sock')}; `ops/supervise down` ends "
                          "them by their pids")
        raise Trouble(f"{plan.state} is up already; `ops/supervise down` first")
    if not seen.is_empty():
        say(f"the supervisor of {plan.state} is gone; what it left is drained first: "
            + ", ".join(f"{p.name} (pid {p.pid})" for p in seen.all_stations()))
        end_everything(plan)


def wait_until_ready(plan: Plan, timeout: float) -> None:
    deadline, asked = time.monotonic() + timeout, Daemon(plan.run)
    waiting = plan.names()
    while time.monotonic() < deadline:
        states = asked.processes() or {}
        if not states and Survey(plan.state).supervisor is None:
            raise Trouble(f"supervisord has ended: {daemon.last_line(plan)}")
        dead = [n for n in plan.names() if has_given_up(states.get(n, {}))]
        if dead:
            for name in dead:
                say(f"{name} is not up: {last_words(plan, name)}")
            end_everything(plan)
            raise Trouble("nothing was left running",
                          78 if any(states[n].get("exitstatus") == 78 for n in dead) else 1)
        known = health(plan, timeout_ms=1000)
        waiting = [n for n in plan.names() if known.get(n, {}).get("state") != "ready"]
        if states and not waiting:
            say(f"{len(plan.names())} stations are ready, state in {plan.state}")
            return
        time.sleep(0.2)
    for name in waiting:
        say(f"{name} is not ready after {timeout:g} s: {last_words(plan, name)}")
    raise Trouble(f"{len(waiting)} of {len(plan.names())} stations are not ready")


def has_given_up(info: dict[str, Any]) -> bool:
    """True when supervisord does not start a program again: it refused, or it was left down after too many ends."""
    state = info.get("statename")
    return (state == "FATAL" or (state == "EXITED" and info["exitstatus"] in (0, 78))
            or (state == "STOPPED" and info["start"] > 0))


def down(plan: Plan) -> None:
    # Not even the folder has to be there for something to run of it.
    if Survey(plan.state).is_empty():
        say("nothing is running")
        return
    with daemon.alone(plan, "down"):
        if end_everything(plan):
            raise Trouble("everything has ended, but not everything has drained")


def end_everything(plan: Plan) -> list[str]:
    """Drains and ends whatever runs of a state folder, by pid; the supervisor starts nothing again meanwhile.

    Returns who did not drain in time and was killed, and says it.
    """
    started, seen = time.monotonic(), Survey(plan.state)
    for supervisor in seen.supervisors:
        try:
            Daemon(plan.run).ask("shutdown")
        except (Refused, Unreachable):
            # It is told by pid, and is in the midst of it within a second.
            supervisor.send(signal.SIGTERM)
    # supervisord would stop one program a second and itself last; it only has to notice that all are gone.
    names = {p.name for p in seen.all_stations()}
    killed = survey.end_stations(plan.state)
    survey.end(lambda: Survey(plan.state).listeners, 2)
    killed += wait_for_supervisor(plan)
    say(f"{len(names)} stations have {'' if killed else 'drained and '}ended in {time.monotonic() - started:.1f} s")
    if killed:
        say(f"these did not drain within {survey.DRAIN_S} s and were killed: {', '.join(killed)}")
    return killed


def wait_for_supervisor(plan: Plan) -> list[str]:
    """Waits until supervisord is gone; each question wakes it, so that it sees at once that its programs are.

    Returns the stations that had to be killed, of those that it had just started when it was told.
    """
    deadline, killed = time.monotonic() + GONE_S, []
    while (left := Survey(plan.state).supervisors) and time.monotonic() < deadline:
        killed += survey.end_stations(plan.state)
        try:
            Daemon(plan.run).ask("getState")
        except (Refused, Unreachable):
            time.sleep(0.02)
    if left:
        say(f"supervisord (pid {left[0].pid}) has not ended in {GONE_S} s and is killed")
        survey.end(lambda: Survey(plan.state).supervisors, 0)
    return killed + survey.end_stations(plan.state)


def status(plan: Plan, as_json: bool) -> NoReturn:
    seen, record = Survey(plan.state), Record(plan)
    states = Daemon(plan.run).processes() if seen.supervisor else None
    known = health(plan) if seen.stations else {}
    rows = [row_of(station, seen, states, known.get(station["name"], {}), record) for station in plan.stations]
    supervisor = ("running" if states is not None else "unreachable" if seen.supervisor
                  else "killed" if seen.stations else "stopped")
    if as_json:
        print(json.dumps({"topology": plan.topology, "state": plan.state, "supervisor": {
            "state": supervisor, "pid": seen.supervisor.pid if seen.supervisor else 0}, "stations": rows}))
    else:
        print(f"{'station':<12} {'state':<10} {'pid':>7} {'restarts':>8} {'uptime s':>8} {'lag':>8}  says")
        for row in rows:
            print(f"{row['name']:<12} {row['state']:<10} {row['pid']:>7} {row['restarts']:>8} "
                  f"{row['uptime_s']:>8} {row['lag']:>8}  {row['health'] or '-'}")
    warn(plan, seen, supervisor)
    raise SystemExit(0 if rows and all(row["state"] == "ready" for row in rows) else 1)


def row_of(station: Station, seen: Survey, states: States | None, own: dict[str, Any],
           record: Record) -> dict[str, Any]:
    """One line of `status`. A station is there when its process is, whatever supervisord says or cannot say."""
    name = station["name"]
    said, found = (states or {}).get(name, {}), seen.stations.get(name, [])
    process = next((p for p in found if p.pid == said.get("pid")), found[0] if found else None)
    if process is None:
        # What supervisord takes for running is dead, and it is about to find out.
        state = said.get("statename", "STOPPED").lower()
        state = "starting" if state == "running" else state
    elif seen.supervisor is None:
        state = "orphaned"
    else:
        state = own.get("state", "starting")
    pid = process.pid if process else 0
    return {"name": name, "program": station["program"], "pid": pid, "state": state,
            "restarts": record.restarts(name, pid), "uptime_s": int(process.age_s()) if process else 0,
            "lag": max([c["lag"] for c in own.get("consumers", [])] or [0]),
            "health": own.get("state") if process else None}


def warn(plan: Plan, seen: Survey, supervisor: str) -> None:
    if supervisor == "unreachable" and seen.supervisor:
        say(f"supervisord (pid {seen.supervisor.pid}) does not answer at {plan.path('supervisor.sock')}; nothing can "
            "be restarted, and `ops/supervise down` works by pid")
    if supervisor == "killed":
        say("the supervisor is gone and nobody starts these again; `ops/supervise up` drains them and starts anew")
    for name, found in seen.stations.items():
        if len(found) > 1 or name not in plan.names():
            say(f"{name} runs as pid {', '.join(str(p.pid) for p in found)}; `ops/supervise down` ends all of them")
