"""The .proto files as the generator sees them: messages, fields, enums and kinds, each with its Swift names."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from google.protobuf import descriptor_pb2
from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Wire

from generating import domain
from generating.swift import Unfit, camel, capital, lowered

PACKAGE = "tierline.v1"
# Where something stands in a descriptor, as `SourceCodeInfo` has it.
Place = tuple[int, ...]
SCALARS = {
    Wire.TYPE_FIXED64: "fixed64", Wire.TYPE_SFIXED64: "sfixed64", Wire.TYPE_STRING: "string", Wire.TYPE_BOOL: "bool",
    Wire.TYPE_UINT32: "uint32", Wire.TYPE_UINT64: "uint64", Wire.TYPE_INT64: "int64",
}


class Field:
    """One field of a message, or one choice of a oneof."""

    def __init__(self, schema: Schema, message: Message, number: int, options: Any) -> None:
        raw = message.raw.field[number]
        self.message, self.name, self.number = message, raw.name, raw.number
        self.place = f"{message.full}.{raw.name}"
        self.doc = schema.doc(message.file, (*message.path, 2, number))
        self.is_list = raw.label == Wire.LABEL_REPEATED
        self.is_optional = raw.proto3_optional
        is_choice = raw.HasField("oneof_index") and not raw.proto3_optional
        self.choice_of: int | None = raw.oneof_index if is_choice else None
        self.wire = camel(raw.name)
        self.wire_type = SCALARS.get(raw.type, "")
        self.target = raw.type_name.removeprefix(f".{PACKAGE}.")
        if not self.wire_type and not self.target:
            raise Unfit(f"{self.place}: fields of this type are not known")
        said = raw.options.Extensions
        self.stated = said[options.FieldOptions_is]
        self.own = camel(re.sub(r"(_at)?_us$", "", raw.name) if raw.name != "at_us" else "at")
        self.property = said[options.FieldOptions_as] or self.own
        self.label = said[options.label] or self.property
        self.allows: str = said[options.allows]
        self.initially = said[options.initially]
        self.holder: str = said[options.FieldOptions_in]
        self.once: str = said[options.once]
        self._allows_taken = False

    def takes_allows(self, text: str) -> bool:
        """True when the field allows exactly that, which then is said by its reader."""
        self._allows_taken = self._allows_taken or self.allows == text
        return self.allows == text

    def resolve(self, schema: Schema) -> None:
        if self.wire_type:
            self.domain = domain.scalar(self)
        elif self.target in schema.enums:
            self.domain = domain.enum(schema.enums[self.target].swift)
        else:
            message = schema.messages[self.target]
            self.domain = domain.message(message.swift, message.wire)
        if self.stated and not self.wire_type:
            raise Unfit(f"{self.place}: what it is says its type already")
        if self.is_list and not self.domain.many:
            raise Unfit(f"{self.place}: lists of {self.domain.swift} are not known")
        if self.allows and not self.is_list and not self._allows_taken:
            raise Unfit(f"{self.place}: {self.domain.swift} cannot be held to \"{self.allows}\"")

    @property
    def swift(self) -> str:
        """The type of the property."""
        if self.holder:
            return self.holder
        if self.is_list:
            return f"[{self.domain.swift}]"
        return self.domain.swift + ("?" if self.is_optional else "")


class Enum:
    def __init__(
            self, schema: Schema, file: File, path: Place, raw: Any, parent: Message | None, options: Any) -> None:
        self.file, self.name = file, raw.name
        self.full: str = f"{parent.full}.{raw.name}" if parent else raw.name
        self.wire: str = f"{parent.wire}.{raw.name}" if parent else f"Wire{raw.name}"
        named = f"{parent.swift}.{raw.name}" if parent else raw.name
        self.swift: str = raw.options.Extensions[options.enum_swift] or named
        self.doc = schema.doc(file, path)
        prefix = re.sub(r"(?<!^)([A-Z])", r"_\1", raw.name).upper() + "_"
        self.values: list[tuple[str, str, list[str]]] = []
        for index, value in enumerate(raw.value):
            if not value.name.startswith(prefix) or (value.number == 0) != (value.name == f"{prefix}UNSPECIFIED"):
                raise Unfit(f"{self.full}.{value.name}: begins with {prefix}, and 0 is {prefix}UNSPECIFIED")
            word = value.name.removeprefix(prefix).lower()
            if value.number:
                self.values.append((camel(word), word, schema.doc(file, (*path, 2, index))))
        self.numbers = {value.number: value.name for value in raw.value}
        self.reserved = [number for part in raw.reserved_range for number in range(part.start, part.end + 1)]


class Message:
    def __init__(
            self, schema: Schema, file: File, path: Place, raw: Any, parent: Message | None, options: Any) -> None:
        self.file, self.path, self.raw, self.parent, self.name = file, path, raw, parent, raw.name
        self.full: str = f"{parent.full}.{raw.name}" if parent else raw.name
        self.wire: str = f"{parent.wire}.{raw.name}" if parent else f"Wire{raw.name}"
        self.doc = schema.doc(file, path)
        said = raw.options.Extensions
        self.stated = said[options.swift]
        self.swift: str = self.stated or (f"{parent.swift}.{raw.name}" if parent else raw.name)
        self.rule = said[options.rule]
        self.is_request: bool = said[options.request]
        self.kinds = [Kind(self, kind, options) for kind in said[options.fact]]
        self.fields = [Field(schema, self, number, options) for number in range(len(raw.field))]
        chosen = {field.choice_of for field in self.fields}
        self.oneofs = [one for index, one in enumerate(raw.oneof_decl) if index in chosen]
        for one in self.oneofs:
            self.choice_type = one.options.Extensions[options.oneof_swift]
            self.choice_label = one.options.Extensions[options.oneof_label]
        self.enums = [
            Enum(schema, file, (*path, 4, number), child, self, options) for number, child in enumerate(raw.enum_type)]
        self.messages = [
            Message(schema, file, (*path, 3, number), child, self, options)
            for number, child in enumerate(raw.nested_type)]
        self.reserved = [number for part in raw.reserved_range for number in range(part.start, part.end)]
        if len(self.oneofs) > 1:
            raise Unfit(f"{self.full}: more than one oneof")

    @property
    def choices(self) -> list[Field]:
        return [field for field in self.fields if field.choice_of is not None]

    @property
    def plain(self) -> list[Field]:
        return [field for field in self.fields if field.choice_of is None]

    @property
    def is_choice(self) -> bool:
        """True when it is an enum in Swift: nothing but a oneof."""
        return bool(self.oneofs) and not self.plain

    @property
    def is_bundle(self) -> bool:
        """True when it is no type in Swift but what one case of its parent carries."""
        return self.parent is not None and self.parent.is_choice and not self.stated

    def with_inner(self) -> Iterator[Message]:
        """Itself and what is declared in it, the inner first."""
        for inner in self.messages:
            yield from inner.with_inner()
        yield self


class Kind:
    """One kind of fact."""

    def __init__(self, message: Message, raw: Any, options: Any) -> None:
        self.message, self.number, self.words = message, raw.kind, raw.words
        self.name = raw.name or lowered(message.name)
        self.about, self.counted = raw.about, raw.counted

        def roles(numbers: Iterable[int]) -> list[str]:
            return [options.Role.Name(number) for number in numbers]

        self.by, self.told_by = roles(raw.by), roles(raw.told_by)
        self.to, self.heard_by = roles(raw.to), roles(raw.heard_by)
        if raw.kind < 16 or not self.by + self.told_by:
            raise Unfit(f"{message.full}: a kind has a number from 16 and somebody who records it")
        for several in (self.by + self.told_by, self.to + self.heard_by):
            if len(set(several)) < len(several):
                raise Unfit(f"{message.full}: {self.name} names a role twice: {', '.join(several)}")


class File:
    def __init__(self, raw: Any, options: Any) -> None:
        self.name = raw.name.removesuffix(".proto")
        self.hand_module = raw.options.Extensions[options.written_in]
        self.retired = list(raw.options.Extensions[options.retired_kinds])
        self.messages: list[Message] = []
        self.enums: list[Enum] = []

    @property
    def title(self) -> str:
        return capital(camel(self.name.removesuffix("s")))


class Schema:
    """All files; `files` in the order of their names."""

    def __init__(self, folder: Path) -> None:
        descriptors, options = _compiled(folder)
        self._docs: dict[tuple[str, Place], list[str]] = {}
        self.files: list[File] = []
        self.messages: dict[str, Message] = {}
        self.enums: dict[str, Enum] = {}
        for raw in descriptors.file:
            if raw.package != PACKAGE or raw.name == "options.proto":
                continue
            for place in raw.source_code_info.location:
                self._docs[raw.name.removesuffix(".proto"), tuple(place.path)] = _lines(place.leading_comments)
            file = File(raw, options)
            self.files.append(file)
            file.enums = [Enum(self, file, (5, n), x, None, options) for n, x in enumerate(raw.enum_type)]
            file.messages = [Message(self, file, (4, n), x, None, options) for n, x in enumerate(raw.message_type)]
            for message in file.messages:
                for one in message.with_inner():
                    self.messages[one.full] = one
                    self.enums.update({enum.full: enum for enum in one.enums})
            self.enums.update({enum.full: enum for enum in file.enums})
        self.files.sort(key=lambda file: file.name)
        for message in self.messages.values():
            for field in message.fields:
                field.resolve(self)
        self.kinds = sorted((k for m in self.messages.values() for k in m.kinds), key=lambda kind: kind.number)

    def doc(self, file: File, path: Place) -> list[str]:
        return self._docs.get((file.name, path), [])


def _lines(comment: str) -> list[str]:
    return [line.removeprefix(" ").rstrip() for line in comment.rstrip("\n").split("\n")] if comment else []


class _Options:
    """The options' module, with the names that are words of Python."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        for word in ("is", "as", "in"):
            setattr(self, f"FieldOptions_{word}", getattr(module, word))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _compiled(folder: Path) -> tuple[Any, _Options]:
    """The descriptors of all files, with comments and options."""
    with tempfile.TemporaryDirectory() as scratch:
        files = sorted(str(path) for path in folder.glob("*.proto"))
        told = subprocess.run(
            ["protoc", f"--proto_path={folder}", "--include_source_info", f"--descriptor_set_out={scratch}/set",
             f"--python_out={scratch}", *files], capture_output=True, text=True, check=False)
        if told.returncode:
            raise Unfit(told.stderr.strip())
        sys.path.insert(0, scratch)
        options = _Options(importlib.import_module("options_pb2"))
        sys.path.pop(0)
        return descriptor_pb2.FileDescriptorSet.FromString(Path(scratch, "set").read_bytes()), options
