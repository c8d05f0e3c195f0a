"""The Model's side of a file: plain structs and enums with their documentation."""

from generating import swift
from generating.schema import Enum, Field, File, Message


def file(source: File) -> list[str]:
    """The types of one .proto file; nothing for a file whose types are written by hand."""
    lines: list[str] = []
    for enum in source.enums:
        lines += ["", *words(enum)]
    for message in source.messages:
        for enum in message.enums:
            if not _is_inside(enum, message):
                lines += ["", *words(enum)]
        lines += ["", *declared(message)]
    return ["", "public import Contacts", *lines]


def declared(message: Message) -> list[str]:
    """A message as a type, inside the type that it belongs to."""
    outer, _, name = message.swift.rpartition(".")
    body = choice(message, name) if message.is_choice else struct(message, name, message.swift.count("."))
    if message.parent is None and outer:
        return [f"extension {outer} {{", *swift.indented(body), "}"]
    return body


def words(enum: Enum) -> list[str]:
    """An enum of words, which files and logs spell as the .proto file does."""
    name = enum.swift.rpartition(".")[2]
    lines = [*swift.documented(enum.doc), f"public enum {name}: String, Sendable, Codable, CaseIterable, Hashable {{"]
    bare: list[str] = []
    for case, word, doc in enum.values:
        if not doc and case == word:
            bare.append(case)
            continue
        lines += _bare(bare)
        bare = []
        lines += swift.indented(swift.documented(doc))
        lines.append(f"    case {case}" if case == word else f"    case {case} = \"{word}\"")
    return [*lines, *_bare(bare), "}"]


def _bare(cases: list[str]) -> list[str]:
    if not cases:
        return []
    first, *rest = swift.filled(cases, 1)
    return [f"    case {first.strip()}", *("    " + line for line in rest)]


def choice(message: Message, name: str) -> list[str]:
    """A message that is nothing but a oneof: an enum whose cases carry what each needs."""
    lines = [*swift.documented(message.doc), f"public enum {name}: Hashable, Sendable, Codable {{"]
    for field in message.choices:
        carried = [type_ if label == "_" else f"{label}: {type_}" for _, label, type_ in carries(message, field)]
        lines += swift.indented(swift.documented(field.doc))
        lines.append(f"    case {field.property}" + (f"({', '.join(carried)})" if carried else ""))
    return [*lines, "}"]


def carries(message: Message, field: Field) -> list[tuple[str, str, str]]:
    """What the case of a choice carries: property, label and type of each."""
    inner = next((one for one in message.messages if one.full == field.target), None)
    if field.target == "Nothing":
        return []
    if inner is None or not inner.is_bundle:
        return [("value", "_", field.swift)]
    return parts(inner)


def parts(bundle: Message) -> list[tuple[str, str, str]]:
    """Property, label and type of each part of what a case carries."""
    found = [(field.property, field.label, field.swift) for field in bundle.plain]
    if bundle.oneofs:
        found.append((swift.camel(bundle.oneofs[0].name), bundle.choice_label or "_", bundle.choice_type))
    return found


def struct(message: Message, name: str, depth: int) -> list[str]:
    """A struct that will stand `depth` levels deep."""
    lines = [*swift.documented(message.doc), f"public struct {name}: Hashable, Sendable, Codable {{"]
    for enum in message.enums:
        if _is_inside(enum, message):
            lines += swift.indented(words(enum))
    for inner in message.messages:
        lines += swift.indented(declared(inner))
    for field in message.fields:
        lines += swift.indented(swift.documented(field.doc))
        lines.append(f"    public var {field.property}: {_near(field)}")
    parameters = [
        f"{_parameter(field)}: {_near(field)}" + (f" = {field.initially}" if field.initially else "")
        for field in message.fields]
    lines += [line[4 * depth:] for line in swift.signature("public init", parameters, " {", 1 + depth)]
    lines += [f"        self.{field.property} = {_kept(field)}" for field in message.fields]
    return [*lines, "    }", *_keys(message), "}"]


def _keys(message: Message) -> list[str]:
    """The names in checkpoints, when one is older than the property's."""
    if not any(field.once for field in message.fields):
        return []
    cases = [
        f"        case {field.property}" + (f' = "{field.once}"' if field.once else "") for field in message.fields]
    return ["", "    private enum CodingKeys: String, CodingKey {", *cases, "    }"]


def _near(field: Field) -> str:
    """The type as its own struct says it: what is nested there needs no path."""
    return field.swift.replace(f"{field.message.swift}.", "")


def _parameter(field: Field) -> str:
    return field.property if field.label == field.property else f"{field.label} {field.property}"


def _kept(field: Field) -> str:
    """Composed texts are cut when the fact is made, so that what is made can be written."""
    if not field.domain.is_text or field.is_list:
        return field.property
    return field.property + ("?" if field.is_optional else "") + ".cut()"


def _is_inside(enum: Enum, message: Message) -> bool:
    return enum.swift.rpartition(".")[0] == message.swift
