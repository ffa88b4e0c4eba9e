"""brief(): everything that a counsellor may see; coarsen(); choose() the desk.

The card holds closed answers only, coarsened, and the words that the seeker chose to add, redacted. What is not in
FIELDS cannot reach a desk, whatever a script asks. Source: domain 4.1 and 4.2.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot import triage
from bot.outbox import Redacted
from bot.partner import Partner, offered
from bot.script import SKIP, Answers, Book, Level
from bot.talk import Talk

#: The card's lines in the order in which they are read: the situation, who about whom, safety, what was said before.
FIELDS: tuple[str, ...] = (
    "horizon",
    "wants",
    "contact_role",
    "contact_age_band",
    "about",
    "about_age_band",
    "concerns",
    "source",
    "since",
    "relation_now",
    "travel",
    "children_affected",
    "safety_flags",
    "support_person",
    "tried",
    "region_for_referral",
    "address_form",
    "counsellor_lang",
    "counsellor_gender",
    "safe_contact",
    "returning",
)  # fmt: skip

#: An oblast with a small script identifies a person (domain 5.2): the card says which part of the country.
MACRO: Mapping[str, str] = {
    **dict.fromkeys(("kz_27", "kz_23", "kz_47", "kz_15"), "west"),
    **dict.fromkeys(("kz_39", "kz_59", "kz_11", "kz_55"), "north"),
    **dict.fromkeys(("kz_35", "kz_62"), "centre"),
    **dict.fromkeys(("kz_43", "kz_61", "kz_31", "kz_19", "kz_33"), "south"),
    **dict.fromkeys(("kz_10", "kz_63"), "east"),
    **dict.fromkeys(("kz_71", "kz_75", "kz_79"), "city"),
}


@dataclass(frozen=True, slots=True)
class Brief:
    """The card. `lines`: field → closed answers. `story`: the seeker's own words, redacted."""

    level: Level
    reasons: tuple[str, ...]
    script: str
    language: str
    lines: Mapping[str, tuple[str, ...]]
    story: tuple[Redacted, ...] = ()
    excluded: tuple[str, ...] = ()

    def without(self, struck: tuple[str, ...]) -> "Brief":
        """The card after the seeker struck lines out; `story` names the words, `reasons` why it has its level."""
        kept = {field: given for field, given in self.lines.items() if field not in struck}
        reasons = () if "reasons" in struck else self.reasons
        return replace(self, lines=kept, reasons=reasons, story=() if "story" in struck else self.story)

    @property
    def parts(self) -> tuple[str, ...]:
        """All that can be struck out, in the order in which it is read."""
        more = (("reasons", self.reasons), ("story", self.story))
        return (*self.lines, *(part for part, said in more if said))


def brief(book: Book, talk: Talk) -> Brief:
    """The card of a talk: only FIELDS, only closed answers, coarsened."""
    answers = coarsen(talk.answers)
    level, reasons = triage.assess(talk.answers, talk.raised)
    lines = {field: answers[field] for field in FIELDS if said(answers, field)}
    language = talk.answers.get("lang", ("ru",))[0]
    excluded = talk.answers.get("excluded", ())
    return Brief(level, reasons, about(book, talk), language, lines, talk.words, excluded)


def said(answers: Answers, field: str) -> bool:
    """Whether a field was really answered."""
    return answers.get(field, (SKIP,)) not in ((SKIP,), ())


def coarsen(answers: Answers) -> Answers:
    """Answers as a stranger may read them: a region becomes a part of the country."""
    regions = tuple(dict.fromkeys(MACRO.get(region, region) for region in answers.get("region_for_referral", ())))
    return {**answers, "region_for_referral": regions}


def about(book: Book, talk: Talk) -> str:
    """The script that the talk was about: the last opened of those that a card may name."""
    return next((one for one in reversed(talk.walked) if one in book and book[one].card), "")


def may_answer(book: Book, talk: Talk, partners: Iterable[Partner], *, sandbox: bool = False) -> tuple[Partner, ...]:
    """The partners whose cards a seeker reads before the hand-off, and who alone may get the case: they speak the wanted
    language, serve the region and know the topic.
    """
    given = {field: talk.answers.get(field, (SKIP,))[0] for field in ("counsellor_lang", "lang", "region_for_referral")}
    wanted = given["lang"] if given["counsellor_lang"] == SKIP else given["counsellor_lang"]
    region = given["region_for_referral"] if given["region_for_referral"] in MACRO else None
    known = tuple(partners)
    spoken = {one for partner in known for one in partner.languages} if wanted == "any" else {wanted}
    fit = {
        one.id for language in spoken for one in offered(known, language, region, about(book, talk), sandbox=sandbox)
    }
    return tuple(one for one in known if one.id in fit)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known of a partner when a case looks for a desk."""

    partner: str
    languages: tuple[str, ...]
    on_duty: bool
    waiting: int
    regions: tuple[str, ...] = ("all",)


def choose(card: Brief, desks: tuple[Desk, ...], region: str = "") -> Desk | None:
    """The desk for a card: not excluded, speaks the language; on duty before off, own region before all, short queue first.

    None when no desk may answer: then the seeker is told so, and nothing is sent anywhere.
    """
    wanted = card.lines.get("counsellor_lang", (card.language,))
    fit = [
        desk
        for desk in desks
        if desk.partner not in card.excluded and (set(wanted) & set(desk.languages) or "any" in wanted)
    ]
    return min(fit, key=lambda desk: (not desk.on_duty, region not in desk.regions, desk.waiting), default=None)


def to_json(card: Brief) -> str:
    """A card as text; from_json(to_json(card)) == card."""
    return json.dumps(
        {
            "level": int(card.level),
            "reasons": card.reasons,
            "script": card.script,
            "language": card.language,
            "lines": {field: list(given) for field, given in card.lines.items()},
            "story": card.story,
            "excluded": card.excluded,
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> Brief:
    """The card that to_json wrote."""
    saved = json.loads(text)
    return Brief(
        level=Level(saved["level"]),
        reasons=tuple(saved["reasons"]),
        script=saved["script"],
        language=saved["language"],
        lines={field: tuple(given) for field, given in saved["lines"].items()},
        story=tuple(saved["story"]),
        excluded=tuple(saved["excluded"]),
    )
