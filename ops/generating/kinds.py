"""What is written of all kinds of facts together."""

from collections.abc import Callable

from generating import swift
from generating.schema import Kind, Schema

NUMBERED = [
    "/// The number of a fact's kind in entry headers and on the wire; never reused, never renumbered.",
    "///",
    "/// Numbers below 16 belong to the station itself (StationCore).",
    "public enum FactKind: UInt16, Sendable, CaseIterable, Hashable {",
]
# Facts that are larger than all others; kept by reference, so that the others are not moved at their size.
WIDE = {"contactReceived", "contactReported", "contactChanged", "workItemReceived"}
FACT = [
    "/// Everything that any station of Tierline records;",
    "/// the only way state changes and the only thing stations say.",
    "public enum Fact: Hashable, Sendable, Codable {",
]


def numbers(schema: Schema) -> list[str]:
    return ["", *NUMBERED, *(f"    case {kind.name} = {kind.number}" for kind in schema.kinds), "}"]


def case(kind: Kind) -> str:
    """The case of a kind in an enum of facts."""
    return f"{'indirect ' if kind.name in WIDE else ''}case {kind.name}({kind.message.swift})"


def fact(schema: Schema) -> list[str]:
    lines = ["", "public import Contacts", "", *FACT]
    return [*lines, *(f"    {case(kind)}" for kind in schema.kinds), "}"]


def questions(schema: Schema) -> list[str]:
    """The kind of a fact, and the contact that it is about."""
    lines = ["", "public import Contacts", "", "extension Fact {", "    /// The fact's kind.",
             "    public var kind: FactKind {", "        switch self {",
             *(f"        case .{kind.name}: .{kind.name}" for kind in schema.kinds),
             "        }", "    }", "", "    /// The contact the fact is about, or nil when it is about none.",
             "    public var contact: Contact.ID? {", "        switch self {"]
    lines += [f"        case .{kind.name}(let fact): fact.{kind.about}" for kind in schema.kinds if kind.about]
    others = [f".{kind.name}" for kind in schema.kinds if not kind.about]
    return [*lines, *swift.labels(others, "nil", 2), "        }", "    }", "}"]


def counted(schema: Schema) -> list[str]:
    """The code by which reports count a fact."""
    lines = ["", "internal import Facts", "", "extension Fact {",
             "    /// The code by which reports count the fact; nil when they do not."]
    found = [kind for kind in schema.kinds if kind.counted]
    if not found:
        return [*lines, "    var counted: String? { nil }", "}"]
    return [*lines, "    var counted: String? {", "        switch self {",
            *(f"        case .{kind.name}(let fact): fact.{kind.counted}.rawValue" for kind in found),
            "        default: nil", "        }", "    }", "}"]


def codec(schema: Schema) -> list[str]:
    """The three switches of the codec: one line for each kind, and nothing between a fact and its message."""
    def switch(over: str, line: Callable[[Kind], str]) -> list[str]:
        cases = (f"        case {line(kind)}" for kind in schema.kinds)
        return [f"        switch {over} {{", *cases, "        }", "    }"]

    return ["", "import Facts", "", "extension FactCodec {",
            "    /// Reads the payload of a kind.",
            "    static func decode(_ kind: FactKind, _ body: ArraySlice<UInt8>) throws(WireError) -> Fact {",
            *switch("kind", lambda k: f".{k.name}: .{k.name}(try {k.message.wire}.read(body))"), "",
            "    /// The bytes of a fact, if they can be read again.",
            "    static func checkedBytes(of fact: Fact) throws(WireError) -> [UInt8] {",
            *switch("fact", lambda k: f".{k.name}(let fact): try {k.message.wire}(fact).checkedBytes()"), "",
            "    /// The message that says a fact, for people.",
            "    static func message(of fact: Fact) -> any WireMessage {",
            *switch("fact", lambda k: f".{k.name}(let fact): {k.message.wire}(fact)"), "}"]


def fields(schema: Schema) -> list[str]:
    """Which fields are shown in another form than the wire's."""
    contacts = sorted({f.name for m in schema.messages.values() for f in m.fields if f.domain.swift == "Contact.ID"})
    *before, last = swift.filled([f'"{name}"' for name in contacts], 2)
    names = [*before, last + ","]
    return ["", "/// Fields of the messages that people read in another form than the wire's.", "enum FactFields {",
            "    /// The names of those that hold packed contacts.", "    static let contacts: Set<String> = [",
            *names, "    ]", "}"]
