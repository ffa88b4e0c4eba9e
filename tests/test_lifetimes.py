"""Whatever holds something of a person has an end of life, and a sentence that says so."""

import pytest

from bot import content
from bot.lifetimes import KEPT, VANISH_AFTER
from bot.store.tables import metadata

#: Tables that hold nothing of a seeker.
OF_NOBODY = {"counts", "desks", "invites", "counsellors"}


@pytest.mark.parametrize("key", KEPT)
@pytest.mark.parametrize("tongue", ["ru", "kk"])
def test_everything_that_is_kept_is_said_in_both_languages(key: str, tongue: str) -> None:
    words = content.load().words
    assert f"kept.{key}" in words
    assert tongue == "ru" or words.say(f"kept.{key}", tongue) != words.say(f"kept.{key}", "ru")


def test_every_table_that_holds_something_of_a_seeker_has_an_end_of_life() -> None:
    covered = {table for kept in KEPT.values() for table in kept.tables}
    assert set(metadata.tables) == covered | OF_NOBODY


def test_words_vanish_before_telegram_forbids_it() -> None:
    assert all(after.total_seconds() < 48 * 3600 for after in VANISH_AFTER)
