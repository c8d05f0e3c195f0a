"""One fact of every kind for the tests of the codecs, and every case of what is a choice.

No field is left at nothing, and no two fields of a fact hold the same, so that one that is mapped to another, or
to none, is noticed. All facts are about one contact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generating import model, swift
from generating.schema import Field, File, Message, Schema
from generating.swift import Unfit

# 2026-02-25T06:13:20Z, from which the instants of all samples count.
DAY = 1_772_000_000_000_000

# What is the same in every fact where it stands first, so that a state that takes all of them up has something to say.
SHARED = {
    "Contact.ID": "Contact.ID(gateway: 3, number: 42)",
    "Agent.ID": '"A007"',
    "Agent.SessionID": '"desk/A007"',
    "ClockName": '"resolution"',
    "Effect.ID": '"effect-7"',
    "Generation": "3",
    "Offer.tier": ".two",
    "Offer.number": "77",
}


@dataclass(frozen=True)
class Call:
    """A value that is made of others; with `[]` it is a list of them."""

    head: str
    parts: list[Value]
    brackets: str = "()"

    def under(self, label: str) -> Call:
        return replace(self, head=f"{label}: {self.head}")


Value = str | Call


def file(schema: Schema, source: File) -> list[str]:
    """The samples of one .proto file; none when it has neither kinds nor choices."""
    maker = Maker(schema)
    kinds = [kind for kind in schema.kinds if kind.message.file is source]
    choices = [message for message in source.messages if message.is_choice]
    lines = ["", "import Contacts", "import Facts", "", "extension Sample {"]
    if kinds:
        lines += [f"    static let {source.name.removesuffix('s')}Facts: [Fact] = ["]
        for kind in kinds:
            maker.begin(kind.number)
            lines += laid(Call(f".{kind.name}", [maker.message(kind.message)]), 2, "," if len(kinds) > 1 else "")
        lines += ["    ]"]
    for message in choices:
        lines += [""] if lines[-1] == "    ]" else []
        lines += [f"    static let every{message.name}: [{message.swift}] = ["]
        for number, field in enumerate(message.choices):
            maker.begin(number + 1)
            lines += laid(maker.case(message, field, ""), 2, ",")
        lines += ["    ]"]
    return [*lines, "}"] if kinds or choices else []


def together(schema: Schema) -> list[str]:
    """All facts, from every file."""
    names = sorted({f"{kind.message.file.name.removesuffix('s')}Facts" for kind in schema.kinds})
    first, *rest = names
    return ["", "import Facts", "", "extension Sample {", "    /// A fact of every kind, in their order.",
            "    static let facts: [Fact] =", f"        ({first}", *(f"        + {name}" for name in rest[:-1]),
            f"        + {rest[-1]}).sorted {{ $0.kind.rawValue < $1.kind.rawValue }}", "}"]


class Maker:
    """Makes values, each number once in a sample."""

    def __init__(self, schema: Schema) -> None:
        self.schema, self.number = schema, 0
        self.taken: set[str] = set()

    def begin(self, number: int) -> None:
        self.number = number * 100
        self.taken = set()

    def next(self) -> int:
        self.number += 1
        return self.number

    def message(self, message: Message) -> Value:
        if message.is_choice:
            # The last is as good as any; each is among the samples of the choice itself.
            return self.case(message, message.choices[-1], message.swift)
        return Call(message.swift, [self._labelled(field.label, self.field(field)) for field in message.fields])

    def case(self, message: Message, field: Field, owner: str) -> Value:
        carried = model.carries(message, field)
        if not carried:
            return f"{owner}.{field.property}"
        inner = next((one for one in message.messages if one.full == field.target and one.is_bundle), None)
        if inner is None:
            return Call(f"{owner}.{field.property}", [self.field(field)])
        arguments = [self._labelled(part.label, self.field(part)) for part in inner.plain]
        if inner.oneofs:
            chosen = inner.choices[-1]
            said_of_it = Call(f".{chosen.property}", [self.field(chosen)])
            arguments.append(self._labelled(inner.choice_label or "_", said_of_it))
        return Call(f"{owner}.{field.property}", arguments)

    @staticmethod
    def _labelled(label: str, value: Value) -> Value:
        if label == "_":
            return value
        return f"{label}: {value}" if isinstance(value, str) else value.under(label)

    def field(self, field: Field) -> Value:
        value = self._one(field)
        if field.is_list:
            return Call("", [value], "[]")
        return Call(field.holder, [self._labelled(field.own, value)]) if field.holder else value

    def _one(self, field: Field) -> Value:
        if field.target:
            enum = self.schema.enums.get(field.target)
            return f".{enum.values[-1][0]}" if enum else self.message(self.schema.messages[field.target])
        number, domain = self.next(), field.domain
        for key in (field.place, domain.swift):
            if key in SHARED and key not in self.taken:
                self.taken.add(key)
                return SHARED[key]
        known = {
            "Contact.ID": f"Contact.ID(gateway: 3, number: {number})",
            "Instant": f"Instant(microseconds: {DAY + number * 1_000_001:_})",
            "Case.ID": f'Case.ID(text: "case-{number}")',
            "Tier": ".two" if number % 2 else ".three",
            "Bool": "true",
            "UInt16": str(number % 30 + 1),
            "Int": str(number % 4 + 2) if field.allows else str(number),
        }
        if domain.swift in known:
            return known[domain.swift]
        if domain.swift == "String" or ".rawValue" in domain.written:
            return f'"{field.name}-{number}"'
        return str(number)


def laid(value: Value, depth: int, end: str) -> list[str]:
    """A value on one line, or with each part of it on lines of its own."""
    pad = "    " * depth
    whole = pad + said(value) + end
    if len(whole) <= swift.LINE:
        return [whole]
    if isinstance(value, str):
        raise Unfit(f"a sample has a value that fits no line: {value}")
    lines = [f"{pad}{value.head}{value.brackets[0]}"]
    if value.brackets == "[]":
        return [*lines, *(line for part in value.parts for line in laid(part, depth + 1, "")), f"{pad}]{end}"]
    for number, part in enumerate(value.parts):
        lines += laid(part, depth + 1, "," if number + 1 < len(value.parts) else ")" + end)
    return lines


def said(value: Value) -> str:
    if isinstance(value, str):
        return value
    parts = ", ".join(said(part) for part in value.parts)
    return f"{value.head}{value.brackets[0]}{parts}{value.brackets[1]}"
