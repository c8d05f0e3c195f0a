"""The outside of a centre as its HTTP edges see it: an adapter with its callers, and agents at their desks.

The adapter writes the same ledger as `tierline replay --ledger`, so that the same oracle judges what came of it.
"""
import http.client
import json
import os
import threading
import time
import urllib.parse

from proving.centre import Trouble

# What a gateway answers to what it has taken.
TAKEN = (200, 201, 202)
UNREACHABLE = (OSError, http.client.HTTPException, ValueError)


class Edges:
    """Speaks to the edges of one centre."""

    def __init__(self, centre, ledger="ledger.jsonl"):
        self.centre = centre
        self.address = {s["name"]: urllib.parse.urlparse(s["http"]).netloc
                        for s in centre.plan()["stations"] if s.get("http")}
        with open(os.path.join(centre.state, "tokens.json")) as file:
            self.tokens = {row["role"]: row["token"] for row in json.load(file)["tokens"]}
        path = os.path.join(centre.state, ledger)
        # It stays open for as long as somebody notes what was sent: until this process ends.
        self.ledger, self.lock = open(path, "a"), threading.Lock()  # noqa: SIM115
        if not hasattr(centre, "ledger"):
            centre.ledger = path
        self.over = threading.Event()

    def now(self):
        return self.instant_now(self.centre)

    @staticmethod
    def instant_now(centre):
        """The topology's clock, in microseconds."""
        with open(os.path.join(centre.state, "clock.json")) as file:
            clock = json.load(file)
        real = time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6
        return int(clock["origin_us"] + (real - clock["boottime_anchor_us"]) * centre.rate)

    @staticmethod
    def instant(micros):
        seconds, rest = divmod(micros, 1_000_000)
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{rest:06}Z"

    def note(self, line, **fields):
        with self.lock:
            self.ledger.write(json.dumps({"line": line, "at_us": self.now(), **fields}) + "\n")
            self.ledger.flush()

    def end(self):
        self.over.set()

    # HTTP

    def call(self, station, method, path, body=None, role="adapter", timeout=5, **headers):
        """One request; the status and what the body says, or status 0 when nobody is there."""
        connection = http.client.HTTPConnection(self.address[station], timeout=timeout)
        try:
            headers |= {"Authorization": f"Bearer {self.tokens[role]}", "Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else {}
        except UNREACHABLE:
            return 0, {}
        finally:
            connection.close()

    def insist(self, station, method, path, body=None, role="adapter", seconds=60, **headers):
        """Asks until somebody answers with anything but 503, as an adapter does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.over.is_set():
            status, answer = self.call(station, method, path, body, role, **headers)
            if status not in (0, 503):
                return status, answer
            time.sleep(0.05)
        return 0, {}

    # The adapter of the telephone system

    def arrive(self, key, seconds=60, gateway="phone", **fields):
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

    def medium(self, kind, contact, at=None, seconds=60, gateway="phone"):
        key = f"{kind}/{contact}/{self.now()}"
        self.note("sent", what="medium", key=key, contact=contact)
        body = {"type": kind, "contact": contact} | ({} if at is None else {"at": self.instant(at)})
        status, _ = self.insist(gateway, "POST", "/v1/events", body, seconds=seconds)
        self.note("acknowledged", what="medium", key=key, contact=contact,
                  answer="accepted" if status in TAKEN else "refused")
        return status

    def serve_effects(self, gateway="phone", never=()):
        """Does what the gateway asks for, at once and each effect under its own name; but never the actions in
        `never`, of which only the asking is noted in `told`."""
        self.told = []
        threading.Thread(target=self._effects, args=(gateway, never), daemon=True).start()

    def _effects(self, gateway, never):
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

    def _hear(self, event, said, gateway, never):
        self.told.append((event.decode(), said))
        if event == b"effectPending" and said["action"] not in never:
            threading.Thread(target=self._do, args=(said["effect"], gateway), daemon=True).start()

    def _do(self, effect, gateway):
        key = f"done/{effect}/{self.now()}"
        self.note("sent", what="effect-done", key=key, effect=effect)
        status, _ = self.insist(gateway, "POST", "/v1/events", {"type": "effect_done", "effect": effect})
        self.note("acknowledged", what="effect-done", key=key, effect=effect,
                  answer="accepted" if status in TAKEN else "refused")


class Agent:
    """An agent who looks at the standing that the desk shows, and asks for what is missing."""

    def __init__(self, edges, name, talk_s=0.0):
        self.edges, self.name, self.talk_s = edges, name, talk_s
        self.session, self.asked, self.connected = None, {}, {}

    def ask(self, path, body=None, seconds=20):
        return self.edges.insist("desk", "POST", f"/v1/agents/{self.name}{path}", body if body is not None else {},
                                 "agent", seconds, **({"Tierline-Session": self.session} if self.session else {}))

    def sign_in(self):
        self.session = None
        status, answer = self.ask("/sign-in")
        if status != 201:
            raise Trouble(f"{self.name} cannot sign in: {status} {answer}")
        self.session = answer["session"]

    def standing(self):
        return self.edges.call("desk", "GET", f"/v1/agents/{self.name}", role="agent")[1]

    def work(self):
        """What the desk shows that the agent has, ready or made ready."""
        standing = self.standing()
        if standing.get("reason"):
            self.once("/ready")
        return standing.get("work", [])

    def once(self, path, body=None, again=2.0):
        """Asks, and again only when that changed nothing for a while."""
        if time.monotonic() - self.asked.get(path, 0) > again:
            self.asked[path] = time.monotonic()
            self.ask(path, body)

    def step(self):
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
                self.once(f"/contacts/{contact}/dispositions",
                          {"dispositions": [{"index": 1, "result": "resolved"}]}, again=1.0)
                self.once(f"/contacts/{contact}/wrap-up-ended", again=1.0)
        return serving

    def run(self):
        """Works until everything is over."""
        def loop():
            while not self.edges.over.is_set():
                self.step()
                time.sleep(0.03)
        threading.Thread(target=loop, daemon=True).start()
