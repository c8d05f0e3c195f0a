"""Writes the generated Swift, or with --check says what of it is stale.

Exit status 0; 1 when something is stale, 78 for a schema that is unfit.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from generating import kinds, ledger, mapping, model, requests, roles, samples, words
from generating.schema import Schema
from generating.swift import Unfit, file

ROOT = Path(__file__).resolve().parents[2]
WIRE, FACTS = "Sources/Runtime/Wire", "Sources/Model/Facts"
REPORTING, TESTS = "Sources/Analysis/Reporting", "Tests/Runtime/WireTests"
SHARED = "Tests/Support/SharedTesting"
LEDGER = f"{WIRE}/Protos/numbers.txt"


def written(schema: Schema) -> Iterator[tuple[str, list[str]]]:
    """Path and lines of each file of Swift."""
    for source in schema.files:
        if not source.hand_module:
            yield f"{FACTS}/Generated/{source.title}Facts.swift", model.file(source)
        yield f"{WIRE}/Generated/{source.title}Mapping.swift", mapping.file(source)
        if found := mapping.enums(source):
            yield f"{WIRE}/Generated/{source.title}Enums.swift", found
        if found := samples.file(schema, source):
            yield f"{TESTS}/Generated/{source.title}Samples.swift", found
    yield f"{TESTS}/Generated/Sample+Facts.swift", samples.together(schema)
    yield f"{FACTS}/Generated/Fact.swift", kinds.fact(schema)
    yield f"{FACTS}/Generated/FactKind.swift", kinds.numbers(schema)
    yield f"{FACTS}/Generated/Fact+Kind.swift", kinds.questions(schema)
    yield f"{FACTS}/Generated/Requests.swift", requests.file(schema)
    yield f"{REPORTING}/Generated/Fact+Counted.swift", kinds.counted(schema)
    for role in roles.ROLES:
        yield f"{FACTS}/Generated/{roles.name(role)}Fact.swift", roles.recorded(schema, role)
        yield f"{FACTS}/Generated/{roles.name(role)}Intake.swift", roles.intake(schema, role)
    yield f"{SHARED}/Generated/FactKind+Hearers.swift", roles.hearers(schema)
    yield f"{WIRE}/Generated/FactCodec+Kinds.swift", kinds.codec(schema)
    yield f"{WIRE}/Generated/FactFields.swift", kinds.fields(schema)
    yield f"{REPORTING}/Generated/Fact+InWords.swift", words.file(schema)


def main() -> int:
    schema = Schema(ROOT / WIRE / "Protos")
    old = ROOT / LEDGER
    texts = {path: file(path, lines) for path, lines in written(schema)}
    texts[LEDGER] = ledger.checked(schema, old.read_text() if old.exists() else "")
    stale = [path for path, text in texts.items() if not (ROOT / path).exists() or (ROOT / path).read_text() != text]
    folders = {str(Path(path).parent) for path in texts if path.endswith(".swift")}
    strangers = [
        str(found.relative_to(ROOT)) for folder in sorted(folders) for found in sorted((ROOT / folder).glob("*.swift"))
        if not found.name.endswith(".pb.swift") and str(found.relative_to(ROOT)) not in texts]
    if "--check" in sys.argv[1:]:
        for path in stale + strangers:
            print(f"{path} is not what the .proto files say; run ops/generate-wire and commit", file=sys.stderr)
        return 1 if stale or strangers else 0
    for path in stale:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(texts[path])
    for path in strangers:
        (ROOT / path).unlink()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Unfit as unfit:
        print(f"generate-wire: {unfit}", file=sys.stderr)
        sys.exit(78)
