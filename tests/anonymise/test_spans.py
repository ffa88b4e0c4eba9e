"""Spans of several rules as one row."""

from bot.anonymise.spans import Span, merged


def test_what_overlaps_becomes_one_of_the_first_kind() -> None:
    assert merged([Span(5, 9, "phone"), Span(0, 7, "person")]) == [Span(0, 9, "phone")]


def test_what_only_touches_stays_apart_and_in_order() -> None:
    assert merged([Span(4, 6, "iin"), Span(0, 4, "person")]) == [Span(0, 4, "person"), Span(4, 6, "iin")]
