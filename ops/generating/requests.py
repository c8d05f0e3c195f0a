"""What is written of messages that are requests: the name and the contact of each case."""

from generating import model, swift
from generating.schema import Field, Message, Schema
from generating.swift import Unfit


def file(schema: Schema) -> list[str]:
    lines = ["", "public import Contacts"]
    for message in schema.messages.values():
        if message.is_request:
            if not message.is_choice:
                raise Unfit(f"{message.full}: a request is nothing but a oneof")
            lines += ["", f"extension {message.swift} {{",
                      "    /// The request's name as people and logs say it.", "    public var name: String {",
                      "        switch self {", *(line for field in message.choices for line in _names(message, field)),
                      "        }", "    }", "",
                      "    /// The contact it is about; nil when it is about none.",
                      "    public var contact: Contact.ID? {", "        switch self {", *_contacts(message),
                      "        }", "    }", "}"]
    return lines


def _names(message: Message, field: Field) -> list[str]:
    """The field's name, or that of the answer which is chosen inside it."""
    inner = next((one for one in message.messages if one.full == field.target and one.is_bundle), None)
    if inner is None or not inner.oneofs:
        return [f'        case .{field.property}: "{field.name}"']
    blanks = ", ".join("_" for _ in inner.plain)
    return [f'        case .{field.property}({blanks}, .{one.property}): "{one.name}"' for one in inner.choices]


def _contacts(message: Message) -> list[str]:
    about: list[str] = []
    others: list[str] = []
    for field in message.choices:
        types = [type_ for _, _, type_ in model.carries(message, field)]
        if "Contact.ID" not in types:
            others.append(f".{field.property}")
            continue
        place = types.index("Contact.ID")
        bound = ["let contact" if number == place else "_" for number in range(len(types))]
        about.append(f".{field.property}({', '.join(bound)})")
    return [*swift.labels(about, "contact", 2), *swift.labels(others, "nil", 2)]
