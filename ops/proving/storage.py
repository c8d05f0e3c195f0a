"""Faults of storage: calls that fail, bits that flip, files that are lost, a disk that is full."""
from __future__ import annotations

import collections
import ctypes
import glob
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from typing import Any

from proving.campaign import Campaign
from proving.centre import Centre, Trouble
from proving.edges import Edges
from proving.fault import MEGABYTE, Fault

CLONE_NEWNS, MS_REC, MS_PRIVATE = 0x20000, 0x4000, 0x40000


def mount_small_disk(folder: str, size: int) -> None:
    """Puts a disk of `size` bytes at `folder`, in a mount namespace of this process and of what it starts."""
    os.makedirs(folder, mode=0o700)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"size={size},mode=0700".encode()
    if (libc.unshare(CLONE_NEWNS) or libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None)
            or libc.mount(b"tmpfs", folder.encode(), b"tmpfs", 0, options)):
        raise Trouble(f"cannot mount a small disk ({os.strerror(ctypes.get_errno())}), so nothing was tried")


def fill(path: str) -> None:
    """Writes until the disk takes no more byte."""
    with open(path, "ab", buffering=0) as file:
        for size in (MEGABYTE, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def arrival(key: str) -> dict[str, Any]:
    return {"type": "arrived", "key": key, "channel": "phone", "inquiries": [{"type": "eligibility"}]}


def writing_handles(state: str) -> collections.Counter[str]:
    """How many handles of any process may write each database of a state folder."""
    handles: collections.Counter[str] = collections.Counter()
    for fd in glob.glob("/proc/[0-9]*/fd/*"):
        try:
            path = os.readlink(fd)
            if path.startswith(state) and path.endswith(".sqlite"):
                with open(fd.replace("/fd/", "/fdinfo/")) as info:
                    flags = re.search(r"flags:\s*(\d+)", info.read())
                writes = flags and int(flags[1], 8) & os.O_ACCMODE != os.O_RDONLY
                handles[os.path.basename(path)] += bool(writes)
        except OSError:
            continue
    return handles


class Storage(Fault):
    """S3 to S12."""

    def s3(self) -> None:
        """EIO of the n-th fdatasync and ENOSPC of the n-th write: the process ends, and comes back clean."""
        faults = [f"fdatasync:error=EIO:when={n}" for n in (1, 2, 3, 5, 8)]
        faults += [f"pwrite64:error=ENOSPC:when={n}" for n in (1, 2, 3, 5, 8)]
        acts = [("inject", name, fault) for fault in faults for name in ("router", "phone", "tier-1")]
        random.Random(self.seed).shuffle(acts)
        self.campaign(acts)

    def s4(self, seconds: float = 60) -> None:
        """The journals' disk is full for 60 s: gateways answer 503, nothing is lost, and all goes on within 10 s."""
        centre = self.centre(change=lambda text: re.sub(r"disk_reserve: \d+", f"disk_reserve: {48 << 20}", text))
        folder = os.path.join(centre.state, "journal")
        try:
            mount_small_disk(folder, 192 << 20)
            with centre:
                self._fill_up(centre, folder, seconds)
        finally:
            # Stations that are gone hold it no more; one that was never mounted is not there.
            subprocess.run(["umount", "-l", folder], check=False, capture_output=True)
            shutil.rmtree(centre.state, ignore_errors=True)

    def _fill_up(self, centre: Centre, folder: str, seconds: float) -> None:
        replay, run, edges = self.traffic(centre, seconds + 40), Campaign(centre, self.seed), Edges(centre, "own.jsonl")
        time.sleep(8)
        pids = {name: centre.pid(name) for name in centre.names()}
        start, ballast = run.now(), os.path.join(folder, "ballast")
        answers: collections.Counter[int] = collections.Counter()
        fill(ballast)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            # Each second anew, because a journal that moves its WAL into the file gives some space back.
            fill(ballast)
            time.sleep(1)
            answers[edges.call("phone", "POST", "/v1/events", arrival("full"))[0]] += 1
        os.unlink(ballast)
        freed = time.monotonic()
        status, answer = edges.insist("phone", "POST", "/v1/events", arrival("free"))
        centre.wait(lambda seen: all(s["state"] == "ready" and s["seen"] > freed for s in seen.values()), 60,
                    "everybody to go on")
        took = time.monotonic() - freed
        edges.medium("left", answer.get("contact", ""))
        run.outages.append((start, run.now()))
        ended = sum(1 for name, pid in pids.items() if centre.pid(name) != pid)
        self.expect(set(answers) == {503}, f"a full disk was answered with {dict(answers)}, expected 503 alone")
        self.expect(status == 201 and took <= 10, f"{status} after {took:.1f} s, expected 201 within 10 s")
        self.said.append(f"{answers[503]} times 503, {ended} stations ended, all went on after {took:.1f} s")
        self.finish(centre, run, replay)

    def s12(self) -> None:
        """The boot log says which SQLite it is, and each database has exactly one handle that may write."""
        with self.centre() as centre:
            replay, run, versions = self.traffic(centre, 20), Campaign(centre, self.seed), set()
            for name in centre.names():
                ups = [json.loads(line) for line in centre.log_of(name).splitlines() if '"station is up"' in line]
                versions.add(ups[-1].get("sqlite") if ups else None)
            self.expect(len(versions) == 1 and re.fullmatch(r"3(\.\d+){2}", str(*versions)),
                        f"the boot logs name SQLite {versions}, expected one version")
            for _ in range(5):
                handles = writing_handles(centre.state)
                self.expect(len(handles) == len(centre.names()) and set(handles.values()) == {1},
                            f"handles that may write: {handles}, expected one for each of {len(centre.names())}")
                time.sleep(2)
            self.said.append(f"SQLite {versions.pop()}, {len(handles)} databases, {sum(handles.values())} handles")
            self.finish(centre, run, replay)

    def s5(self) -> None:
        """A flipped bit anywhere in a stopped audit log is found whenever it changes what the log says."""
        with self.centre() as centre:
            run = Campaign(centre, self.seed)
            replay = self.traffic(centre, 20)
            self.finish(centre, run, replay)
            choice = random.Random(self.seed)
            log = centre.state + "/audit/audit.sqlite"
            check = [os.path.join(self.bin, "tierline"), "audit", "verify", os.path.dirname(log)]
            found, changing = self._flip(log, 60, choice, lambda: subprocess.run(
                check, check=False, capture_output=True, timeout=60).returncode != 0)
            self.expect(found == changing, f"only {found} of {changing} changed logs were noticed")
            self.said.append(f"{found} of {changing} changes of the log noticed")

    @staticmethod
    def _content(path: str) -> list[Any] | None:
        """What the log says, however its pages lie; None when it cannot be read any more."""
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT last, first, at_us, digest, bytes FROM batch ORDER BY last").fetchall()
        except sqlite3.Error:
            return None
        finally:
            connection.close()

    def _flip(self, path: str, count: int, choice: random.Random, notices: Callable[[], bool]) -> tuple[int, int]:
        """Flips one bit at random places; returns how many changes were noticed, and how many there were."""
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        with open(path, "rb") as file:
            good = file.read()
        before = self._content(path)
        found = changing = 0
        for _ in range(count):
            place = choice.randrange(len(good))
            bad = bytearray(good)
            bad[place] ^= 1 << choice.randrange(8)
            with open(path, "wb") as file:
                file.write(bad)
            if self._content(path) != before:
                changing += 1
                found += bool(notices())
        with open(path, "wb") as file:
            file.write(good)
        return found, changing

    def s6(self) -> None:
        """A lost -wal and an older copy are refused with both positions; `journal adopt` brings the copy back."""
        with self.centre() as centre:
            run, path = Campaign(centre, self.seed), centre.journal("router")
            replay = self.traffic(centre, 60)
            time.sleep(8)
            older, torn = path + ".older", path + ".torn"
            source, copy = sqlite3.connect(f"file:{path}?mode=ro", uri=True), sqlite3.connect(older)
            source.backup(copy)
            copy.close()
            source.close()
            shutil.copy(path, torn)
            time.sleep(8)
            start = run.now()
            self.control(centre, "stop", "router")
            time.sleep(2)
            for what, restored in (("a lost -wal", torn), ("an older copy", older)):
                self._replace(path, restored)
                self.control(centre, "start", "router")
                words = self._await_end(centre, path)
                self.expect(words, f"{what} was not refused")
                self.said.append(f"{what}: {words[-160:]}" if words else what)
            adopted = centre.tierline("journal", "adopt", path, "--audit", centre.state)
            self.said.append(adopted.stdout.strip().replace("\n", "; ").replace(centre.state, ""))
            self.control(centre, "start", "router")
            centre.wait(lambda seen: seen["router"]["state"] == "ready", 30, "the router with its adopted journal")
            run.outages.append((start, run.now()))
            self.finish(centre, run, replay)

    @staticmethod
    def _replace(path: str, restored: str) -> None:
        for suffix in ("-wal", "-shm", ".handling"):
            if os.path.exists(path + suffix):
                os.unlink(path + suffix)
        shutil.copy(restored, path)

    def _await_end(self, centre: Centre, path: str) -> str:
        """The words with which the router refused to go on; empty when it went on."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            state = self.control(centre, "status", "router")
            last = centre.log_of("router").strip().splitlines()[-1:]
            if "EXITED" in state and last and '"exit":"78"' in last[0]:
                return json.loads(last[0])["reason"].replace(os.path.dirname(path), "")
            time.sleep(0.2)
        self.control(centre, "stop", "router")
        return ""

    def s9(self) -> None:
        """One fdatasync per commit, counted by strace beside the station's own count of batches."""
        with self.centre() as centre:
            replay = self.traffic(centre, 40)
            out = os.path.join(centre.state, "fdatasync")
            pid = centre.pid("router")
            tracer = subprocess.Popen(["strace", "-f", "-qq", "-e", "trace=fdatasync", "-o", out, "-p", str(pid)],
                                      stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            centre.children.append(tracer)
            time.sleep(2)
            self._settle(centre)
            with open(out) as file:
                skipped, before = len(file.readlines()), centre.seen["router"]["batches"]
            time.sleep(15)
            self._settle(centre)
            with open(out) as file:
                counted, after = len(file.readlines()), centre.seen["router"]["batches"]
            tracer.terminate()
            tracer.wait()
            syncs, batches = counted - skipped, after - before
            self.expect(batches > 20, f"only {batches} batches were committed")
            self.expect(batches <= syncs + 5 and syncs <= batches * 1.1 + 5, f"{syncs} fdatasync for {batches} commits")
            self.said.append(f"{syncs} fdatasync for {batches} commits")
            self.finish(centre, Campaign(centre, self.seed), replay)

    @staticmethod
    def _settle(centre: Centre) -> None:
        """Waits for an answer of the router that is younger than this call."""
        now = time.monotonic()
        centre.wait(lambda seen: seen["router"]["seen"] > now + 0.1, 10, "an answer of the router")
