"""What a field can hold: its Swift type, how it is written into a message, and how it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generating.swift import Unfit

if TYPE_CHECKING:
    from generating.schema import Field

# Types of the Model that are a `Name`; the wire has their text.
NAMES = {
    "ActorName", "Agent.ID", "Agent.SessionID", "ClockName", "ContactClass", "Effect.ID", "EvidenceToken",
    "InquiryType", "IssueToken", "MemberClass", "MemberToken", "PersonName", "ReasonCode", "RuleName", "SkillName",
    "StationName", "TrunkName", "WorkClass", "WorkEvent",
    "Name<NameKind.WorkFact>", "Name<NameKind.WorkFactValue>",
}


@dataclass(frozen=True)
class Domain:
    """A kind of value.

    `written` and `read` are Swift with `{}` for the value; `read` has `{field}` and `{allows}` too. `takes_nil`
    says that the reader takes an absent value as nil and gives it back, `plain` that there is nothing to check.
    """

    swift: str
    written: str
    read: str
    takes_nil: bool = False
    many: str = ""
    plain: bool = False
    is_text: bool = False


def reader(name: str, end: str = "") -> str:
    return "try " + name + '({}, "{field}"' + end + ")"


CONTACT = Domain("Contact.ID", "{}.rawValue", reader("readContact"), many="readContacts")
INSTANT = Domain("Instant", "{}.microseconds", reader("readInstant"), takes_nil=True, many="readInstants")
SPAN = Domain("Int64", "{}", reader("readSpan"))
BOOL = Domain("Bool", "{}", "{}", plain=True)
COUNT = Domain("UInt64", "{}", reader("readCount"))
NUMBER = Domain("UInt64", "{}", reader("readNumber"))

STRINGS = {
    "Label": Domain("String", "{}", reader("readLabel"), takes_nil=True),
    "Text": Domain("String", "{}", reader("readText"), is_text=True),
    "Key": Domain("String", "{}", reader("readKey")),
    "Case.ID": Domain("Case.ID", "{}.description", reader("readCase")),
}

NUMBERS = {
    "Tier": Domain("Tier", "UInt32({}.rawValue)", reader("readTier"), takes_nil=True),
    "Generation": Domain("Generation", "{}", reader("readGeneration")),
    "UInt32": Domain("UInt32", "{}", "{}", plain=True),
}


def name(swift: str) -> Domain:
    return Domain(swift, "{}.rawValue", reader("readName"), takes_nil=True, many="readNames")


def enum(swift: str) -> Domain:
    return Domain(swift, "{}.wire", reader("readEnum"), takes_nil=True, many="readEnums")


def message(swift: str, wire: str) -> Domain:
    return Domain(swift, wire + "({})", reader("readMessage"), many="readList")


def scalar(field: Field) -> Domain:
    """The domain of a field that holds neither an enum nor a message."""
    wire, stated, allows = field.wire_type, field.stated, field.allows
    if wire == "fixed64" and not stated:
        return CONTACT
    if wire == "sfixed64" and not stated and field.name.endswith("at_us"):
        return INSTANT
    if wire == "int64" and not stated and field.name.endswith("_us"):
        return SPAN
    if wire == "bool" and not stated:
        return BOOL
    if wire == "uint64" and not stated:
        return NUMBER if field.takes_allows("1...") else COUNT
    if wire == "int64" and stated == "Int":
        return Domain("Int", "Int64({})", "Int({})", plain=True)
    if wire == "uint32" and stated == "Int" and allows:
        field.takes_allows(allows)
        return Domain("Int", "UInt32(exactly: {}) ?? .max", reader("readInt", ", {allows}"))
    if wire == "uint32" and stated == "UInt16":
        from_one = field.takes_allows("1...")
        return Domain("UInt16", "UInt32({})", reader("readIndex" if from_one else "readClockInquiry"))
    if wire == "uint32" and stated in NUMBERS:
        return NUMBERS[stated]
    if wire == "string" and stated in STRINGS:
        return STRINGS[stated]
    if wire == "string" and stated in NAMES:
        return name(stated)
    raise Unfit(f"{field.place}: {wire} that is \"{stated}\" is not known; see ops/generating/domain.py")
