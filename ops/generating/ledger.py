"""The numbers that were ever used: a file that only grows, and says when a number would get another meaning."""

import re

from generating.schema import Schema
from generating.swift import Unfit

# What a number belongs to, and the number.
Key = tuple[str, int]

HEAD = """\
# Every number that a kind of fact, a field or an enum's value ever had; ops/generate-wire adds to it and refuses
# what would give one of them another meaning. A line is never changed and never taken out.
# `same OLD NEW`: what was OLD is called NEW now, under the same number.
"""
SAME = "same "


def lines(schema: Schema) -> dict[Key, str]:
    """The numbers in use: what each belongs to, the number, and what it means there."""
    used: dict[Key, str] = {}
    for kind in schema.kinds:
        _use(used, ("kind", kind.number), kind.name)
    for name, message in schema.messages.items():
        for field in message.fields:
            type_ = ("repeated " if field.is_list else "") + (field.wire_type or field.target)
            _use(used, (name, field.number), f"{field.name} {type_}")
    for name, enum in schema.enums.items():
        for number, value in enum.numbers.items():
            _use(used, (name, number), value)
    return used


def _use(used: dict[Key, str], key: Key, meaning: str) -> None:
    if key in used:
        raise Unfit(f"{key[0]} {key[1]} is both {used[key]} and {meaning}")
    used[key] = meaning


def checked(schema: Schema, text: str) -> str:
    """The ledger's new text; `text` is what it says now."""
    used, raw, same = lines(schema), parsed(text), renamings(text)
    known = {(_now(scope, same), number): _now(meaning, same) for (scope, number), meaning in raw.items()}
    retired = {number for file in schema.files for number in file.retired}
    for (scope, number), meaning in known.items():
        now = used.get((scope, number))
        if now is not None and now != meaning:
            raise Unfit(f"{scope} {number} was {meaning} and would be {now}: take the next free number")
        if now is None and not _is_given_up(schema, scope, number, retired):
            raise Unfit(f"{scope} {number}, {meaning}, is gone: write `reserved`, for a kind `option (retired_kinds)`")
    for number in retired:
        if ("kind", number) in used:
            raise Unfit(f"kind {number} is retired and in use")
    merged = {**raw, **{key: meaning for key, meaning in used.items() if key not in known}}
    order = sorted(merged, key=lambda key: (key[0] != "kind", key))
    renamed = "".join(f"{SAME}{old} {new}\n" for old, new in same.items())
    return HEAD + renamed + "".join(f"{scope} {number} {merged[scope, number]}\n" for scope, number in order)


def renamings(text: str) -> dict[str, str]:
    """Words that were others once; what had the old one still has its number."""
    rows = [line.split() for line in text.splitlines() if line.startswith(SAME)]
    return {old: new for _, old, new in rows}


def _now(text: str, same: dict[str, str]) -> str:
    return re.sub(r"\w+", lambda word: same.get(word[0], word[0]), text)


def parsed(text: str) -> dict[Key, str]:
    rows = [line.split(" ", 2) for line in text.splitlines() if line and not line.startswith(("#", SAME))]
    return {(scope, int(number)): meaning for scope, number, meaning in rows}


def _is_given_up(schema: Schema, scope: str, number: int, retired: set[int]) -> bool:
    if scope == "kind":
        return number in retired
    if scope in schema.messages:
        return number in schema.messages[scope].reserved
    if scope in schema.enums:
        return number in schema.enums[scope].reserved
    # The whole type is gone; were it a fact's, its kind has to be retired.
    return True
