"""The facts of each role by type: what it records, and what it takes from others."""

from generating import swift
from generating.kinds import case
from generating.schema import Kind, Schema
from generating.swift import capital

# Each role as a Swift name says it, and as a sentence does.
ROLES = {
    "GATEWAY": "a gateway", "ROUTER": "the router", "QUEUE": "a tier queue", "DESK": "the agent desk",
    "WATCHDOG": "the watchdog",
}


def name(role: str) -> str:
    return capital(role.lower())


def recorded(schema: Schema, role: str) -> list[str]:
    """The enum of what a role records, with both ways between it and `Fact`."""
    own = [kind for kind in schema.kinds if role in kind.by]
    told = [kind for kind in schema.kinds if role in kind.told_by]
    type_ = f"{name(role)}Fact"
    lines = ["", *_imports(own + told), f"/// What {ROLES[role]} records.", f"public enum {type_}: RecordedFact {{",
             *_cases(own, 1)]
    if told:
        lines += ["    /// Said to others or for the record alone: nothing of it is remembered.",
                  "    case told(Told)", "",
                  "    /// What it says and remembers nothing of.", "    public enum Told: Hashable, Sendable {",
                  *_cases(told, 2), "    }"]
    lines += ["}", "", f"extension {type_} {{"]
    if told:
        lines += ["    // What is only told, spelled like the others where it is recorded."]
    for kind in told:
        head = f"public static func {kind.name}"
        whole = f"    {head}(_ fact: {kind.message.swift}) -> {type_} {{ .told(.{kind.name}(fact)) }}"
        lines += [whole] if len(whole) <= swift.LINE else [
            *swift.signature(head, [f"_ fact: {kind.message.swift}"], f" -> {type_} {{", 1),
            f"        .told(.{kind.name}(fact))", "    }"]
    lines += [""] if told else []
    lines += ["    /// The fact by this type; nil when another role's.", "    public init?(_ fact: Fact) {",
              "        switch fact {", *(_case(kind, f"self = .{kind.name}(fact)") for kind in own),
              *(_case(kind, f"self = .told(.{kind.name}(fact))") for kind in told),
              "        default: return nil", "        }", "    }", "",
              "    /// The same as a fact of anybody.", "    public var fact: Fact {", "        switch self {",
              *(_case(kind, f".{kind.name}(fact)") for kind in own),
              *([f"        case .told(.{kind.name}(let fact)): .{kind.name}(fact)" for kind in told]),
              "        }", "    }", "}"]
    return lines


def intake(schema: Schema, role: str) -> list[str]:
    """The enum of what a role takes from others."""
    taken = [kind for kind in schema.kinds if role in kind.to]
    return ["", *_imports(taken), f"/// What {ROLES[role]} takes from other stations, and decides something about.",
            f"public enum {name(role)}Intake: Hashable, Sendable {{", *_cases(taken, 1), "",
            "    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.",
            "    public init?(_ fact: Fact) {", "        switch fact {",
            *(_case(kind, f"self = .{kind.name}(fact)") for kind in taken),
            "        default: return nil", "        }", "    }", "}"]


def hearers(schema: Schema) -> list[str]:
    """Who is sent each kind, for the tests of what decisions stamp."""
    station = {"QUEUE": "tierQueue", "DESK": "agentDesk"}
    lines = ["", "public import Facts", "", "extension FactKind {",
             "    /// The roles that the schema lets a fact of this kind be sent to; the audit sink gets every fact.",
             "    public var hearers: Set<StationRole> {", "        switch self {"]
    sent = [kind for kind in schema.kinds if kind.to + kind.heard_by]
    for kind in sent:
        roles = ", ".join("." + station.get(role, role.lower()) for role in kind.to + kind.heard_by)
        lines.append(f"        case .{kind.name}: [{roles}]")
    others = [f".{kind.name}" for kind in schema.kinds if kind not in sent]
    return [*lines, *swift.labels(others, "[]", 2), "        }", "    }", "}"]


def _imports(kinds: list[Kind]) -> list[str]:
    hand = {kind.message.file.hand_module for kind in kinds if kind.message.file.hand_module}
    return [*(f"public import {module}" for module in sorted(hand)), ""] if hand else []


def _cases(kinds: list[Kind], depth: int) -> list[str]:
    return [f"{'    ' * depth}{case(kind)}" for kind in kinds]


def _case(kind: Kind, action: str) -> str:
    return f"        case .{kind.name}(let fact): {action}"
