"""A seeker sees everything that is kept about them, and nothing of anybody else."""

from bot import lifetimes
from bot.office import Office, kept
from bot.store import tables
from tests.acts import Walker, opens_desk


async def test_what_is_kept_grows_with_what_was_given_and_ends_with_the_erasure(office: Office) -> None:
    await opens_desk(office)
    me, other = Walker(office, 11), Walker(office, 12)
    await other.to_menu()
    assert await kept.rows(office, 11) == []
    await me.to_menu()
    assert {name.partition(".")[0] for name, _ in await kept.rows(office, 11)} == {"seekers"}
    case = await me.talks()
    await me.writes("мне тревожно")
    found = await kept.rows(office, 11)
    assert {name.partition(".")[0] for name, _ in found} == {"seekers", "cases", "codes", "letters"}
    assert ("cases.name", case.name) in found
    assert "тревожно" not in repr(found)
    assert other.name not in repr(found)
    await me.calls("erase")
    await me.taps("yes")
    assert await kept.rows(office, 11) == []


async def test_every_line_that_can_be_shown_has_its_sentence_and_its_end(office: Office) -> None:
    await opens_desk(office)
    me = Walker(office)
    await me.talks()
    await me.calls("data")
    await me.taps("act", "mine")
    shown = [key for key, _ in me.at.kept]
    assert shown == ["talk", "address", "case", "words", "code"]
    assert set(shown) <= set(lifetimes.KEPT)
    assert all(f"kept.{key}" in office.content.words for key in (*lifetimes.KEPT, "nothing"))


def test_no_table_about_a_seeker_is_left_out() -> None:
    """Every table that has a column for a seeker, or for what they said, is in a line of what is kept."""
    named = {table for one in lifetimes.KEPT.values() for table in one.tables}
    about = {
        table.name for table in tables.metadata.sorted_tables if {"seeker", "author", "lane"} & set(table.c.keys())
    }
    assert about <= named
