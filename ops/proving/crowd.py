"""Clients who all come back at once, and agents who play with their state."""
from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from proving.edges import Agent, Edges


class Crowd:
    """Adapter clients, each with one arrival that it retries under the same key."""

    def __init__(self, edges: Edges, size: int) -> None:
        self.edges, self.size = edges, size
        # The keys that were asked with, the contact that came of each, and those of which another came later.
        self.asked: set[str] = set()
        self.contacts: dict[str, str] = {}
        self.changed: list[str] = []
        self.tries = 0
        self.host, port = edges.address["phone"].split(":")
        self.port = int(port)

    async def storm(self, kill: Callable[[], None]) -> tuple[int, float]:
        """Sends all, kills the gateway when some have their answer, and sends all again at once.

        Returns how many had their answer when it died, and after how long all had one again.
        """
        clients = [asyncio.create_task(self.insist(n)) for n in range(self.size)]
        while len(self.contacts) < self.size // 10:
            await asyncio.sleep(0.002)
        died, had = time.monotonic(), len(self.contacts)
        killing = asyncio.create_task(asyncio.to_thread(kill))
        again = [asyncio.create_task(self.insist(n)) for n in range(self.size)]
        await asyncio.gather(*clients, *again)
        recovered = time.monotonic() - died
        await killing
        return had, recovered

    async def insist(self, number: int) -> None:
        """Asks until there is an answer, with a pause that differs from the others'."""
        key = f"crowd/{number}"
        if key not in self.asked:
            self.asked.add(key)
            self.edges.note("sent", what="arrival", key=key, channel="phone")
        while not (contact := await self.ask(key)):
            await asyncio.sleep(random.uniform(0.05, 1))
        if key not in self.contacts:
            self.contacts[key] = contact
            self.edges.note("acknowledged", what="arrival", key=key, answer="accepted", contact=contact)
        elif self.contacts[key] != contact:
            self.changed.append(key)

    async def ask(self, key: str) -> str | None:
        self.tries += 1
        body = json.dumps({"type": "arrived", "key": key, "channel": "phone", "inquiries": [{"type": "eligibility"}]})
        head = (f"POST /v1/events HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n"
                f"Authorization: Bearer {self.edges.tokens['adapter']}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection(self.host, self.port), 10)
            try:
                writer.write((head + body).encode())
                answer = await asyncio.wait_for(reader.read(), 15)
            finally:
                writer.close()
            status, _, text = answer.partition(b"\r\n\r\n")
            return json.loads(text)["contact"] if status[9:12] in (b"200", b"201") else None
        except (TimeoutError, OSError, ValueError, KeyError):
            return None


class Player(threading.Thread):
    """An agent whose turns are played until it is over."""

    def __init__(self, edges: Edges, name: str) -> None:
        super().__init__(daemon=True)
        self.agent, self.count, self.over, self.took = Agent(edges, name), 0, False, 0.0
        self.agent.sign_in()

    def run(self) -> None:
        since = time.monotonic()
        while not self.over:
            self.turn()
        self.took = time.monotonic() - since

    def turn(self) -> None:
        """What this agent does again and again."""
        raise NotImplementedError


class Flipper(Player):
    """Is ready and busy in turn, a hundred times a second, and answers nothing."""

    def __init__(self, edges: Edges, name: str) -> None:
        super().__init__(edges, name)
        self.pool, self.asked, self.due = ThreadPoolExecutor(6), 0, time.monotonic()

    def turn(self) -> None:
        self.asked, self.due = self.asked + 1, max(self.due + 0.01, time.monotonic() - 0.1)
        self.pool.submit(self.flip, self.asked % 2)
        time.sleep(max(0, self.due - time.monotonic()))

    def flip(self, ready: int) -> None:
        status, _ = self.agent.ask("/ready") if ready else self.agent.ask("/not-ready", {"reason": "break"})
        self.count += status == 202 and not self.over


class Vanisher(Player):
    """Accepts a call and is gone; the member gives up after five seconds, and the agent signs in anew."""

    def turn(self) -> None:
        time.sleep(0.03)
        for work in self.agent.work():
            if work["phase"] == "offered" and work["channel"] == "phone":
                self.agent.ask(f"/offers/{work['offer']}/accept")
                self.count += 1
                time.sleep(5)
                self.agent.edges.medium("left", work["contact"])
                self.agent.sign_in()


class Decliner(Player):
    """Declines so many offers, then serves whoever is left."""

    def __init__(self, edges: Edges, name: str, wanted: int) -> None:
        super().__init__(edges, name)
        self.wanted = wanted
        self.offers: set[str] = set()

    def turn(self) -> None:
        for work in self.agent.work():
            if work["phase"] == "offered":
                self.agent.once(f"/offers/{work['offer']}/decline", {"reason": "wrong_skill"})
                self.offers.add(work["offer"])
        # The last one may not be declined yet.
        self.count = len(self.offers) - 1
        if self.count >= self.wanted:
            self.over = True
            self.agent.run()
        time.sleep(0.01)
