"""What `tierline explain` says of a fact: the words of the .proto files as interpolated texts of Swift."""

from collections.abc import Iterator

from generating import swift
from generating.schema import Field, Kind, Message, Schema
from generating.swift import Unfit


def file(schema: Schema) -> list[str]:
    lines = ["", "internal import Contacts", "internal import Facts", "", "extension Fact {",
             "    /// What the fact says, in a supervisor's words: what happened, whom it concerns, and why.",
             "    var inWords: String {", "        switch self {"]
    for kind in schema.kinds:
        if kind.words:
            said = Template(schema, kind).swift()
            bound = "(let fact)" if any("fact." in piece for piece in said) else ""
            lines += _case(f"        case .{kind.name}{bound}:", said)
    # About no contact; never asked for their words.
    others = [f".{kind.name}" for kind in schema.kinds if not kind.words]
    return [*lines, *swift.labels(others, "kind.description", 2), "        }", "    }", "}"]


def _case(label: str, pieces: list[str]) -> list[str]:
    whole = f"{label} {' + '.join(pieces)}"
    if len(whole) <= swift.LINE:
        return [whole]
    first, *rest = [part for piece in pieces for part in _parts(piece)]
    lines: list[str] = []
    line = "            " + first
    for piece in rest:
        if len(line) + 3 + len(piece) > swift.LINE:
            lines.append(line)
            line = "                + " + piece
        else:
            line += " + " + piece
    return [label, *lines, line]


def _parts(piece: str) -> list[str]:
    """A text that is too long for a line, in parts that end with a space."""
    room = swift.LINE - 20
    if len(piece) <= room or not piece.startswith('"'):
        return [piece]
    spaces = [at for at, sign in enumerate(piece[:room]) if sign == " "]
    end = max(at for at in spaces if piece[:at].count("(") == piece[:at].count(")")) + 1
    return [f'{piece[:end]}"', *_parts(f'"{piece[end:]}')]


class Template:
    """The words of one kind, read from left to right."""

    def __init__(self, schema: Schema, kind: Kind) -> None:
        self.schema, self.kind = schema, kind

    def swift(self) -> list[str]:
        """Pieces to be joined with `+`."""
        return self._pieces(self.kind.words, "fact", self.kind.message)

    def _fail(self, why: str) -> Unfit:
        return Unfit(f"{self.kind.message.full}: words of {self.kind.name}: {why}")

    def _pieces(self, text: str, base: str, message: Message | None) -> list[str]:
        pieces: list[str] = []
        plain = ""
        for sort, inner in self._parsed(text):
            if sort == "text":
                plain += inner
            elif sort == "value":
                value, is_text = self._value(inner, base, message)
                if is_text:
                    plain += f"\\({value})"
                else:
                    pieces += [f'"{plain}"'] if plain else []
                    pieces.append(value)
                    plain = ""
            else:
                pieces += [f'"{plain}"'] if plain else []
                pieces.append(self._maybe(inner, base, message))
                plain = ""
        return pieces + ([f'"{plain}"'] if plain or not pieces else [])

    def _parsed(self, text: str) -> Iterator[tuple[str, str]]:
        """Plain text, `{values}` and `[what may be absent]`, in order."""
        at = 0
        while at < len(text):
            if text[at] in "{[":
                end = self._end(text, at)
                yield ("value" if text[at] == "{" else "maybe"), text[at + 1:end]
                at = end + 1
            else:
                opened = [found for found in (text.find("{", at), text.find("[", at)) if found >= 0]
                stop = min(opened, default=len(text))
                yield "text", text[at:stop]
                at = stop

    def _end(self, text: str, start: int) -> int:
        closing = {"{": "}", "[": "]"}
        opened: list[str] = []
        for at in range(start, len(text)):
            if text[at] in closing:
                opened.append(closing[text[at]])
            elif opened and text[at] == opened[-1]:
                opened.pop()
                if not opened:
                    return at
        raise self._fail(f"what opens at {start} does not close")

    def _value(self, text: str, base: str, message: Message | None) -> tuple[str, bool]:
        """A value, and true when it can stand inside a text; a list is joined outside."""
        path, colon, each = text.partition(":")
        field, code = self._found(path, base, message)
        if field is None or not field.is_list:
            if colon:
                raise self._fail(f"{path} is no list")
            return self._said(field, code), True
        if colon:
            return self._joined(field, code, each.removeprefix(" ")), False
        return f"{code}.listed", False

    def _joined(self, field: Field, code: str, template: str) -> str:
        inner = self.schema.messages.get(field.target)
        pieces = self._pieces(template, "$0", inner)
        body = pieces[0][3:-2] if len(pieces) == 1 and self._is_bare(pieces[0]) else None
        if body and body.startswith("$0."):
            return f"{code}.map(\\.{body[3:]}).listed"
        return f'{code}.map {{ {" + ".join(pieces)} }}.listed'

    @staticmethod
    def _is_bare(piece: str) -> bool:
        return piece.startswith('"\\(') and piece.endswith(')"') and piece.count("\\(") == 1

    def _maybe(self, text: str, base: str, message: Message | None) -> str:
        """`[, last with {agent}|alone]`: said when the one field in it is there."""
        said, _, otherwise = text.partition("|")
        values = [inner for sort, inner in self._parsed(said) if sort == "value"]
        if len(values) != 1:
            raise self._fail(f"[{text}] has {len(values)} fields, and needs one that may be absent")
        path = values[0].partition(":")[0]
        field, code = self._found(path, base, message)
        if field is not None and field.is_list:
            inner = " + ".join(self._pieces(said, base, message))
            return f'({code}.isEmpty ? "{otherwise}" : {inner})'
        if field is None or not field.is_optional:
            raise self._fail(f"{path} is always there")
        before, after = said.split("{" + values[0] + "}")
        there = self._said_one(field, "$0")
        return f'({code}.map {{ "{before}\\({there}){after}" }} ?? "{otherwise}")'

    def _found(self, path: str, base: str, message: Message | None) -> tuple[Field | None, str]:
        """The last field of a path and its Swift; None for a property written by hand."""
        code = base
        field: Field | None = None
        names = path.split(".") if path else []
        for number, name in enumerate(names):
            code += f".{name}"
            field = next((f for f in message.fields if f.property == name), None) if message else None
            if field is None:
                if number + 1 < len(names):
                    code += "." + ".".join(names[number + 1:])
                return None, code
            message = self.schema.messages.get(field.target)
        return field, code

    def _said(self, field: Field | None, code: str) -> str:
        return code if field is None else self._said_one(field, code)

    @staticmethod
    def _said_one(field: Field, code: str) -> str:
        if field.domain.swift == "Int64" and field.name.endswith("_us"):
            return f"Duration.microseconds({code}).inWords"
        return f"{code}.rawValue" if field.domain.many == "readEnums" else code
