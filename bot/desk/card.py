"""A case as its counsellor reads it, in sixty seconds: how pressing and what for; who about whom; safety; what was said
already; then the seeker's own words, apart. Source: domain 4.1.
"""

from collections.abc import Iterator
from datetime import datetime
from html import escape

from bot.content.words import Words
from bot.desk import text
from bot.handoff import Brief
from bot.office.cases import CaseView
from bot.office.counsellor import OpenCase

#: Heading → the fields under it, in the order in which they are read.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("who", ("contact_role", "contact_age_band", "about", "about_age_band", "relation_now", "concerns", "source", "since")),
    ("safety", ("safety_flags", "travel", "children_affected", "support_person")),
    ("said_before", ("tried", "returning")),
    ("reach", ("counsellor_lang", "address_form", "counsellor_gender", "safe_contact", "region_for_referral")),
)  # fmt: skip

#: Answers that ask for care in every word, each with the sentence that says so.
CARE: tuple[tuple[str, str, str], ...] = (
    ("safety_flags", "phone_watched", "phone_watched"),
    ("safe_contact", "bot_only_user_returns", "answers_only_here"),
)

#: Words that Telegram's markup adds to a page are not counted, but a page never needs all of its room.
ROOM = text.LONGEST - 96


def pages(words: Words, opened: OpenCase, tongue: str, now: datetime) -> tuple[str, ...]:
    """The card as HTML, one message; a story that does not fit follows in messages of its own, whole."""
    head = "\n\n".join(_sections(words, opened.case, opened.card, tongue, now))
    story = "\n\n".join(opened.card.story)
    if not story:
        return (_cut(words, head, tongue),)
    title = f"<b>{escape(words.say('desk.card.words', tongue))}</b>"
    if text.units(head) + text.units(title) + text.units(story) + 4 <= ROOM:
        return (f"{head}\n\n{title}\n<blockquote>{escape(story)}</blockquote>",)
    below = escape(words.say("desk.card_words_below", tongue))
    pieces = text.split(story, ROOM)
    return (
        _cut(words, f"{head}\n\n{title}\n{below}", tongue),
        *(f"<blockquote>{escape(one)}</blockquote>" for one in pieces),
    )


def history(words: Words, opened: OpenCase, tongue: str) -> tuple[str, ...]:
    """What was said before in this case, plain, as few messages."""
    if not opened.said:
        return ()
    who = {True: words.say("desk.card.seeker_said", tongue), False: words.say("desk.card.you_said", tongue)}
    lines = [f"{who[from_seeker]}: {said}" for from_seeker, said in opened.said]
    return text.joined([words.say("desk.said_title", tongue, name=opened.case.name), *lines], ROOM)


def _sections(words: Words, case: CaseView, card: Brief, tongue: str, now: datetime) -> Iterator[str]:
    yield _top(words, case, card, tongue, now)
    for heading, fields in PARTS:
        lines = list(_lines(words, card, fields, tongue))
        if lines:
            yield "\n".join((f"<b>{escape(words.say(f'desk.card.{heading}', tongue))}</b>", *lines))
    care = [
        escape(words.say(f"desk.{key}", tongue)) for field, answer, key in CARE if answer in card.lines.get(field, ())
    ]
    if care:
        yield "\n".join(care)


def _top(words: Words, case: CaseView, card: Brief, tongue: str, now: datetime) -> str:
    """Level, name and promise; why; what it is about; by when; what for."""
    level = words.say(f"card.level.{card.level.name}", tongue)
    promised = words.say("desk.time.by", tongue, time=text.clock(case.promised, now))
    lines = [f"<b>{escape(level)}</b> · <b>{escape(case.name)}</b> · {escape(promised)}"]
    if reasons := [_said(words, f"reasons.{code}", code, tongue) for code in card.reasons]:
        lines.append(f"{escape(words.say('desk.card.why', tongue))}: {escape('; '.join(reasons))}")
    if card.script:
        about = _said(words, card.script, card.script, tongue)
        lines.append(f"{escape(words.say('card.script.label', tongue))}: {escape(about)}")
    return "\n".join((*lines, *_lines(words, card, ("horizon", "wants"), tongue)))


def _lines(words: Words, card: Brief, fields: tuple[str, ...], tongue: str) -> Iterator[str]:
    for field in fields:
        if given := card.lines.get(field):
            answers = ", ".join(_said(words, f"card.{field}.{answer}", answer, tongue) for answer in given)
            label = _said(words, f"card.{field}.label", field, tongue)
            yield f"{escape(label)}: {escape(answers)}"


def _said(words: Words, context: str, otherwise: str, tongue: str) -> str:
    """The sentence of a context; an answer that authors have not named yet is shown by its code, never hidden."""
    return words.say(context, tongue) if context in words else otherwise


def _cut(words: Words, page: str, tongue: str) -> str:
    """A page that fits. Closed answers alone never come near the limit; if they did, she is told that lines are missing."""
    if text.units(page) <= ROOM:
        return page
    said = escape(words.say("desk.card_cut", tongue))
    kept, _, _ = text.split(page, ROOM - text.units(said) - 2)[0].rpartition("\n")
    return f"{kept}\n\n{said}"
