"""`restart NAME`."""
from __future__ import annotations

import argparse
import os
import time

from supervising import configuration, daemon, survey
from supervising.daemon import RUNNING, Daemon, Record, Refused, Unreachable
from supervising.health import health, last_words
from supervising.plan import Plan, Station, named_files, planned
from supervising.survey import Running
from supervising.words import Trouble, say

# A process so young when it was asked for, started because the one before it died, is what was wanted, seconds.
NEWBORN_S = 5
# How long supervisord may take to notice a death and to start again, seconds.
NOTICE_S = 3


def restart(plan: Plan, name: str, options: argparse.Namespace) -> None:
    """Returns when the station serves, as a process that began after the last one was over."""
    station, asked = plan.station(name), survey.now_s()
    with daemon.alone(plan, f"restart {name}"):
        server = daemon.supervisor_of(plan)
        changed = choose_files(plan, name, options)
        if not changed and (pid := newborn(plan, server, name, asked)):
            wait_until_it_serves(plan, server, station, options.timeout)
            plan.left_alone = pid
            keep(plan)
            say(f"{name} died and was started again a moment ago (pid {pid}); it serves, and was left alone")
            return
        stop(server, name)
        start(plan, server, name, changed)
        wait_until_it_serves(plan, server, station, options.timeout)


def choose_files(plan: Plan, name: str, options: argparse.Namespace) -> bool:
    """Starts from the topology's file, or from the copy while that is broken; true when that is not as before."""
    before = plan.file_of(name)
    options.topology, options.state, options.bin = plan.topology, plan.state, options.bin or plan.bin
    try:
        fresh = planned(options)
    except Trouble as error:
        if not (copied := plan.copied()) or error.status != 78:
            raise Trouble(f"{error}\nsupervise: {name} goes on as it is", error.status) from None
        made = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(os.path.getmtime(copied)))
        say(f"{error}\nsupervise: {name} is started from the copy of {made} in {plan.path('topology')}")
        plan.from_copy = sorted({*plan.from_copy, name})
    else:
        if name not in fresh.names():
            raise Trouble(f"{name} is not in {plan.topology} any more, and goes on as it is; `ops/supervise down` and "
                          "`up` change which stations there are", 78)
        plan.copy_files()
        plan.from_copy = [other for other in plan.from_copy if other != name]
    keep(plan)
    return plan.file_of(name) != before


def keep(plan: Plan) -> None:
    """Keeps the plan, if the disk takes it: a station that is down must come back on a full disk as well."""
    try:
        plan.save()
    except OSError as error:
        say(f"{plan.path('plan.json')} stays as it was: {error}")


def newborn(plan: Plan, server: Daemon, name: str, asked: float) -> int:
    """The pid of a process that is there because the last one died just now and that knows the files of today; else 0.

    Waits for supervisord to notice a death, since what it would stop meanwhile is the one that comes instead. Who asks
    a second time means it.
    """
    deadline = time.monotonic() + NOTICE_S
    while time.monotonic() < deadline:
        info = server.process(name)
        process = survey.look(info["pid"]) if info["pid"] else None
        if (process is None and info["statename"] in RUNNING) or (
                info["statename"] == "EXITED" and info["exitstatus"] not in (0, 78)):
            time.sleep(0.02)
            continue
        if (process is None or process.pid == plan.left_alone or process.began_s() < asked - NEWBORN_S
                or not Record(plan).is_newborn(name, process.pid)):
            return 0
        return 0 if changed_since(plan, time.time() - process.age_s()) else process.pid
    return 0


def changed_since(plan: Plan, moment: float) -> bool:
    return any(os.path.getmtime(file) >= moment for file in [plan.topology, *named_files(plan.topology)])


def stop(server: Daemon, name: str) -> None:
    """Lets the station drain, if it is there."""
    if server.process(name)["statename"] in RUNNING:
        try:
            server.ask("stopProcess", name, False)
        except Refused:
            pass  # It ended meanwhile: that is what was wanted.
        except Unreachable as error:
            raise Trouble(f"supervisord does not answer any more: {error}") from None
    # What was told between fork and exec has not heard it: whoever is still there is told again.
    killed = survey.end(lambda: process_of(server, name), survey.DRAIN_S)
    if killed:
        say(f"{name} did not drain within {survey.DRAIN_S} s and was killed")
    deadline = time.monotonic() + NOTICE_S
    while server.process(name)["statename"] in (*RUNNING, "STOPPING"):
        if time.monotonic() > deadline:
            raise Trouble(f"supervisord does not notice that {name} has ended")
        time.sleep(0.02)


def process_of(server: Daemon, name: str) -> list[Running]:
    pid = server.process(name)["pid"]
    return [process] if pid and (process := survey.look(pid)) else []


def start(plan: Plan, server: Daemon, name: str, changed: bool) -> None:
    try:
        if changed:
            daemon.write(plan.path("supervisord.conf"), configuration.configuration(plan))
            server.ask("reloadConfig")
            server.ask("removeProcessGroup", name)
            server.ask("addProcessGroup", name)
        else:
            server.ask("startProcess", name, False)
    except Refused as error:
        raise Trouble(f"{name} cannot be started: {error}") from None
    except Unreachable as error:
        raise Trouble(f"supervisord does not answer any more: {error}") from None


def wait_until_it_serves(plan: Plan, server: Daemon, station: Station, timeout: float) -> None:
    name, began = station["name"], time.monotonic()
    while time.monotonic() < began + timeout:
        info = server.process(name)
        if (info["statename"] == "FATAL" or (info["statename"] == "EXITED" and info["exitstatus"] in (0, 78))
                or (info["statename"] == "STOPPED" and time.monotonic() > began + NOTICE_S)):
            raise Trouble(f"{name} is not up: {last_words(plan, name)}", 78 if info["exitstatus"] == 78 else 1)
        own = health(plan, timeout_ms=500).get(name, {})
        if own.get("state") == "ready" and own.get("pid", info["pid"]) == info["pid"] != 0:
            return
        time.sleep(0.05)
    raise Trouble(f"{name} does not serve after {timeout:g} s: {last_words(plan, name)}")
