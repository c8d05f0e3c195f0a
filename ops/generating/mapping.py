"""The Wire's side of a file: each generated message and the value of the Model that it stands for."""

from generating import model, swift
from generating.schema import Field, File, Message
from generating.swift import Unfit

HEAD = ["", "import Contacts", "import Facts", "import SwiftProtobuf", ""]


def enums(source: File) -> list[str]:
    """Both directions of each enum; zero and numbers of a newer version stand for nothing."""
    lines = list(HEAD)
    every = [*source.enums, *(e for m in source.messages for one in m.with_inner() for e in one.enums)]
    for enum in every:
        lines += [f"extension {enum.swift}: WireEnum {{", f"    var wire: {enum.wire} {{", "        switch self {"]
        lines += [f"        case .{case}: .{case}" for case, _, _ in enum.values]
        lines += ["        }", "    }", "", f"    init?(_ wire: {enum.wire}) {{", "        switch wire {"]
        lines += [f"        case .{case}: self = .{case}" for case, _, _ in enum.values]
        lines += ["        case .unspecified, .UNRECOGNIZED: return nil", "        }", "    }", "}", ""]
    return lines[:-1] if every else []


def file(source: File) -> list[str]:
    lines = list(HEAD)
    for message in source.messages:
        if message.full == "Nothing":
            continue
        for one in message.with_inner():
            lines += [*extension(one), ""]
    return lines[:-1]


def extension(message: Message) -> list[str]:
    if message.is_choice:
        body = _choice(message)
    elif message.is_bundle:
        body = _bundle(message)
    else:
        body = _struct(message)
    return [f"extension {message.wire}: WireMessage {{", *swift.indented(body), "}"]


# A struct


def _struct(message: Message) -> list[str]:
    said = "fact" if message.kinds else "part"
    lines = [f"init(_ {said}: {message.swift}) {{", "    self.init()"]
    lines += ["    " + _assigned(field, f"{said}.{field.property}") for field in message.fields]
    lines += ["}", "", f"func model() throws(WireError) -> {message.swift} {{"]
    arguments = [(f"{field.label}: " if field.label != "_" else "") + _read(field) for field in message.fields]
    # The body stands a level deeper than the lines here are.
    made = [line[4:] for line in swift.call(message.swift, arguments, 2)]
    if message.rule:
        made = [f"    try {message.rule}()", f"    return {made[0].strip()}", *made[1:]]
    return [*lines, *made, "}"]


def _assigned(field: Field, value: str) -> str:
    if field.holder:
        value += f".{field.own}"
    if field.is_list:
        return f"{field.wire} = {value}{_each(field)}"
    if field.is_optional:
        return f"if let value = {value} {{ {field.wire} = {_written(field, 'value')} }}"
    return f"{field.wire} = {_written(field, value)}"


def _written(field: Field, value: str) -> str:
    return field.domain.written.format(value)


def _each(field: Field) -> str:
    """What is done to a list so that each item is as the wire has it."""
    form = field.domain.written
    if form.startswith("{}."):
        return f".map(\\.{form[3:]})"
    return f".map({form.removesuffix('({})')}.init)"


def _read(field: Field) -> str:
    """The field's value, checked; with a holder around it when it has one."""
    value = _list(field) if field.is_list else _one(field)
    return f"{field.holder}({field.own}: {value})" if field.holder else value


def _list(field: Field) -> str:
    read = field.domain.many
    if read in ("readContacts", "readInstants"):
        if field.allows:
            raise Unfit(f"{field.place}: how many {field.domain.swift} there may be cannot be said yet")
        return f'try {read}({field.wire}, "{field.name}")'
    return f'try {read}({field.wire}, "{field.name}", {field.allows or "0...Limit.list"})'


def _one(field: Field) -> str:
    there = f"has{swift.capital(field.wire)}"
    if field.domain.many == "readList":
        if field.is_optional:
            return f"{there} ? try {field.wire}.model() : nil"
        return f'try readMessage({there} ? {field.wire} : nil, "{field.name}")'
    if not field.is_optional:
        return _checked(field, field.wire)
    if field.domain.takes_nil:
        return _checked(field, f"{there} ? {field.wire} : nil")
    return f"{there} ? {_checked(field, field.wire)} : nil"


def _checked(field: Field, value: str) -> str:
    return field.domain.read.format(value, field=field.name, allows=field.allows)


# What one case of a choice carries


def _bundle(message: Message) -> list[str]:
    carried = model.parts(message)
    single = len(carried) == 1
    labelled = "(" + ", ".join(f"{name}: {type_}" for name, _, type_ in carried) + ")"
    types = carried[0][2] if single else labelled
    said = "part" if single else "parts"
    lines = [f"typealias Model = {types}", "", f"init(_ {said}: Model) {{", "    self.init()"]
    lines += [
        "    " + _assigned(field, said if single else f"{said}.{field.property}") for field in message.plain]
    reads = [_read(field) for field in message.plain]
    extra: list[str] = []
    if message.oneofs:
        name = swift.camel(message.oneofs[0].name)
        lines += swift.indented(_switched(message, f"{said}.{name}"))
        reads.append(f"try read{swift.capital(name)}()")
        extra = ["", f"private func read{swift.capital(name)}() throws(WireError) -> {message.choice_type} {{",
                 *swift.indented(_chosen(message)), "}"]
    lines += ["}", "", "func model() throws(WireError) -> Model {"]
    lines += ["    " + reads[0]] if single else [line[4:] for line in _tuple(reads)]
    return [*lines, "}", *extra]


def _tuple(reads: list[str]) -> list[str]:
    lines = swift.call("", reads, 2)
    if len(lines) == 1:
        return lines
    return ["        (", *lines[1:-1], lines[-1][:-1], "        )"]


# A choice


def _choice(message: Message) -> list[str]:
    return [f"init(_ part: {message.swift}) {{", "    self.init()",
            *swift.indented(_switched(message, "part")), "}", "",
            f"func model() throws(WireError) -> {message.swift} {{", *swift.indented(_chosen(message)), "}"]


def _switched(message: Message, value: str) -> list[str]:
    """From the enum of the Model to the oneof."""
    lines = [f"switch {value} {{"]
    for field in message.choices:
        names = [name for name, _, _ in model.carries(message, field)]
        if field.target == "Nothing":
            lines.append(f"case .{field.property}: {field.wire} = WireNothing()")
            continue
        inner = _carrier(message, field)
        bound = ", ".join(f"let {name}" for name in names)
        target = f"self.{field.wire}" if field.wire in names else field.wire
        if inner is None:
            made = _written(field, "value")
        else:
            made = f"{inner.name}({names[0]})" if len(names) == 1 else f"{inner.name}(({', '.join(names)}))"
        lines += _case(f"case .{field.property}({bound}):", f"{target} = {made}")
    return [*lines, "}"]


def _case(label: str, action: str) -> list[str]:
    # Two levels for the switch in its function in its extension.
    return [f"{label} {action}"] if len(label) + len(action) + 9 <= swift.LINE else [label, "    " + action]


def _carrier(message: Message, field: Field) -> Message | None:
    return next((one for one in message.messages if one.full == field.target and one.is_bundle), None)


def _chosen(message: Message) -> list[str]:
    """From the oneof to the enum of the Model."""
    oneof = message.oneofs[0].name
    lines = [f"switch {swift.camel(oneof)} {{"]
    for field in message.choices:
        carried = model.carries(message, field)
        if field.target == "Nothing":
            lines.append(f"case .{field.wire}: return .{field.property}")
            continue
        labelled = ", ".join(name if label == "_" else f"{label}: {name}" for name, label, _ in carried)
        if len(carried) > 1:
            names = ", ".join(name for name, _, _ in carried)
            lines += [f"case .{field.wire}(let parts):", f"    let ({names}) = try parts.model()",
                      f"    return .{field.property}({labelled})"]
            continue
        _, label, _ = carried[0]
        value = "try value.model()" if field.domain.many == "readList" else _checked(field, "value")
        lead = "" if label == "_" else f"{label}: "
        lines.append(f"case .{field.wire}(let value): return .{field.property}({lead}{value})")
    return [*lines, f'case nil: throw wrong("{oneof}", "absent", "one of its cases")', "}"]
