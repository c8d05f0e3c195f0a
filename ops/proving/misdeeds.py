"""Logs with deliberate violations, each of which `proving.judge` must find, and nothing beside it.

One honest log of a small centre, and a table of edits: a line of one of its files, and what stands there instead. An
edit that is just inside a limit must be let pass. A check that no misdeed is for fails the test, as does a misdeed
whose line is not there: a case that cannot fail proves nothing.
"""
from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from typing import Any

from proving import traces
from proving.judge import Judge
from proving.scores import Scores

TRACE = """\
contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,deadline_s,\
deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s
P1,10.000,phone,phone,phone,100,100.000,50.000,20,30.000,start,,,
P2,20.000,phone,phone,phone,100,100.000,30.000,20,40.000,start,,,
P3,60.000,phone,phone,phone,100,30.000,50.000,20,80.000,start,xfer_claims,200.000,40.000
P4,130.000,phone,phone,phone,100,20.000,50.000,20,150.000,start,xfer_claims,100.000,5.000
P5,400.000,phone,phone_es,phone|spanish:2,100,100.000,50.000,20,420.000,start,,,
P6,225.000,phone,phone,phone,100,50.000,50.000,20,245.000,start,,,
P7,1990.000,phone,phone,phone,100,50.000,100.000,20,2010.000,start,,,
H1,310.000,chat,chat,chat,80,90.000,90.000,60,370.000,start,,,
H2,250.000,chat,chat,chat,80,100.000,90.000,60,310.000,start,,,
M1,100.000,message,message,message,40,200.000,,14400,200.000,start,,,
L1,900.000,letter,written_routine,written_routine,10,300.000,,288000,3000.000,finish,,,
L2,-100.000,letter,written_priority,claims:5,50,100.000,,180000,599.000,finish,,,
W1,600.000,work_item,clinical_review,claims,45,50.000,,36000,750.000,finish,,,
"""
ROSTER = """\
agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat
A1,T1,T1_phone,phone|message|written_routine,0,1000,1,0
A1,T1,T1_phone,phone|message|written_routine,1200,2000,1,0
A2,T2,T2_claims,phone|chat:4|claims:5|xfer_claims,0,2000,1,2
A3,T1,T1_phone,phone|spanish:2|claims:3|message,0,2000,1,0
"""
LOG = """\
contact_id,leg,queued_s,start_s,end_s,agent_id,outcome
P1,1,10.000,15.000,115.000,A1,served
P2,1,20.000,,50.000,,abandoned
P3,1,60.000,60.000,90.000,A3,served
P3,2,90.000,100.000,300.000,A2,served
P4,1,130.000,130.000,150.000,A3,served
P4,2,150.000,,155.000,,abandoned
P5,1,400.000,400.000,500.000,A3,served
P6,1,225.000,250.000,300.000,A1,served
P7,1,1990.000,,,,waiting
H1,1,310.000,310.000,400.000,A2,served
H2,1,250.000,320.000,420.000,A2,served
M1,1,100.000,200.000,250.000,A1,parked
M1,1,100.000,300.000,350.000,A1,parked
M1,1,100.000,400.000,560.000,A1,served
L1,1,900.000,,,,waiting
L2,1,-100.000,500.000,600.000,A2,served
W1,1,600.000,600.000,650.000,A2,served
"""

# What is wrong, the checks of which each must find it once, and lines with what stands instead.
Case = tuple[str, Sequence[str], Sequence[tuple[str, str]]]

P1, P2, P3 = LOG.splitlines()[1:4]
P3_2, P4, P4_2 = LOG.splitlines()[4:7]
P5, P6, P7, H1, H2 = LOG.splitlines()[7:12]
M1A, M1B, M1C, L1, L2, W1 = LOG.splitlines()[12:18]


def rows(*lines: str) -> str:
    return "\n".join(lines)


MISDEEDS: list[Case] = [
    ("a contact is left out", ("missing",), [(W1, "")]),
    ("a parked item never ends", ("missing",), [(M1C, "")]),
    ("a transfer is left out", ("missing",), [(P3_2, "")]),
    ("a transfer after a first leg that nobody served", ("missing",),
     [(P4, "P4,1,130.000,,180.000,,abandoned"), (P4_2, "P4,2,180.000,,185.000,,abandoned")]),
    ("a contact twice", ("doubled",), [(W1, rows(W1, "W1,1,600.000,,,,waiting"))]),
    ("a contact served twice", ("doubled", "course"), [(W1, rows(W1, "W1,1,600.000,700.000,750.000,A2,served"))]),
    ("a contact that the trace has not", ("unknown",), [(W1, rows(W1, "X1,1,600.000,700.000,750.000,A2,served"))]),
    ("a leg 2 that the trace has not", ("unknown",), [(W1, rows(W1, "W1,2,650.000,700.000,750.000,A2,served"))]),
    ("a leg 3", ("unknown",), [(W1, rows(W1, "P3,3,300.000,700.000,750.000,A2,served"))]),
    ("an outcome without a name", ("form", "missing"), [(W1, W1.replace("served", "done"))]),
    ("served by nobody", ("form", "missing"), [(W1, W1.replace("A2", ""))]),
    ("abandoned while being served", ("form", "missing"), [(P2, "P2,1,20.000,30.000,50.000,A2,abandoned")]),
    ("ended before it began", ("form", "missing"), [(W1, "W1,1,600.000,650.000,600.000,A2,served")]),
    ("nobody of the roster", ("agent",), [(W1, W1.replace("A2", "A9"))]),
    ("without the skill", ("skill",), [(P5, P5.replace("A3", "A1")), (M1C, M1C.replace("A1", "A3"))]),
    ("with the skill at too low a level", ("skill",), [(L2, L2.replace("A2", "A3").replace("500.", "700.")
                                                       .replace("600.", "800."))]),
    ("a transfer without the skill that its queue names", ("skill",), [(P3_2, P3_2.replace("A2", "A3")),
                                                                      (P4, P4.replace("A3", "A2"))]),
    ("begun at the end of a shift", ("shift",), [(L1, "L1,1,900.000,1000.000,1300.000,A1,served")]),
    ("begun at lunch", ("shift",), [(L1, "L1,1,900.000,1199.999,1499.999,A1,served")]),
    ("gone on with after the shift", ("shift",),
     [(L1, rows("L1,1,900.000,950.000,999.000,A1,parked", "L1,1,900.000,1100.000,1400.000,A1,served"))]),
    ("queued before it came", ("entry",), [(W1, "W1,1,599.997,600.000,650.000,A2,served")]),
    ("begun before it was queued", ("entry",), [(W1, "W1,1,600.003,600.000,650.000,A2,served")]),
    ("a transfer that waits from later on", ("handover",), [(P3_2, P3_2.replace("90.000", "91.001"))]),
    ("a transfer that waits before its first leg is over", ("handover",), [(P3_2, P3_2.replace("90.000", "88.999"))]),
    ("two calls at once", ("capacity",), [(P6, P6.replace("A1", "A2"))]),
    ("three chats at once", ("capacity",),
     [(H1, rows(H1, "H3,1,330.000,330.000,390.000,A2,served")),
      ("H1,310.000,", "H3,330.000,chat,chat,chat,80,60.000,90.000,60,390.000,start,,,\nH1,310.000,")]),
    ("a chat for whom the roster gives none", ("capacity",),
     [(H1, H1.replace("A2", "A3")), ("A3,T1,T1_phone,phone|spanish:2|claims:3|message,0,2000,1,0",
                                     "A3,T1,T1_phone,phone|spanish:2|claims:3|message|chat,0,2000,1,0")]),
    ("two pieces of written work at once", ("capacity",), [(W1, "W1,1,600.000,599.999,649.999,A2,served")]),
    ("a call beside written work", ("kinds",), [(P6, "P6,1,225.000,249.000,299.000,A1,served")]),
    ("a chat beside a call", ("kinds",), [(H2, "H2,1,250.000,299.999,400.000,A2,served")]),
    ("written work beside a chat", ("kinds",), [(L2, "L2,1,-100.000,419.999,519.999,A2,served")]),
    ("left before patience ended", ("patience",), [(P2, P2.replace("50.000", "48.999"))]),
    ("left after patience ended", ("patience",), [(P2, P2.replace("50.000", "51.001"))]),
    ("a transfer that left late", ("patience",), [(P4_2, P4_2.replace("155.000", "156.001"))]),
    ("left though it never leaves", ("patience",), [(L1, "L1,1,900.000,,950.000,,abandoned")]),
    ("waits though it must have left", ("patience",), [(H1, "H1,1,310.000,,,,waiting")]),
    ("a transfer that waits though it must have left", ("patience",), [(P4_2, "P4,2,150.000,,,,waiting")]),
    ("served after patience ended", ("late",), [(H2, "H2,1,250.000,341.001,441.001,A2,served")]),
    ("a transfer served after patience ended", ("late",), [(P3_2, "P3,2,90.000,131.001,331.001,A2,served"),
                                                          (H1, "H1,1,310.000,331.001,421.001,A2,served"),
                                                          (H2, "H2,1,250.000,331.001,431.001,A2,served")]),
    ("served for less than its handle time", ("handle",), [(P1, P1.replace("115.000", "114.499"))]),
    ("a transfer served for less", ("handle",), [(P3_2, P3_2.replace("300.000", "299.499"))]),
    ("interrupted without finding back", ("handle",), [(M1C, M1C.replace("560.000", "559.499"))]),
    ("interrupted four times", ("interruptions",),
     [(M1C, rows("M1,1,100.000,400.000,410.000,A1,parked", "M1,1,100.000,410.000,420.000,A1,parked",
                 "M1,1,100.000,420.000,620.000,A1,served"))]),
    ("begun by another before it was put aside", ("course",), [(M1B, "M1,1,100.000,249.999,350.000,A3,parked")]),
    ("put aside after its end", ("course",), [(M1C, rows(M1C, "M1,1,100.000,560.000,570.000,A1,parked"))]),
    ("a priority letter put aside", ("parking",),
     [(L2, rows("L2,1,-100.000,440.000,450.000,A2,parked", "L2,1,-100.000,460.000,590.000,A2,served"))]),
    ("an email put aside", ("parking", "parking"), [("M1,100.000,message,", "M1,100.000,email,")]),
    ("a review put aside", ("parking",),
     [(W1, rows("W1,1,600.000,600.000,610.000,A2,parked", "W1,1,600.000,620.000,700.000,A2,served"))]),
    ("a call put aside", ("live-parking",),
     [(P5, rows("P5,1,400.000,400.000,410.000,A3,parked", "P5,1,400.000,420.000,540.000,A3,served"))]),
    ("a chat put aside", ("live-parking",),
     [(H2, rows("H2,1,250.000,320.000,330.000,A2,parked", "H2,1,250.000,330.000,450.000,A2,served"))]),
    ("a later call before one that waits and is served", ("inversion",),
     [(P6, P6.replace("250.000", "270.000").replace("300.000", "320.000").replace("A1", "A3")),
      ("P7,1990.000,", "P7,226.000,"), (P7, "P7,1,226.000,226.000,280.000,A1,served"),
      (M1A, "M1,1,100.000,175.000,225.000,A1,parked")]),
    ("a later call 3 ms before one that waits", ("inversion",),
     [("P7,1990.000,", "P7,226.000,"), (P7, "P7,1,226.000,249.997,299.997,A3,served")]),
    ("a later call before one that waits at the end", ("inversion",),
     [("P7,1990.000,", "P8,1991.000,phone,phone,phone,100,50.000,50.000,20,2011.000,start,,,\nP7,1990.000,"),
      (P7, rows(P7, "P8,1,1991.000,1991.000,2041.000,A3,served"))]),
    ("a later call before one that waits and leaves", ("inversion",), [(P3, P3.replace("60.000", "49.997")),
                                                                      ("P3,60.000,", "P3,49.997,")]),
]

HONEST: list[Case] = [
    ("everybody in time", (), []),
    ("left within a second of patience", (), [(P2, P2.replace("50.000", "51.000")),
                                                 (P4_2, P4_2.replace("155.000", "154.000"))]),
    ("half a second less than the handle time", (), [(P1, P1.replace("115.000", "114.500"))]),
    ("a transfer queued within a second", (), [(P3_2, P3_2.replace("90.000", "91.000"))]),
    ("rounded apart", (), [(W1, "W1,1,599.998,599.998,649.998,A2,served"),
                              (L2, L2.replace("600.000", "599.998"))]),
    ("begun a millisecond before a shift's end and finished after it", (),
     [(L1, "L1,1,900.000,999.999,1299.999,A1,served")]),
    ("begun at the beginning of a shift", (), [(L1, "L1,1,900.000,1200.000,1500.000,A1,served")]),
    ("three interruptions, the last ended by a colleague", (),
     [(M1C, rows("M1,1,100.000,400.000,410.000,A1,parked", "M1,1,100.000,620.000,800.000,A3,served"))]),
    ("put aside and waiting at the end", (), [(M1C, "M1,1,100.000,,,,waiting")]),
    ("served within a second of patience", (), [(H2, "H2,1,250.000,341.000,441.000,A2,served")]),
    ("who came earlier had left at that instant", (), [(P3, P3.replace("60.000", "50.000")),
                                                          ("P3,60.000,", "P3,50.000,")]),
    ("two who came at once, in either order", (),
     [("P7,1990.000,", "P7,225.002,"), (P7, "P7,1,225.002,226.000,280.000,A3,served")]),
    ("two who begin at once, rounded apart", (),
     [("P7,1990.000,", "P7,226.000,"), (P7, "P7,1,226.000,249.998,299.998,A3,served")]),
    ("another queue has an order of its own", (),
     [("P5,400.000,phone,phone_es,phone|spanish:2,", "P5,226.000,phone,phone_es,phone,"),
      (P5, "P5,1,226.000,226.000,326.000,A3,served")]),
    ("another need has an order of its own", (),
     [("P5,400.000,phone,phone_es,", "P5,226.000,phone,phone,"),
      (P5, "P5,1,226.000,226.000,326.000,A3,served")]),
    ("waits at the end though it leaves within the second", (),
     [("P7,1990.000,phone,phone,phone,100,50.000,100.000,", "P7,1000.500,phone,phone,phone,100,50.000,989.000,"),
      (P7, "P7,1,1000.500,,,,waiting"), (L1, "L1,1,900.000,1200.000,1990.000,A1,served")]),
    ("half a second less than the handle time and finding back", (), [(M1C, M1C.replace("560.000", "559.500"))]),
]

FIGURES: dict[str, Any] = {
    "phone": {"offered": 7, "answered_20_s": 400 / 7, "answered_30_s": 500 / 7, "abandoned": 100 / 7,
              "mean_wait_s": 6.0},
    "classes_30_s": {"phone": 400 / 6, "phone_es": 100.0}, "transfers_30_s": {"xfer_claims": 50.0},
    "worst_class_30_s": 400 / 6, "worst_class_30_s_with_transfers": 50.0, "chat_60_s": 50.0,
    "deadlines": {"clinical_review": {"met": 1, "missed": 0, "open": 0},
                  "message": {"met": 1, "missed": 0, "open": 0},
                  "written_priority": {"met": 0, "missed": 1, "open": 0},
                  "written_routine": {"met": 0, "missed": 0, "open": 1}},
    "interruptions": {"count": 2, "agent_days": 3, "per_agent_day": 2 / 3}}
# Days just within the register's four limits for calls, and just outside each.
DAYS = [((80.0, 90.0, 4.9, 45.0), True), ((79.9, 90.0, 4.9, 45.0), False), ((80.0, 89.9, 4.9, 45.0), False),
        ((80.0, 90.0, 5.0, 45.0), False), ((80.0, 90.0, 4.9, 45.1), False), ((80.0, 90.0, 4.9, None), False)]
# Rows that say nothing of what they should.
REJECTED = (W1.replace("W1,1", "W1,one"), W1.replace("650.000", "soon"), "W1,1,600.000", W1 + ",twice")
CHECKS = {"missing", "doubled", "unknown", "form", "agent", "skill", "shift", "entry", "handover", "capacity", "kinds",
          "patience", "late", "handle", "interruptions", "course", "parking", "live-parking", "inversion"}


def edited(edits: Sequence[tuple[str, str]]) -> tuple[str, str, str]:
    """The three files with the edits; each must find its line once."""
    files = [TRACE, ROSTER, LOG]
    for old, new in edits:
        places = [number for number, file in enumerate(files) for _ in range(("\n" + file).count("\n" + old))]
        if len(places) != 1:
            raise AssertionError(f"{old} is {len(places)} times in the files")
        files[places[0]] = ("\n" + files[places[0]]).replace("\n" + old, "\n" + new)[1:]
    trace, roster, log = files
    return trace, roster, "".join(line + "\n" for line in log.splitlines() if line)


def judged(edits: Sequence[tuple[str, str]]) -> tuple[Judge, Scores]:
    trace, roster, log = (list(csv.DictReader(file.splitlines())) for file in edited(edits))
    files = traces.contacts(trace), traces.people(roster), traces.segments(log)
    return Judge(*files), Scores(*files)


def is_rejected(row: str) -> bool:
    try:
        judged([(W1, row)])
    except traces.Rejected:
        return True
    return False


def faults() -> list[str]:
    """Where the scorer is wrong about a case."""
    wrong = []
    for name, expected, edits in MISDEEDS + HONEST:
        judge, _ = judged(edits)
        found = judge.violations + judge.inversions
        if sorted(violation.check for violation in found) != sorted(expected):
            said = "".join(f"\n  {violation}" for violation in found)
            wrong.append(f"{name}: expected {' and '.join(sorted(expected)) or 'nothing'}, found {len(found)}:{said}")
    wrong += [f"{row} is let pass" for row in REJECTED if not is_rejected(row)]
    untested = CHECKS - {check for _, expected, _ in MISDEEDS for check in expected}
    wrong += [f"no misdeed is for {check}" for check in sorted(untested)]
    figures = judged([])[1].figures()
    wrong += [f"{name} is {figures[name]}, expected {value}" for name, value in FIGURES.items()
              if figures[name] != value]
    names = ("answered_20_s", "answered_30_s", "abandoned", "mean_wait_s")
    wrong += [f"a day of {day} holds: expected {holds}" for day, holds in DAYS
              if Scores._holds(dict(zip(names, day, strict=True))) != holds]
    return wrong


def main() -> int:
    wrong = faults()
    print("\n".join([*wrong, f"{len(MISDEEDS)} misdeeds and {len(HONEST)} honest logs, {len(wrong)} judged wrongly"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
