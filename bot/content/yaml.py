"""YAML as authors expect it: `yes` and `14_17` are words, and a key written twice is a mistake, not a silent loss."""

import re
from pathlib import Path
from typing import Any

import yaml

from bot.errors import BadContent


class _Loader(yaml.SafeLoader):
    """Only what YAML 1.2 calls plain: true/false, whole numbers, null. Dates, `no` and `14_17` stay words."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's own shape

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"'{key}' is written twice; keep one", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|[1-9][0-9]*)$"), list("0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])


def read(file: Path) -> Any:
    """What a YAML file holds. Raises BadContent with the file, the line and the remedy."""
    try:
        return yaml.load(file.read_text("utf-8"), _Loader)  # noqa: S506  # _Loader is a SafeLoader
    except yaml.MarkedYAMLError as fault:
        line = f", line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise BadContent((f"{file.name}{line}: {fault.problem}",)) from fault


class _Dumper(yaml.SafeDumper):
    """Quotes only what our own loader would not read back as a word."""

    yaml_implicit_resolvers = _Loader.yaml_implicit_resolvers


def dump(value: Any) -> str:
    """A value as YAML that authors can go on with: read back, it is the same value."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=None)
