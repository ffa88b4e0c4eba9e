"""The house keeps its own rules: what the map, the contracts and the README say is what lies on the disk."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import String

import bot
from bot import script
from bot.content.scripts import KINDS
from bot.dialogs.screens import SHAPES
from bot.dialogs.windows import SHAPE_NAMES
from bot.store.tables import metadata

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "bot"
MODULES = sorted(HOUSE.rglob("*.py"))

#: Longer than 400 lines, each because it is one family of acts or one table that is read as a whole.
LONG = {"content/scripts.py", "office/counsellor.py", "talk.py"}

#: Where Cyrillic letters are the material itself and not words for people.
LETTERS = {
    "anonymise": "patterns of names, places and numbers are made of the letters that they look for",
    "content": "folding, spelling and rules compare letters; what people read is in YAML",
    "alarm.py": "endings by which stems are found",
    "office/__init__.py": "one bird, for an office whose words are not read",
    "playground.py": "what the telephones of the sandbox's page are called",
}

#: Plain text columns. Each names a state, a kind, a partner, a language, or is a keyed hash; none names a person.
PLAIN = {
    *("seekers.seeker", "seekers.tongue", "seekers.case"),
    *(
        "cases.case",
        "cases.name",
        "cases.seeker",
        "cases.partner",
        "cases.state",
        "cases.tongue",
        "cases.contact",
        "cases.counsellor",
    ),
    *("counsellors.counsellor", "counsellors.partner", "counsellors.role", "counsellors.tongue"),
    "counsellors.working_name",  # chosen by her for colleagues, not her own
    *("desks.partner", "desks.drawn", "desks.tongue"),
    *("invites.code", "invites.partner", "invites.opens", "codes.code", "codes.case"),
    *("heard.bot", "heard.lane", "heard.state", "heard.trouble"),
    *("letters.bot", "letters.to", "letters.lane", "letters.case", "letters.kind", "letters.author"),
    *("letters.state", "letters.trouble", "counts.day", "counts.what"),
}


def name_of(module: Path) -> str:
    """As the map writes it: `talk.py`, `store/`, `store/vault.py`."""
    inside = module.relative_to(HOUSE).as_posix()
    return inside.removesuffix("__init__.py") if inside.endswith("__init__.py") else inside


def strings(module: Path) -> Iterator[str]:
    """Every string of a module that is not a docstring."""
    tree = ast.parse(module.read_text("utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = {id(one.body[0].value) for one in ast.walk(tree) if isinstance(one, holders) and _docstring(one)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told:
            yield one.value


def _docstring(holder: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    first = holder.body[0] if holder.body else None
    return isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)


def test_imports_run_downward() -> None:
    done = subprocess.run(  # noqa: S603  # a program of our own environment
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_map_names_every_module_once() -> None:
    drawn = re.findall(r"^([\w/]+(?:\.py|/)) +\S", bot.__doc__ or "", re.MULTILINE)
    assert sorted(drawn) == sorted(one for one in map(name_of, MODULES) if one)


def test_the_tree_of_the_readme_is_on_the_disk() -> None:
    tree = (ROOT / "README.md").read_text("utf-8").partition("## The tree")[2].split("```")[1]
    top = re.findall(r"^([\w.]+/?)(?= )", tree, re.MULTILINE)
    rooms = re.findall(r"^  (\w+/)", tree, re.MULTILINE)
    assert [one for one in top if not (ROOT / one).exists()] == []
    inside = {f"{one.name}/" for one in HOUSE.iterdir() if (one / "__init__.py").exists()}
    assert sorted(rooms) == sorted(inside), "a folder of bot/ that the README does not know, or no longer has"


def test_each_test_has_its_module() -> None:
    """A unit test that mirrors nothing is lost when its module moves. Journeys and a few named files are about more."""
    about_more = {"test_house.py", "test_main.py", "sandbox/test_frameworks.py", "content/test_every_edge.py"}
    about_more |= {"content/test_documented.py", "store/test_store.py", "store/test_migrations.py"}
    about_more |= {"content/test_play.py", "content/rules/test_rules.py", "anonymise/test_bars.py"}
    about_more |= {"sandbox/methods/test_methods.py", "sandbox/page/test_page.py", "sandbox/page/test_words.py"}
    tests = [one for one in (ROOT / "tests").rglob("test_*.py") if "journeys" not in one.parts]
    names = [one.relative_to(ROOT / "tests").as_posix() for one in tests]
    lost = [one for one in names if one not in about_more and not _mirrored(one)]
    assert lost == []


def _mirrored(test: str) -> bool:
    folder, _, name = test.rpartition("/")
    if folder == "scripts":
        return (ROOT / "scripts" / name.removeprefix("test_").removesuffix(".py")).exists()
    place = HOUSE / folder / name.removeprefix("test_").removesuffix(".py")
    return place.with_suffix(".py").exists() or place.is_dir()


def test_no_module_is_too_long_to_read() -> None:
    long = {name_of(one) for one in MODULES if len(one.read_text("utf-8").splitlines()) > 400}
    assert long == LONG


def test_nothing_is_called_utils() -> None:
    vague = re.compile(r"^(utils?|helpers?|managers?|common|misc|base|services?)$")
    assert [name_of(one) for one in MODULES if any(vague.match(part) for part in (one.stem, one.parent.name))] == []


def test_words_for_people_are_not_in_python() -> None:
    speaks = {name_of(one) for one in MODULES if any(re.search("[а-яё]{2}", text.lower()) for text in strings(one))}
    assert {one for one in speaks if one not in LETTERS and one.partition("/")[0] not in LETTERS} <= {"office/"}


def test_log_lines_are_events_and_keys() -> None:
    """A line begins with one constant; what fills it is the name of a bot, a kind, a trouble, or a number."""
    calls = [
        (name_of(module), call)
        for module in MODULES
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).lower().startswith(("log.", "_log."))
    ]
    assert len(calls) > 10
    odd = [(where, ast.unparse(call)) for where, call in calls if not isinstance(call.args[0], ast.Constant)]
    assert odd == []


def test_every_plain_column_is_known_to_name_nobody() -> None:
    plain = {f"{t.name}.{c.name}" for t in metadata.sorted_tables for c in t.columns if isinstance(c.type, String)}
    assert plain == PLAIN


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_node_has_a_window_or_is_passed_through(kind: str) -> None:
    node = KINDS[kind][1]
    assert SHAPES.get(node) in SHAPE_NAMES or node is script.Sort
