"""How Swift is laid out here: 110 characters a line, four spaces, as swift-format leaves it."""

LINE = 110
FILE = 400
HEAD = "// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those."


class Unfit(Exception):
    """A schema from which nothing is written; its text says where and why."""


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def lowered(word: str) -> str:
    return word[:1].lower() + word[1:]


def camel(name: str) -> str:
    """`case_id` as `caseID`, which is also what protobuf's Swift generator calls the field."""
    head, *rest = name.split("_")
    return head + "".join("ID" if word == "id" else capital(word) for word in rest)


def documented(text: list[str]) -> list[str]:
    return ["/// " + line if line else "///" for line in text]


def indented(lines: list[str], depth: int = 1) -> list[str]:
    return [("    " * depth + line) if line else line for line in lines]


def filled(items: list[str], depth: int) -> list[str]:
    """Items with commas between them, as many on a line as fit."""
    pad = "    " * depth
    lines: list[str] = []
    line = ""
    for number, bare in enumerate(items):
        item = bare + ("," if number + 1 < len(items) else "")
        if line and len(pad) + len(line) + 1 + len(item) > LINE:
            lines.append(pad + line)
            line = item
        else:
            line = f"{line} {item}" if line else item
    return [*lines, pad + line]


def signature(head: str, parameters: list[str], tail: str, depth: int) -> list[str]:
    """A declaration on one line, or with its parameters between the lines of its brackets."""
    pad = "    " * depth
    whole = f"{pad}{head}({', '.join(parameters)}){tail}"
    if len(whole) <= LINE:
        return [whole]
    return [f"{pad}{head}(", *filled(parameters, depth + 1), f"{pad}){tail}"]


def call(head: str, arguments: list[str], depth: int) -> list[str]:
    """A call on one line, or with each argument on a line of its own."""
    pad = "    " * depth
    whole = f"{pad}{head}({', '.join(arguments)})"
    if len(whole) <= LINE:
        return [whole]
    lines: list[str] = []
    for number, argument in enumerate(arguments):
        end = "," if number + 1 < len(arguments) else ")"
        lines += _argument(argument + end, depth + 1)
    return [f"{pad}{head}(", *lines]


def _argument(text: str, depth: int) -> list[str]:
    """One argument; when it is too long, what its own call holds goes to the next line."""
    pad = "    " * depth
    if len(pad + text) <= LINE:
        return [pad + text]
    head, inner = text.split("(", 1)
    if len(pad + inner) + 4 <= LINE or "(" in inner:
        return [f"{pad}{head}(", *_argument(inner, depth + 1)]
    value, name = inner.split(", ", 1)
    return [f"{pad}{head}(", f"{pad}    {value},", f"{pad}    {name}"]


def labels(names: list[str], tail: str, depth: int) -> list[str]:
    """The label that several cases of a switch share, and what is said of them when it fits."""
    pad = "    " * depth
    lines: list[str] = []
    line = f"{pad}case"
    for number, name in enumerate(names):
        item = name + ("," if number + 1 < len(names) else ":")
        if len(line) + 1 + len(item) > LINE:
            lines.append(line)
            line = f"{pad}    {item}"
        else:
            line = f"{line} {item}"
    if not lines and len(line) + 1 + len(tail) <= LINE:
        return [f"{line} {tail}"]
    return [*lines, line, f"{pad}    {tail}"]


def file(name: str, lines: list[str]) -> str:
    """The text of a file, which nobody writes by hand."""
    if len(lines) + 1 > FILE:
        raise Unfit(f"{name} would have {len(lines) + 1} lines, at most {FILE}: split the .proto file")
    long = [line for line in lines if len(line) > LINE]
    if long:
        raise Unfit(f"{name} would have a line of more than {LINE} characters: {long[0].strip()}")
    return "\n".join([HEAD, *lines]) + "\n"
