"""How much fits into one screen and one tired head."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.content.rules.facts import Facts, Fault, Line, Severity, at, table
from bot.script import Choose, Several

SENTENCES, LETTERS, BUTTON = 3, 350, 24
#: Words in the longest sentence, and on average over a script. Kazakh words carry more, so they are fewer.
LONGEST: Mapping[str, int] = {"ru": 16, "kk": 13}
AVERAGE: Mapping[str, int] = {"ru": 10, "kk": 8}
#: Answers on one screen: a list to tick is skimmed, a question to answer is weighed.
OPTIONS = {Choose: 5, Several: 10}

#: A full stop that ends no sentence.
_SHORT = re.compile(r"\b(г|гг|ж|ст|т|е|д|п|млн|обл|им|руб|тел)\.", re.IGNORECASE)
#: «Как ты?» спросите: a sentence inside a sentence ends none.
_ENDS = re.compile(r"(?<=[.!?…])[»\")]*\s+(?![a-zа-яёәғқңөұүһі])|\n+")
_WORD = re.compile(r"\w[\w'’-]*")


def sentences(text: str) -> list[str]:
    """The sentences of a text; each line of a list counts as one."""
    parts = (part.strip() for part in _ENDS.split(_SHORT.sub(r"\1", text)))
    return [part for part in parts if _WORD.search(part)]


def _closing(line: Line, sentence: str) -> bool:
    """Whether a sentence is one of those that must stand under every legal card; they are not counted."""
    return any(re.match(pattern, sentence) for pattern in table("closing")[line.language])


def words(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def text_length(facts: Facts) -> Iterator[Fault]:
    for line in _screens(facts):
        if len(line.text) > LETTERS:
            sentence = f"is {len(line.text)} characters long; a screen takes {LETTERS}. Split it over two screens."
            yield line.fault("text_length", sentence)


def sentence_count(facts: Facts) -> Iterator[Fault]:
    for line in _screens(facts):
        if (count := sum(not _closing(line, one) for one in sentences(line.text))) > SENTENCES:
            sentence = f"says {count} sentences; a screen takes {SENTENCES}. Split it over two screens."
            yield line.fault("sentence_count", sentence)


def sentence_length(facts: Facts) -> Iterator[Fault]:
    for line in _screens(facts):
        for one in sentences(line.text):
            if (count := words(one)) > LONGEST[line.language]:
                start = " ".join(one.split()[:4])
                sentence = f"the sentence «{start}…» has {count} words; say it in {LONGEST[line.language]} or in two."
                yield line.fault("sentence_length", sentence)


def average_sentence(facts: Facts) -> Iterator[Fault]:
    """A script whose sentences are long throughout, though none breaks the limit."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for line in _screens(facts):
        if line.kind == "text":
            counts[line.context.partition(".")[0], line.tongue] += [words(one) for one in sentences(line.text)]
    for (script, tongue), found in counts.items():
        most = AVERAGE[tongue.partition("@")[0]]
        if found and (average := sum(found) / len(found)) > most:
            sentence = f"its sentences have {average:.1f} words on average; aim at {most}."
            yield Fault(f"{script}.yaml", "", "average_sentence", sentence, Severity.WARNING, tongue)


def button_length(facts: Facts) -> Iterator[Fault]:
    for line in facts.lines():
        if line.kind == "button" and len(line.text) > BUTTON:
            sentence = f"the button «{line.text}» has {len(line.text)} characters; a narrow phone shows {BUTTON}."
            yield line.fault("button_length", sentence)


def option_count(facts: Facts) -> Iterator[Fault]:
    for here, node in facts.nodes():
        if isinstance(node, Choose | Several) and len(node.options) > (most := OPTIONS[type(node)]):
            sentence = f"offers {len(node.options)} answers; one screen takes {most}. Split the question in two."
            yield at(here, "option_count", sentence)


def _screens(facts: Facts) -> Iterator[Line]:
    """What seekers read as a message: the texts of nodes and the seeker's own file of words."""
    for line in facts.lines():
        if line.kind == "text" or line.context.startswith("seeker."):
            yield line


RULES = (text_length, sentence_count, sentence_length, average_sentence, button_length, option_count)
