"""Valid events of one adapter that could once stop the centre."""
from __future__ import annotations

import json
import signal
from typing import Any

from proving.edges import Edges
from proving.fault import Fault

# Facts that classes of Topology/work.yaml take, each class other ones: more of them than one report may bring.
CLASSES = {
    "referral": {
        "enrolment": "prime", "area": "psa", "unknown-before-visit": "yes", "self-referral": "yes",
        "other-insurance": "yes", "directed-non-network": "yes", "destination": "military", "authorized": "yes",
        "rofr": "ok", "eligibility": "ok", "provider": "ok", "region": "east"},
    "claim": {
        "network": "yes", "care": "urgent", "point-of-service": "yes", "billed-cents": "100",
        "payment-error-cents": "1", "retained": "yes", "excluded": "no", "government-pend": "yes"},
    "ted-voucher": {"submission": "initial", "state": "unprocessable", "unprocessable": "yes", "reason": "header"},
    "ted-record": {"occurrence-error": "yes", "edit": "passed"},
    "staffing-count": {"service": "high-touch", "members": "1", "fte": "1", "specialists": "1"},
    "qa-review": {"courtesy": "yes", "accuracy": "yes", "timeliness": "yes", "requester": "provider"},
    "contact-reason": {"avoidable": "yes"},
}
YEAR_ONE = "0001-01-01T00:00:00Z"


class Poison(Fault):
    """What one adapter says within the rules."""

    def poison(self) -> None:
        """Valid events stop nobody: an item of many classes, empty dates, a key that comes again; the log is read."""
        with self.centre() as centre:
            edges = Edges(centre)
            item = self._item(edges)
            caller = self._caller(edges)
            for name in ("router", "watchdog", "portal", "phone"):
                pid = centre.signal(name, signal.SIGKILL)
                centre.wait_for_new(name, pid)
            status, _ = self._say(edges, "portal", "again", type="work_facts", item=item, facts={"avoidable": "no"},
                                  actor="clerk")
            self.expect(status in (200, 201), f"after the kills the portal answered {status}")
            edges.end()
            centre.down()
            for contact in (item, caller):
                told = centre.tierline("explain", contact, "--audit", centre.state, check=False)
                self.expect(told.returncode == 0, f"explain {contact}: {told.stderr.strip()[:200]}")
            proof = json.loads(centre.tierline("audit", "verify", centre.state, "--json", check=False).stdout)
            self.expect(proof["ok"] and not proof["left_out"], f"the log: {proof['left_out'][:3]}")
            changed = self.facts(centre).of("workItemChanged")
            self.expect(len(changed) == 2 * len(CLASSES) - 1, f"{len(changed)} changes of the item")
            self.said.append(f"{sum(map(len, CLASSES.values()))} facts of {len(CLASSES)} classes, "
                             f"{len(changed)} changes")

    @staticmethod
    def _say(edges: Edges, station: str, key: str, **event: object) -> tuple[int, Any]:
        return edges.insist(station, "POST", "/v1/events", {"key": f"poison/{key}", **event})

    def _item(self, edges: Edges) -> str:
        item = ""
        for number, (name, facts) in enumerate(CLASSES.items()):
            if not item:
                _, answer = self._say(edges, "portal", "item", type="work_item", facts=facts, actor="clerk",
                                      **{"class": name})
                item = answer.get("contact", "")
                continue
            for key, event in ((f"class-{number}", {"type": "work_reclassified", "class": name}),
                               (f"facts-{number}", {"type": "work_facts", "facts": facts, "evidence": "order-1"})):
                status, answer = self._say(edges, "portal", key, item=item, actor="clerk", **event)
                self.expect(status in (200, 201), f"{event['type']} {name}: {status} {answer}")
        return item

    def _caller(self, edges: Edges) -> str:
        """A caller with an empty date is taken and not doubled by a repeat; a letter with one is refused by name."""
        call = {"type": "arrived", "channel": "phone", "received": YEAR_ONE, "inquiries": [{"type": "benefits"}]}
        status, answer = edges.insist("phone", "POST", "/v1/events", call, headers={"Idempotency-Key": "poison-call"})
        self.expect(status == 201, f"a caller with an empty date: {status} {answer}")
        again = edges.insist("phone", "POST", "/v1/events", call, headers={"Idempotency-Key": "poison-call"})
        self.expect(again == (200, {"status": "known", "contact": answer.get("contact")}), f"the repeat: {again}")
        other = edges.insist("phone", "POST", "/v1/events", {**call, "received": None},
                             headers={"Idempotency-Key": "poison-call"})
        self.expect(other[0] == 409, f"another body under the same key: {other}")
        letter = {**call, "channel": "letter"}
        status, said = self._say(edges, "portal", "letter", **letter)
        self.expect(status == 422, f"a letter with an empty date: {status} {said}")
        return answer.get("contact", "")
