"""Faults of links: slow and absent consumers, connections that break, and silence in one direction."""
from __future__ import annotations

import os
import signal
import time

from proving.campaign import Campaign
from proving.fault import MEGABYTE, Fault
from proving.proxy import Proxies

# Links are taken over before the first call of the profile comes at half past eight.
EARLIER = "2026-03-30T07:00:00-04:00"


class Links(Fault):
    """N1 to N4."""

    def n3(self, seconds: float = 120) -> None:
        """The audit sink runs a tenth of the time: memory stays bounded, routing goes on, nothing is lost."""
        with self.centre() as centre:
            run = Campaign(centre, self.seed)
            replay = self.traffic(centre, seconds)
            sink, start = centre.pid("audit"), run.now()
            before = self._memory(centre)
            most: dict[str, int] = {}
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline and replay.poll() is None:
                os.kill(sink, signal.SIGSTOP)
                time.sleep(0.9)
                os.kill(sink, signal.SIGCONT)
                time.sleep(0.1)
                for name, size in self._memory(centre).items():
                    most[name] = max(most.get(name, 0), size)
            run.outages.append((start, run.now()))
            grown = {name: most[name] - before[name] for name in before if name in most}
            worst = max(grown, key=lambda name: grown[name])
            self.expect(grown[worst] < 50 * MEGABYTE, f"{worst} grew by {grown[worst] // MEGABYTE} MB, expected < 50")
            self.said.append(f"{worst} grew most, by {grown[worst] / MEGABYTE:.1f} MB")
            self.finish(centre, run, replay)

    def n4(self, seconds: float = 60) -> None:
        """Tier 2 is down for a minute, and killed again while it drains: everything is handled, in order."""
        with self.centre() as centre:
            run = Campaign(centre, self.seed)
            replay = self.traffic(centre, seconds + 30)
            before, start = self._memory(centre), run.now()
            self.control(centre, "stop", "tier-2")
            time.sleep(seconds)
            grown = self._memory(centre).get("router", 0) - before["router"]
            self.control(centre, "start", "tier-2")
            pid = centre.wait_for_new("tier-2", None) and centre.pid("tier-2")
            run.kill("tier-2", "")
            self.expect(centre.pid("tier-2") != pid, "it was not killed while it drained")
            run.outages.append((start, run.now()))
            self.expect(grown < 50 * MEGABYTE, f"the router grew by {grown // MEGABYTE} MB, expected < 50")
            self.said.append(f"the router grew by {grown / MEGABYTE:.1f} MB")
            self.finish(centre, run, replay)

    def n1(self, seconds: float = 90) -> None:
        """Connections between all stations break at random bytes and stand still for up to 3 s."""
        with self.centre(origin=EARLIER) as centre, Proxies(centre, self.seed) as proxies:
            run = Campaign(centre, self.seed)
            start = run.now()
            proxies.take_over()
            replay = self.traffic(centre, seconds)
            proxies.trouble = True
            time.sleep(seconds)
            proxies.trouble = False
            run.outages.append((start, run.now()))
            self.expect(proxies.cuts > 100, f"only {proxies.cuts} connections were cut")
            self.said.append(f"{len(proxies.links)} links, {proxies.cuts} cuts, {proxies.stalls} stalls")
            self.finish(centre, run, replay)

    def n2(self, seconds: float = 60) -> None:
        """Silence in one direction for 60 s each: router to tiers, tiers to router, watchdog to router."""
        tiers = ("tier-1", "tier-2", "tier-3")
        holes = [[("router", tier) for tier in tiers], [(tier, "router") for tier in tiers], [("watchdog", "router")]]
        with self.centre(origin=EARLIER) as centre, Proxies(centre, self.seed) as proxies:
            run = Campaign(centre, self.seed)
            start = run.now()
            proxies.take_over()
            replay = self.traffic(centre, (seconds + 10) * len(holes))
            for hole in holes:
                time.sleep(5)
                before = proxies.held
                proxies.silent = set(hole)
                time.sleep(seconds)
                proxies.silent = set()
                self.expect(proxies.held > before, f"nothing was held back from {hole[0][0]} to {hole[0][1]}")
                centre.wait(lambda seen: all(s["state"] == "ready" for s in seen.values()), 30, "everybody to be back")
            run.outages.append((start, run.now()))
            self.said.append(f"{len(holes)} directions for {seconds} s, {proxies.held} connections held")
            self.expect(replay.poll() is None, "the traffic ended before the last hole")
            self.finish(centre, run, replay)
