"""What a bot asked, out of a form, JSON or multipart, and checked against aiogram's class of that method.

Telegram itself forgives an unknown parameter; we do not, because in a test it is always somebody's misspelling.
"""

import json
import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import BaseModel, ValidationError

from bot.sandbox import refusals

Asked = dict[str, Any]
Method = type[TelegramMethod[Any]]


def _classes() -> Iterator[tuple[str, Method]]:
    for name in aiogram.methods.__all__:
        found = getattr(aiogram.methods, name)
        if isinstance(found, type) and issubclass(found, TelegramMethod) and found is not TelegramMethod:
            yield found.__api_method__.lower(), found


KNOWN: dict[str, Method] = dict(_classes())


def decode(method: str, raw: Asked) -> Asked:
    """A form carries everything as text: numbers, flags and keyboards are JSON inside it, words are words."""
    kinds = _worded(method)
    return {name: value if name in kinds else _parse(value) for name, value in raw.items()}


def check(method: str, asked: Asked) -> None:
    """Refuse what aiogram's class of this method would not recognise: an unknown name at any depth, a wrong type."""
    known = KNOWN.get(method)
    if known is None:
        return
    try:
        model = known.model_validate(asked)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise refusals.mistake(f"wrong parameter {where}: {first['msg']}") from None
    for stranger in _strangers(model, ""):
        raise refusals.mistake(f"unknown parameter {stranger}")


def _parse(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@cache
def _worded(method: str) -> frozenset[str]:
    """The parameters that are plain text, or a file or its name."""
    fields = KNOWN[method].model_fields if method in KNOWN else {}
    return frozenset(name for name, one in fields.items() if _leaves(one.annotation) <= {str, InputFile})


def _leaves(annotation: Any) -> set[Any]:
    if get_origin(annotation) in {Union, types.UnionType}:
        return {leaf for part in get_args(annotation) for leaf in _leaves(part)} - {type(None), Default}
    return {annotation}


def _strangers(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _strangers(one, path)
    elif isinstance(value, BaseModel):
        yield from (path + name for name in value.model_extra or ())
        for name in value.model_fields_set:
            yield from _strangers(getattr(value, name, None), f"{path}{name}.")


def attach(raw: Asked, files: dict[str, tuple[str, bytes]]) -> Asked:
    """Put uploaded files where the request points to them: by the parameter's name or by attach://name."""
    found = dict(raw)
    for name, (filename, content) in files.items():
        if f"attach://{name}" not in raw.values():
            found[name] = BufferedInputFile(content, filename)
    for key, value in raw.items():
        if isinstance(value, str) and value.startswith("attach://") and value[9:] in files:
            filename, content = files[value[9:]]
            found[key] = BufferedInputFile(content, filename)
    return found
