"""What is documented is true: each kind of node has an example that validates, and the schema accepts every script."""

import inspect
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from bot import content
from bot.content import check, commands, yaml
from bot.content.scripts import KINDS, NodeModel
from tests.content import example

SCRIPTS = [*sorted((content.HERE / "scripts").glob("*.yaml")), *sorted((example.BOOK / "scripts").glob("*.yaml"))]


def _documented(kind: str, tmp_path: Path) -> Any:
    """The YAML of a docstring: all that follows its first paragraph."""
    text = inspect.getdoc(KINDS[kind][0]) or ""
    (tmp_path / "example.yaml").write_text(text.partition("\n\n")[2], "utf-8")
    return yaml.read(tmp_path / "example.yaml")


@pytest.mark.parametrize("kind", KINDS)
def test_the_documented_example_of_a_kind_validates(kind: str, tmp_path: Path) -> None:
    ((name, node),) = _documented(kind, tmp_path).items()
    assert TypeAdapter(NodeModel).validate_python(node).kind == kind
    assert re.fullmatch("[a-z_0-9]+", name)


def test_the_small_whole_book_has_every_kind() -> None:
    used = {
        node["kind"] for file in (example.BOOK / "scripts").glob("*.yaml") for node in yaml.read(file)["nodes"].values()
    }
    assert used == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_accepts_the_documented_example(kind: str, tmp_path: Path) -> None:
    script = {"script": "s01", "title": "Пример", "nodes": _documented(kind, tmp_path)}
    assert list(_wrong(script, check.schema())) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_the_schema_accepts_every_script(file: Path) -> None:
    assert list(_wrong(yaml.read(file), check.schema())) == []


@pytest.mark.parametrize(
    "script",
    [
        {"script": "s01", "title": "Т", "nodes": {}},
        {"script": "s01", "title": "Т", "nodes": {"a": {"kind": "say", "text": "Т"}}},
        {"script": "s01", "title": "Т", "nodes": {"a": {"kind": "shout", "text": "Т", "next": "b"}}},
        {"script": "s01", "title": "Т", "nodes": {"a": {"kind": "say", "txt": "Т", "next": "b"}}},
        {"script": "s01", "title": "Т", "nodes": {"Плохо": {"kind": "end"}}},
        {"script": "S 1", "title": "Т", "nodes": {"a": {"kind": "end"}}},
        {"script": "s01", "title": "Т", "level": "L9", "nodes": {"a": {"kind": "end"}}},
    ],
    ids=["empty", "no next", "no such kind", "misspelt word", "bad name of a node", "bad id", "no such level"],
)
def test_the_schema_refuses_what_the_reader_refuses(script: dict[str, Any]) -> None:
    assert list(_wrong(script, check.schema())) != []


def test_the_command_prints_the_schema() -> None:
    printed = CliRunner().invoke(commands.check, ["--schema"])
    assert json.loads(printed.output) == check.schema()


def test_the_command_ends_with_one_on_errors_only(tmp_path: Path) -> None:
    assert CliRunner().invoke(commands.check, ["--content", str(example.BOOK), "--day", "2026-11-22"]).exit_code == 0
    empty = shutil.copytree(example.BOOK, tmp_path / "empty")
    for file in (empty / "scripts").iterdir():
        file.unlink()
    result = CliRunner().invoke(commands.check, ["--content", str(empty), "--json"])
    assert result.exit_code == 1
    assert {fault["rule"] for fault in json.loads(result.output)} >= {"missing_door", "human_everywhere"}


def test_the_command_says_what_will_be_overdue() -> None:
    result = CliRunner().invoke(commands.check, ["--content", str(example.BOOK), "--day", "2027-03-01"])
    assert result.exit_code == 1
    assert "says 112, which is overdue for a check in the directory" in result.output


def test_the_command_hears_where_seekers_stand() -> None:
    options = ["--content", str(example.BOOK), "--day", "2026-11-22", "--parked", "-", "--strict"]
    result = CliRunner().invoke(commands.check, options, input="s01.gone\ns01.call\n")
    assert result.exit_code == 1
    assert "s01.yaml, node gone: was removed, and a seeker stands there" in result.output


# — as much of JSON Schema as ours uses; what it does not know, it refuses —

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
_NOTES = {"$schema", "$defs", "title", "description", "default", "discriminator"}


def _wrong(value: Any, schema: dict[str, Any], defs: dict[str, Any] | None = None) -> list[str]:
    defs = schema.get("$defs", {}) if defs is None else defs
    return [
        fault
        for word, wanted in schema.items()
        if word not in _NOTES
        for fault in _word(value, word, wanted, schema, defs)
    ]


def _word(value: Any, word: str, wanted: Any, schema: dict[str, Any], defs: dict[str, Any]) -> list[str]:
    match word:
        case "$ref":
            return _wrong(value, defs[wanted.rpartition("/")[2]], defs)
        case "anyOf" | "oneOf":
            fits = sum(not _wrong(value, one, defs) for one in wanted)
            return [] if fits == 1 or (fits and word == "anyOf") else [f"{value!r} fits {fits} of {word}"]
        case "type":
            return [] if isinstance(value, _TYPES[wanted]) else [f"{value!r} is no {wanted}"]
        case "const" | "enum":
            return [] if value in (wanted if word == "enum" else [wanted]) else [f"{value!r} is not {wanted}"]
        case "pattern":
            return [] if not isinstance(value, str) or re.search(wanted, value) else [f"{value!r} is no {wanted}"]
        case "maxLength":
            return [] if not isinstance(value, str) or len(value) <= wanted else [f"{value!r} is too long"]
        case "items":
            return [fault for one in value for fault in _wrong(one, wanted, defs)] if isinstance(value, list) else []
        case "required":
            return [f"{name} is missing" for name in wanted if isinstance(value, dict) and name not in value]
        case "minProperties":
            return [] if not isinstance(value, dict) or len(value) >= wanted else ["too few"]
        case "properties" | "patternProperties" | "additionalProperties" | "propertyNames":
            return _inside(value, word, wanted, schema, defs) if isinstance(value, dict) else []
    raise NotImplementedError(word)


def _inside(value: dict[str, Any], word: str, wanted: Any, schema: dict[str, Any], defs: dict[str, Any]) -> list[str]:
    if word == "propertyNames":
        return [fault for name in value for fault in _wrong(name, wanted, defs)]
    fitting = _fitting(value, word, wanted, schema)
    if wanted is False:
        return [f"{name} is not known" for name in fitting]
    return [fault for name, inner in fitting.items() for fault in _wrong(value[name], inner, defs)]


def _fitting(value: dict[str, Any], word: str, wanted: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """The keys that a word of the schema is about, each with what it wants of them."""
    patterns = schema.get("patternProperties", {})
    match word:
        case "properties":
            return {name: wanted[name] for name in value if name in wanted}
        case "patternProperties":
            return {name: inner for name in value for pattern, inner in wanted.items() if re.search(pattern, name)}
        case _:
            known = [
                name
                for name in value
                if name in schema.get("properties", {}) or any(re.search(one, name) for one in patterns)
            ]
            return {name: wanted for name in value if name not in known and wanted is not True}
