"""A centre of real processes, for the same people: HTTP at its edges, and its own clock."""
from __future__ import annotations

import http.client
import json
import queue
import threading
import time
from typing import Any

from proving.centre import Centre
from proving.edges import TAKEN, UNREACHABLE, Edges

GATEWAYS = ("phone", "chat", "email", "portal")


class Real:
    """Speaks for everybody outside, at the topology's time as it passes."""

    def __init__(self, centre: Centre) -> None:
        self.centre, self.edges = centre, Edges(centre, "own.jsonl")
        self.told: queue.Queue[tuple[str, str, str, dict[str, Any]]] = queue.Queue()
        self.heard: list[tuple[str, str, str, dict[str, Any]]] = []
        self.sessions: dict[str, str] = {}
        self.pages: set[str] = set()
        for gateway in GATEWAYS:
            self._listen(gateway, "/v1/effects", "adapter", "effects")

    @property
    def now(self) -> int:
        return self.edges.now()

    def wait(self, until: int) -> None:
        """Until an instant, or until somebody is told something."""
        while not self.heard and (left := until - self.now) > 0:
            try:
                self.heard.append(self.told.get(timeout=min(0.5, left / 1e6 / self.centre.rate)))
            except queue.Empty:
                continue
        while not self.told.empty():
            self.heard.append(self.told.get())

    def event(self, station: str, event: dict[str, Any]) -> dict[str, Any] | None:
        return self._answer(*self.edges.call(station, "POST", "/v1/events", event))

    def ask(self, agent: str, session: str, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        headers = {} if path == "/sign-in" else {"Tierline-Session": self.sessions.get(session, "none")}
        answer = self._answer(*self.edges.call(
            "desk", "POST", f"/v1/agents/{agent}{path}", body, "agent", headers=headers))
        if answer and path == "/sign-in" and "session" in answer:
            self.sessions[session] = answer.pop("session")
        if agent not in self.pages:
            self.pages.add(agent)
            self._listen("desk", f"/v1/agents/{agent}/events", "agent", f"agent/{agent}")
        return answer

    @staticmethod
    def _answer(status: int, answer: Any) -> dict[str, Any] | None:
        if status in (0, 503):
            return None
        return answer if status in TAKEN or "error" in answer else {"error": answer}

    def kill(self, station: str, moment: str, back: int) -> None:
        raise NotImplementedError(f"{station} {moment} {back}: ops/kill-campaign kills processes")

    def close(self) -> None:
        self.edges.end()

    def _listen(self, station: str, path: str, role: str, topic: str) -> None:
        threading.Thread(target=self._hear, args=(station, path, role, topic), daemon=True).start()

    def _hear(self, station: str, path: str, role: str, topic: str) -> None:
        while not self.edges.over.is_set():
            try:
                connection = http.client.HTTPConnection(self.edges.address[station], timeout=40)
                connection.request("GET", path, headers={"Authorization": f"Bearer {self.edges.tokens[role]}"})
                answer, event = connection.getresponse(), ""
                while (line := answer.readline()) and not self.edges.over.is_set():
                    if line.startswith(b"event: "):
                        event = line[7:].strip().decode()
                    elif line.startswith(b"data: {"):
                        self.told.put((station, topic, event, json.loads(line[6:])))
            except UNREACHABLE:
                pass
            time.sleep(0.05)
