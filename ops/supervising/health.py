"""What the stations say of themselves."""
from __future__ import annotations

import http.client
import json
import os
import subprocess
import threading
import urllib.parse
from typing import Any

from supervising.plan import Plan, Station


def health(plan: Plan, timeout_ms: int = 2000) -> dict[str, dict[str, Any]]:
    """Every station's own word on itself, by name; one with an HTTP edge is ready when that answers as well."""
    pages: dict[str, bool] = {}
    threads = []
    for station in plan.stations:
        if station.get("http"):
            threads.append(threading.Thread(target=page, args=(station, pages, timeout_ms / 1000), daemon=True))
            threads[-1].start()
    known = answers(plan, timeout_ms)
    for thread in threads:
        thread.join()
    for station in plan.stations:
        name = station["name"]
        if not station["journalled"]:
            if pages.get(name):
                known[name] = {"state": "ready"}
        elif station.get("http") and known.get(name, {}).get("state") == "ready" and not pages.get(name):
            known[name]["state"] = "waiting"
    return known


def page(station: Station, pages: dict[str, bool], timeout: float) -> None:
    """Whether a station's HTTP edge says that it is ready. Asked without any proxy of the environment."""
    address = urllib.parse.urlparse(station["http"])
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=timeout)
    try:
        connection.request("GET", "/healthz")
        pages[station["name"]] = connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        pages[station["name"]] = False
    finally:
        connection.close()


def answers(plan: Plan, timeout_ms: int) -> dict[str, dict[str, Any]]:
    """What `tierline status` hears of the stations that own a journal."""
    if plan.bin is None:
        return {}
    try:
        answer = subprocess.run(
            [plan.tool("tierline"), "status", "--topology", plan.copied() or plan.topology, "--state", plan.state,
             "--timeout", str(timeout_ms), "--json"], check=False, capture_output=True, text=True,
            timeout=timeout_ms / 1000 + 10)
        rows = json.loads(answer.stdout)["stations"] if answer.returncode in (0, 1) else []
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return {}
    return {row["name"]: row for row in rows}


def last_words(plan: Plan, name: str) -> str:
    """The newest line of a station's log that says why it does not go on."""
    try:
        with open(os.path.join(plan.log, f"{name}.log"), errors="replace") as log:
            lines = [line.strip() for line in log.readlines()[-50:] if line.strip()]
    except OSError:
        return "it has not said anything"
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except ValueError:
            return line
        if entry.get("level") in ("critical", "error"):
            return entry.get("reason") or entry.get("message") or line
    return lines[-1] if lines else "it has not said anything"
