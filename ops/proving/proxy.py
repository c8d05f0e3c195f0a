"""A proxy in the middle of every stream between stations: it breaks connections, delays them, or holds them back."""
from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import struct
import threading
import time
from typing import Self

from proving.centre import Centre, Trouble


class Proxies:
    """All proxies of one centre; while nothing is asked of them they pass on everything."""

    def __init__(self, centre: Centre, seed: int) -> None:
        self.centre, self.random = centre, random.Random(seed)
        self.trouble = False
        # Who must not be heard by whom, and who speaks to whom through here.
        self.silent: set[tuple[str, str]] = set()
        self.links: set[tuple[str, str]] = set()
        self.cuts = self.stalls = self.held = 0
        self.over = False
        self.listeners: list[socket.socket] = []

    def __enter__(self) -> Self:
        for name in self.centre.names():
            path = os.path.join(self.centre.state, "run", f"{name}.stream")
            os.rename(path, path + ".real")
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(path)
            listener.listen(64)
            self.listeners.append(listener)
            threading.Thread(target=self._accept, args=(name, listener, path + ".real"), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over, self.trouble, self.silent = True, False, set()
        for listener in self.listeners:
            listener.close()

    def take_over(self) -> None:
        """Stops one station after another until the others give up their old connections and come this way."""
        with self.centre.news:
            wanted = {(up["name"], name) for name, s in self.centre.seen.items() for up in s["upstreams"]}
        for _ in range(len(self.centre.names())):
            missing = [link for link in wanted if link not in self.links]
            if not missing:
                return
            ends = [name for link in missing for name in link]
            hub = max(sorted(set(ends)), key=ends.count)
            pid = self.centre.signal(hub, signal.SIGSTOP)
            time.sleep(5)
            os.kill(pid, signal.SIGCONT)
            time.sleep(2)
        raise Trouble(f"links that do not go through the proxy: {sorted(wanted - self.links)}")

    def _accept(self, publisher: str, listener: socket.socket, path: str) -> None:
        names: dict[int, str] = {}
        while not self.over:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            pid = struct.unpack("3i", near.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
            with self.centre.news:
                names |= {s["pid"]: name for name, s in self.centre.seen.items() if s.get("pid")}
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(path)
            except OSError:
                near.close()
                far.close()
                continue
            consumer = names.get(pid, "")
            self.links.add((publisher, consumer))
            link = Link(self, near, far)
            for sender, receiver, source, target in (
                    (consumer, publisher, near, far), (publisher, consumer, far, near)):
                threading.Thread(target=link.pump, args=(source, target, (sender, receiver)), daemon=True).start()


class Link:
    """One connection through the proxy."""

    def __init__(self, proxies: Proxies, near: socket.socket, far: socket.socket) -> None:
        self.proxies, self.near, self.far = proxies, near, far
        # Where it breaks when there is trouble: in the middle of whatever is being sent then.
        self.left = int(proxies.random.expovariate(1 / 20_000)) + 100

    def close(self) -> None:
        for end in (self.near, self.far):
            # The other side may have been quicker.
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def pump(self, source: socket.socket, target: socket.socket, direction: tuple[str, str]) -> None:
        proxies = self.proxies
        try:
            while data := source.recv(65536):
                was_silent = direction in proxies.silent
                proxies.held += was_silent
                while direction in proxies.silent:
                    time.sleep(0.05)
                if was_silent:
                    break
                if proxies.trouble:
                    self.left -= len(data)
                    if self.left < 0:
                        proxies.cuts += 1
                        target.sendall(data[:self.left])
                        break
                    if proxies.random.random() < 0.002:
                        proxies.stalls += 1
                        time.sleep(proxies.random.uniform(0, 3))
                target.sendall(data)
        except OSError:
            pass  # One side is gone, so the connection is over.
        self.close()
