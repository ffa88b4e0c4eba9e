"""Reads dialog trees. An author's mistake names file, node and remedy; all mistakes are told at once."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot import script
from bot.content import yaml
from bot.errors import BadContent

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=24)]
Goes = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*(\.[a-z0-9_]+)?$")]
LevelName = Literal["L0", "L1", "L2", "L3", "L4"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Count(_Strict):
    """A condition that counts: `{at_least: 2, of: [a, b, c]}`, `{only: [k, l]}`, `{fewer: 2, of: [a, b]}`."""

    of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    at_least: int | None = None
    fewer: int | None = None


Condition = dict[str, str | tuple[str, ...] | Count]
Conditions = Condition | tuple[Condition, ...]


class _Raising(_Strict):
    level: LevelName | None = None
    reason: str = ""

    def raises(self) -> script.Raise | None:
        return script.Raise(script.Level[self.level], self.reason) if self.level else None


class OptionModel(_Raising):
    text: str
    next: Goes | Literal[""] = ""
    fills: dict[str, str | tuple[str, ...]] = {}
    when: Conditions = ()


class _Node(_Strict):
    text: str = ""


class SayModel(_Node):
    """Something is said; one button leads on.

    advice:
      kind: say
      text: Главное сейчас — сохранить связь. Не спорьте о вере.
      next: human
    """

    kind: Literal["say"]
    next: Goes
    button: str = ""
    urgent: bool = False


class ChooseModel(_Node):
    """One question, one answer.

    age:
      kind: choose
      text: Сколько ему или ей лет?
      fills: about_age_band
      options:
        u14: {text: До 14 лет, level: L3, reason: child}
        14_17: 14–17
        18_24: 18–24
      next: tried
    """

    kind: Literal["choose"]
    options: dict[Id, str | OptionModel]
    next: Goes | Literal[""] = ""
    fills: str = ""
    skip: Goes | Literal[""] = ""
    once: bool = False
    must: bool = False
    urgent: bool = False


class SeveralModel(_Node):
    """One question, any number of answers.

    signs:
      kind: several
      text: Что вы видели или слышали сами?
      fills: concerns
      options:
        cut_off: Велят порвать с семьёй
        secrecy: Велят скрывать
      next: how_long
    """

    kind: Literal["several"]
    options: dict[Id, str | OptionModel]
    next: Goes
    fills: str = ""
    once: bool = False


class WordsModel(_Node):
    """Asks for a few words of one's own; optional.

    own_words:
      kind: words
      text: Хотите добавить несколько слов? Не пишите имена и адреса.
      next: card
    """

    kind: Literal["words"]
    next: Goes


class ShowModel(_Node):
    """Shows the directory: one entry by its id, or what answers a need.

    call_111:
      kind: show
      text: Сюда можно позвонить в любое время.
      entry: line_111
      next: finish
    """

    kind: Literal["show"]
    next: Goes
    entry: str = ""
    need: str = ""


class SearchModel(_Node):
    """Asks for a few words and shows what the directory holds for them.

    search:
      kind: search
      text: Напишите, кого вы ищете и где. Например, психолог Костанай.
      next: finish
    """

    kind: Literal["search"]
    next: Goes


class HandOffModel(_Node):
    """Shows the card exactly; lines may be struck out; nothing goes without a yes.

    card:
      kind: hand_off
      text: Консультант увидит только эту карточку. Любой пункт можно убрать.
      next: waiting
      refused: menu
    """

    kind: Literal["hand_off"]
    next: Goes
    refused: Goes


class WaitModel(_Node):
    """Shows the case's name and the honest waiting time.

    waiting:
      kind: wait
      text: "Обращение: {name}. Время ответа: {time}."
      next: menu
    """

    kind: Literal["wait"]
    next: Goes


class PartnersModel(_Node):
    """Shows who may answer; the seeker may exclude any of them.

    who_answers:
      kind: partners
      text: Отвечают эти организации. Любую можно убрать.
      next: card
    """

    kind: Literal["partners"]
    next: Goes


class KeptModel(_Node):
    """Shows everything that is kept about this seeker.

    mine:
      kind: kept
      text: Вот всё, что мы о вас храним.
      next: topics
    """

    kind: Literal["kept"]
    next: Goes


class EraseModel(_Node):
    """Asks once, then erases everything.

    erase:
      kind: erase
      text: Удалить всё, что мы о вас храним?
      next: topics
    """

    kind: Literal["erase"]
    next: Goes


class RowModel(_Raising):
    when: Conditions
    next: Goes


class SortModel(_Strict):
    """Says nothing: the first row that holds decides.

    how_pressing:
      kind: sort
      rows:
        - when: {concerns: violence_justified}
          level: L3
          reason: violence_justified
          next: human
        - when: {concerns: {at_least: 2, of: [cut_off, secrecy, controlled]}}
          level: L2
          reason: two_signs
          next: human
      otherwise: advice
    """

    kind: Literal["sort"]
    rows: tuple[RowModel, ...]
    otherwise: Goes


class VisitModel(_Strict):
    """Goes into another script and comes back to `next`.

    age_first:
      kind: visit
      script: about
      next: worry
    """

    kind: Literal["visit"]
    script: Goes
    next: Goes | Literal[""] = ""


class EndModel(_Node):
    """The end of a script.

    finish:
      kind: end
      text: Вернуться можно в любое время.
    """

    kind: Literal["end"]


NodeModel = Annotated[
    SayModel
    | ChooseModel
    | SeveralModel
    | WordsModel
    | ShowModel
    | SearchModel
    | HandOffModel
    | WaitModel
    | PartnersModel
    | KeptModel
    | EraseModel
    | SortModel
    | VisitModel
    | EndModel,
    Field(discriminator="kind"),
]

#: Every kind of node by the word that authors write.
KINDS: Mapping[str, tuple[type[_Strict], type[script.Node]]] = {
    "say": (SayModel, script.Say),
    "choose": (ChooseModel, script.Choose),
    "several": (SeveralModel, script.Several),
    "words": (WordsModel, script.Words),
    "show": (ShowModel, script.Show),
    "search": (SearchModel, script.Search),
    "hand_off": (HandOffModel, script.HandOff),
    "wait": (WaitModel, script.Wait),
    "partners": (PartnersModel, script.Partners),
    "kept": (KeptModel, script.Kept),
    "erase": (EraseModel, script.Erase),
    "sort": (SortModel, script.Sort),
    "visit": (VisitModel, script.Visit),
    "end": (EndModel, script.End),
}


class ScriptModel(_Raising):
    """A file of `bot/content/scripts`. `level` and `reason` hold from its first node on."""

    script: Id
    title: str
    card: bool = True  # whether the card names this script as what the talk was about
    nodes: dict[Id, NodeModel] = Field(min_length=1)


def read_book(folder: Path) -> script.Book:
    """Every script of a folder by its id. Raises BadContent with all faults at once."""
    faults: list[str] = []
    book: dict[str, script.Script] = {}
    for file in sorted(folder.glob("*.yaml")):
        try:
            one = read_script(file)
        except BadContent as bad:
            faults += bad.faults
        else:
            book[one.id] = one
    faults += _lost(book)
    if faults:
        raise BadContent(tuple(faults))
    return book


def read_script(file: Path) -> script.Script:
    """One script. Raises BadContent; places that it names are not looked up yet."""
    try:
        model = ScriptModel.model_validate(yaml.read(file))
    except ValidationError as bad:
        raise BadContent(tuple(_sentence(file, fault) for fault in bad.errors())) from bad
    if model.script != file.stem:
        raise BadContent((f"{file.name}: script is called '{model.script}'; call it '{file.stem}', as the file.",))
    nodes = {name: _node(model, name, node) for name, node in model.nodes.items()}
    return script.Script(model.script, model.title, nodes, model.raises(), card=model.card)


def _node(model: ScriptModel, name: str, node: Any) -> script.Node:
    kind = KINDS[node.kind][1]
    given = {key: getattr(node, key) for key in type(node).model_fields if key not in ("kind", "options", "rows")}
    if hasattr(node, "options"):
        given["options"] = tuple(_option(model, key, option) for key, option in node.options.items())
    if hasattr(node, "rows"):
        given["rows"] = tuple(script.Row(_when(model, row.when), row.next, row.raises()) for row in node.rows)
    return kind(id=name, **given)


def _option(model: ScriptModel, name: str, option: str | OptionModel) -> script.Option:
    if isinstance(option, str):
        return script.Option(name, option)
    fills = {key: (value,) if isinstance(value, str) else value for key, value in option.fills.items()}
    return script.Option(name, option.text, option.next, option.raises(), fills, _when(model, option.when))


def _when(model: ScriptModel, conditions: Conditions) -> script.When:
    rows = (conditions,) if isinstance(conditions, dict) else conditions
    return script.When(tuple(tuple(_test(model, *one) for one in row.items()) for row in rows))


def _test(model: ScriptModel, field: str, wanted: str | tuple[str, ...] | Count) -> script.Test:
    field = _field(model, field)
    match wanted:
        case str():
            return script.Test(field, (wanted,))
        case Count():
            of = wanted.only or wanted.of
            least = wanted.at_least or wanted.fewer or 1
            return script.Test(field, of, least, only=bool(wanted.only), fewer=wanted.fewer is not None)
        case _:
            return script.Test(field, wanted)


def _field(model: ScriptModel, name: str) -> str:
    """A condition names a field of the card, or a question of the same script by its id."""
    if name not in model.nodes:
        return name
    return getattr(model.nodes[name], "fills", "") or f"{model.script}.{name}"


def _sentence(file: Path, fault: Any) -> str:
    """One fault of pydantic as a sentence for an author: file, node, what is wrong."""
    steps = [str(step) for step in fault["loc"] if step not in KINDS]
    if steps[:1] == ["nodes"] and len(steps) > 1:
        where, rest = f"{file.name}, node {steps[1]}", steps[2:]
    else:
        where, rest = file.name, steps
    rest = [step for step in rest if not step.endswith("Model")]
    return f"{where}: {'.'.join(rest) + ': ' if rest else ''}{_MEANING.get(fault['type'], fault['msg'])}"


_MEANING = {
    "extra_forbidden": "there is no such word here; check its spelling or take it out.",
    "missing": "is missing; write it.",
    "union_tag_invalid": f"has an unknown kind; write one of {', '.join(KINDS)}.",
    "union_tag_not_found": f"has no kind; write kind: and one of {', '.join(KINDS)}.",
    "string_pattern_mismatch": "is not a plain id; use small Latin letters, digits and _.",
}


def _lost(book: script.Book) -> Iterator[str]:
    """A sentence for each place that is named and is not there."""
    for one in book.values():
        for node in one.nodes.values():
            for goes in dict.fromkeys(script.leads_to(node)):
                try:
                    script.place(book, one.id, goes)
                except KeyError:
                    yield f"{one.id}.yaml, node {node.id}: {_missing(book, one, goes)}"


def _missing(book: script.Book, one: script.Script, goes: str) -> str:
    if not goes:
        return "an answer leads nowhere; write next: for the node or for each option."
    near = get_close_matches(goes, [*one.nodes, *book], n=1)
    return f"leads to '{goes}', which is not here." + (f" Did you mean '{near[0]}'?" if near else "")
