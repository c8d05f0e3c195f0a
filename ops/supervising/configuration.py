"""supervisord's file: one program a station, restarted when it ends, told to drain by SIGTERM."""
from __future__ import annotations

import os
import shlex

from supervising.plan import Plan
from supervising.survey import DRAIN_S
from supervising.words import Trouble

SCRIPT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "supervise")
# What supervisord's file has no way to say inside a path.
UNSAYABLE = {"\n": "a line break", "\r": "a carriage return", " #": "a blank before #", " ;": "a blank before ;",
             "\t#": "a tab before #", "\t;": "a tab before ;", "%(here)s": "%(here)s"}
SOCKET_BYTES = 107


def check_paths(plan: Plan) -> None:
    """Refuses by name what could not be started, before anything is."""
    for what, path in [("the state folder", plan.state), ("the topology", plan.topology),
                       ("the folder of programs", plan.bin or ""), ("the working directory", os.getcwd()),
                       ("this script", SCRIPT)]:
        for piece, name in UNSAYABLE.items():
            if piece in path:
                raise Trouble(f"{what} is {path!r}, which has {name} in it; expected a path without", 78)
        if path != path.strip():
            raise Trouble(f"{what} is {path!r}; expected a path that neither begins nor ends with a blank", 78)
    # supervisord binds its socket under a longer name first.
    socket = plan.path("supervisor.sock") + ".4194304"
    if len(os.fsencode(socket)) > SOCKET_BYTES:
        raise Trouble(f"the state folder {plan.state} makes {socket}, {len(os.fsencode(socket))} bytes; expected one "
                      f"so short that this has at most {SOCKET_BYTES}", 78)


def plain(text: str) -> str:
    """A value that supervisord expands once."""
    return text.replace("%", "%%")


def logfile(text: str) -> str:
    """The name of a program's log, which supervisord expands twice."""
    return plain(plain(text))


def command(words: list[str]) -> str:
    """A command line, which is expanded once and then split as a shell does."""
    return plain(" ".join(shlex.quote(word) for word in words))


def configuration(plan: Plan) -> str:
    socket = plain(plan.path("supervisor.sock"))
    lines = [
        "[unix_http_server]", f"file={socket}", "chmod=0700",
        "[supervisord]", f"logfile={plain(os.path.join(plan.log, 'supervisord.log'))}",
        # `restarts` are counted in it, so that it must not be turned over while they are.
        "logfile_maxbytes=0",
        f"pidfile={plain(plan.path('supervisord.pid'))}", "nodaemon=false", "minfds=4096", "umask=077",
        f"directory={plain(os.getcwd())}",
        # A helper that writes down a crash holds the sockets of what crashed; whoever is started again needs them.
        'environment=SWIFT_BACKTRACE="enable=no"',
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface",
        "[supervisorctl]", f"serverurl=unix://{socket}",
        "[eventlistener:intensity]",
        f"command={command(['/usr/bin/python3', SCRIPT, 'listen', '--run', plan.run])}",
        # It comes back whatever ends it; what happens at once, such as the start of fifty stations, has to fit.
        "autorestart=true", "startretries=1000", "buffer_size=1000",
        "events=PROCESS_STATE_EXITED", f"stderr_logfile={logfile(os.path.join(plan.log, 'supervisor-alarms.log'))}",
    ]
    for priority, station in enumerate(plan.stations, start=1):
        name = station["name"]
        words = [plan.tool(station["program"]), "--topology", plan.file_of(name), "--state", plan.state,
                 "--station", name]
        if plan.failpoints and station["journalled"]:
            words.append("--failpoints")
        lines += [
            f"[program:{name}]", f"command={command(words)}",
            f"priority={priority}", "autostart=true", "autorestart=unexpected", "exitcodes=0,78",
            "startsecs=0", "startretries=6", "stopsignal=TERM", f"stopwaitsecs={DRAIN_S}",
            "stdout_logfile=/dev/null", f"stderr_logfile={logfile(os.path.join(plan.log, f'{name}.log'))}",
            "stderr_logfile_maxbytes=64MB", "stderr_logfile_backups=2",
        ]
    return "\n".join(lines) + "\n"
