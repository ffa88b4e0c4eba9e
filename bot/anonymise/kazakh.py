"""Kazakh words with their endings: "шыдаңдаршы" is "шыда" with three of them.

All is read as skeletons, where ә is а, і and й are и, ғ and қ are г and к: a pattern need not ask for the harmony of sounds.
"""

import re
from collections.abc import Iterator

_SHORTEST = 3  # letters of a stem; shorter ones fit too many names


def _any(*endings: str) -> str:
    return f"(?:{'|'.join(endings)})"


# What makes a word of a word: -лық, -сыз, -шы, -дағы, -ша, -дай, -рақ.
_MADE = _any(
    "[лдт][ыи]к?", "с[ыи]з(?:д[ыи]к)?", "ш[ыи]", "[дт]а[гк]ы", "[дт]е[гк]и", "[гк][ыи]", "[шл]а", "[шл]е", "[дт][ае]и", "рак", "рек"
)  # fmt: skip
_MANY = "[лдт][ае]р"
# Whose it is: -ымыз, -ыңыз, -ым, -ың, -сы; and the cases that only follow these: "балама", "баласына".
_WHOSE = _any("[ыи]?[мн][ыи]з", "[ыи]?м", "[ыи]?н", "с?[ыи]")
_CASE_OF_OWN = _any("н?[ае]", "н", "нан", "нен")
_CASE = _any("[ндт][ыи]н", "[гк][ае]", "[ндт][ыи]", "н?[дт][ае]", "[ндт][ае]н", "[мбп]ен")
# Who is it: "жесірмін", "кәпірсің".
_WHO = _any("[мбп][ыи]н", "с[ыи]н", "с[ыи]з(?:дер)?", "[мбп][ыи]з")
_NOUN = f"{_MADE}{{0,2}}(?:{_MANY})?(?:{_WHOSE}{_CASE_OF_OWN}?|{_WHOSE}?{_CASE}(?:[гк][ыи])?)?{_WHO}?"

# Who makes whom do it: -гіз, -дыр, -т, -ыл, -ын, -ыс; and that it is not done.
_VOICE = _any("[гк][ыи]з", "[дт][ыи]р", "т", "[ыи]?л", "[ыи]?н", "[ыи]?с")
_NOT = "[мбп][ае]"
# Done: келді, келіп, келіпті; келген with all that a noun may bear.
_DONE = _any(
    "[дт][ыи](?:м|н|к|н[ыи]з|н[дт][ае]р)?",
    "[ыи]?п(?:т[ыи]|[мп][ыи]н|с[ыи]н|с[ыи]з)?",
    f"[гк][ае]н{_any('д[ае]?', 'н[ыи]н', 'нан', 'нен', 'да[гк]ы', 'ш[ае]', '[мс][ыи]н', 'б[ыи]з', 'д[ыи]', '[ыи][мн]', 'д[ае]р')}*",
)
# Being done: келеді, келмейміз, келетін, келу.
_BEING_DONE = _any(
    "[аеи](?:[мс][ыи]н|м|с[ыи]н?|с[ыи]з(?:дер)?|м[ыи]з|д[ыи]|т[ыи]н(?:[дм][ыи][кн]?)?)?",
    "у(?:[гд][ае]|[ыи](?:м|н)?|д[ыи]н?|ш[ыи])?",
)
# Wished, feared, meant: келсе, келейін, келсін, келіңіз, келгелі, келер, келмек.
_WISHED = _any(
    "с[ае](?:м|н|к|н[ыи]з|н[дт][ае]р)?", "[аеи]?[иы][ыи]?[нк]", "с[ыи]н", "[ыи]?н[ыи]з(?:д[ае]р)?", "[ыи]?н[дт][ае]р",
    "[гк][ае]л[ыи]", "[гк][ыи]м", "[ае]и[ыи]?[нк]", "и[ыи]?[нк]", "[ае]р", "м?[ае]к", "[мбп][ае]с", "и",
)  # fmt: skip
_VERB = f"{_VOICE}{{0,2}}(?:{_NOT})?{_any(_DONE, _BEING_DONE, _WISHED)}(?:ш[ыи]|[мбп][ае])?"
_ENDINGS = re.compile(_any(_NOUN, _VERB))


def stems(skel: str) -> Iterator[str]:
    """What may be left of the word without its endings, the longest first."""
    for size in range(len(skel) - 1, _SHORTEST - 1, -1):
        if _ENDINGS.fullmatch(skel, size):
            yield skel[:size]
