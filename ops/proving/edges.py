"""The outside of a centre as its HTTP edges see it: an adapter with its callers, and agents at their desks.

The adapter writes the same ledger as `tierline replay --ledger`, so that the same oracle judges what came of it.
"""
from __future__ import annotations

import http.client
import json
import os
import threading
import time
import urllib.parse
from collections.abc import Sequence
from typing import Any

from proving.centre import Centre, Trouble

# What a gateway answers to what it has taken.
TAKEN = (200, 201, 202)
UNREACHABLE = (OSError, http.client.HTTPException, ValueError)


class Edges:
    """Speaks to the edges of one centre."""

    def __init__(self, centre: Centre, ledger: str = "ledger.jsonl") -> None:
        self.centre = centre
        self.address = {s["name"]: urllib.parse.urlparse(s["http"]).netloc
                        for s in centre.plan()["stations"] if s.get("http")}
        with open(os.path.join(centre.state, "tokens.json")) as file:
            self.tokens = {row["role"]: row["token"] for row in json.load(file)["tokens"]}
        path = os.path.join(centre.state, ledger)
        # It stays open for as long as somebody notes what was sent: until this process ends.
        self.ledger, self.lock = open(path, "a"), threading.Lock()  # noqa: SIM115
        if not centre.ledger:
            centre.ledger = path
        self.over = threading.Event()

    def now(self) -> int:
        return self.instant_now(self.centre)

    @staticmethod
    def instant_now(centre: Centre) -> int:
        """The topology's clock, in microseconds."""
        with open(os.path.join(centre.state, "clock.json")) as file:
            clock = json.load(file)
        real = time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6
        return int(clock["origin_us"] + (real - clock["boottime_anchor_us"]) * centre.rate)

    @staticmethod
    def instant(micros: int) -> str:
        seconds, rest = divmod(micros, 1_000_000)
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{rest:06}Z"

    def note(self, line: str, **fields: object) -> None:
        with self.lock:
            self.ledger.write(json.dumps({"line": line, "at_us": self.now(), **fields}) + "\n")
            self.ledger.flush()

    def end(self) -> None:
        self.over.set()

    # HTTP

    def call(self, station: str, method: str, path: str, body: object = None, role: str = "adapter",
             timeout: float = 5, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """One request; the status and what the body says, or status 0 when nobody is there."""
        connection = http.client.HTTPConnection(self.address[station], timeout=timeout)
        try:
            said = {**(headers or {}), "Authorization": f"Bearer {self.tokens[role]}",
                    "Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), said)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else {}
        except UNREACHABLE:
            return 0, {}
        finally:
            connection.close()

    def insist(self, station: str, method: str, path: str, body: object = None, role: str = "adapter",
               seconds: float = 60, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """Asks until somebody answers with anything but 503, as an adapter does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.over.is_set():
            status, answer = self.call(station, method, path, body, role, headers=headers)
            if status not in (0, 503):
                return status, answer
            time.sleep(0.05)
        return 0, {}

    # The adapter of the telephone system

    def arrive(self, key: str, seconds: float = 60, gateway: str = "phone", **fields: object) -> str | None:
        """A call comes in; returns its contact once that is committed, or None when it is not taken.

        Another gateway is named as its channel is.
        """
        body = {"type": "arrived", "key": key, "channel": gateway, "inquiries": [{"type": "eligibility"}], **fields}
        self.note("sent", what="arrival", key=key, channel=gateway)
        status, answer = self.insist(gateway, "POST", "/v1/events", body, seconds=seconds)
        if status not in (200, 201):
            return None
        self.note("acknowledged", what="arrival", key=key, answer="accepted", contact=answer["contact"])
        return answer["contact"]

    def arrived(self, key: str, gateway: str = "phone", **fields: object) -> str:
        """As `arrive`, for a test that is about this very contact."""
        contact = self.arrive(key, 60, gateway, **fields)
        if contact is None:
            raise Trouble(f"{key} was not taken at {gateway}")
        return contact

    def medium(self, kind: str, contact: str, at: int | None = None, seconds: float = 60,
               gateway: str = "phone") -> int:
        key = f"{kind}/{contact}/{self.now()}"
        self.note("sent", what="medium", key=key, contact=contact)
        body = {"type": kind, "contact": contact} | ({} if at is None else {"at": self.instant(at)})
        status, _ = self.insist(gateway, "POST", "/v1/events", body, seconds=seconds)
        self.note("acknowledged", what="medium", key=key, contact=contact,
                  answer="accepted" if status in TAKEN else "refused")
        return status

    def serve_effects(self, gateway: str = "phone", never: Sequence[str] = ()) -> None:
        """Does what the gateway asks for, at once and each effect under its own name; but never the actions in
        `never`, of which only the asking is noted in `told`."""
        self.told: list[tuple[str, dict[str, Any]]] = []
        threading.Thread(target=self._effects, args=(gateway, never), daemon=True).start()

    def _effects(self, gateway: str, never: Sequence[str]) -> None:
        while not self.over.is_set():
            try:
                connection = http.client.HTTPConnection(self.address[gateway], timeout=40)
                connection.request("GET", "/v1/effects", headers={"Authorization": f"Bearer {self.tokens['adapter']}"})
                answer = connection.getresponse()
                event = b""
                while (line := answer.readline()) and not self.over.is_set():
                    if line.startswith(b"event: "):
                        event = line[7:].strip()
                    elif line.startswith(b"data: {"):
                        self._hear(event, json.loads(line[6:]), gateway, never)
            except UNREACHABLE:
                pass
            time.sleep(0.05)

    def _hear(self, event: bytes, said: dict[str, Any], gateway: str, never: Sequence[str]) -> None:
        self.told.append((event.decode(), said))
        if event == b"effectPending" and said["action"] not in never:
            threading.Thread(target=self._do, args=(said["effect"], gateway), daemon=True).start()

    def _do(self, effect: str, gateway: str) -> None:
        key = f"done/{effect}/{self.now()}"
        self.note("sent", what="effect-done", key=key, effect=effect)
        status, _ = self.insist(gateway, "POST", "/v1/events", {"type": "effect_done", "effect": effect})
        self.note("acknowledged", what="effect-done", key=key, effect=effect,
                  answer="accepted" if status in TAKEN else "refused")


class Agent:
    """An agent who looks at the standing that the desk shows, and asks for what is missing."""

    def __init__(self, edges: Edges, name: str, talk_s: float = 0.0) -> None:
        self.edges, self.name, self.talk_s = edges, name, talk_s
        self.session: str | None = None
        # When what was asked for last, and when each contact was connected.
        self.asked: dict[str, float] = {}
        self.connected: dict[str, float] = {}

    def ask(self, path: str, body: object = None, seconds: float = 20) -> tuple[int, Any]:
        return self.edges.insist("desk", "POST", f"/v1/agents/{self.name}{path}", body if body is not None else {},
                                 "agent", seconds, {"Tierline-Session": self.session} if self.session else None)

    def sign_in(self) -> None:
        self.session = None
        status, answer = self.ask("/sign-in")
        if status != 201:
            raise Trouble(f"{self.name} cannot sign in: {status} {answer}")
        self.session = answer["session"]

    def standing(self) -> Any:
        return self.edges.call("desk", "GET", f"/v1/agents/{self.name}", role="agent")[1]

    def work(self) -> list[dict[str, Any]]:
        """What the desk shows that the agent has, ready or made ready."""
        standing = self.standing()
        if standing.get("reason"):
            self.once("/ready")
        return standing.get("work", [])

    def once(self, path: str, body: object = None, again: float = 2.0) -> None:
        """Asks, and again only when that changed nothing for a while."""
        if time.monotonic() - self.asked.get(path, 0) > again:
            self.asked[path] = time.monotonic()
            self.ask(path, body)

    def step(self) -> list[str]:
        """Answers what is offered, ends what is over; returns the contacts in service."""
        serving = []
        for work in self.work():
            contact, phase = work["contact"], work["phase"]
            if phase == "offered":
                self.once(f"/offers/{work['offer']}/accept")
            elif phase in ("inService", "held"):
                serving.append(contact)
                since = self.connected.setdefault(contact, time.monotonic())
                if time.monotonic() - since >= self.talk_s:
                    self.once(f"/contacts/{contact}/end")
            elif phase == "wrapUp":
                if work["channel"] in ("email", "secure_message", "letter"):
                    self.once(f"/contacts/{contact}/reply", again=1.0)
                self.once(f"/contacts/{contact}/dispositions",
                          {"dispositions": [{"index": 1, "result": "resolved"}]}, again=1.0)
                self.once(f"/contacts/{contact}/wrap-up-ended", again=1.0)
        return serving

    def run(self) -> None:
        """Works until everything is over."""
        def loop() -> None:
            while not self.edges.over.is_set():
                self.step()
                time.sleep(0.03)
        threading.Thread(target=loop, daemon=True).start()
