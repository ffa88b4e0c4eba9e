"""Kazakh words with their endings: "шыдаңдаршы" is "шыда" with three of them. All is read as skeletons, which hide most of the harmony."""

import re
from collections.abc import Iterator

_SHORTEST = 3  # letters of a stem; shorter ones fit too many names

_PLURAL = "[лдт][ае]р"
_WHOSE = "(?:[ыи]?[мн][ыи]з|[ыи]?м|[ыи]?н|с?[ыи])"
_CASE = "(?:[ндт][ыи]н|[гк][ае]|[ндт][ыи]|н?[дт][ае]|[ндт][ае]н|[мбп]ен)"
# Only behind a word of possession: "балама", "баласына", "баласын".
_CASE_OF_OWN = "(?:н?[ае]|н|нан|нен)"
_WHO = "(?:[мбп][ыи]н|с[ыи]н|с[ыи]з(?:дер)?|[мбп][ыи]з)"
_MADE = "(?:[лдт][ыи]к?|с[ыи]з(?:д[ыи]к)?|ш[ыи]|[дт]а[гк]ы|[дт]е[гк]и|[гк][ыи]|[шл]а|[шл]е|[дт][ае]и|рак|рек)"
_NOUN = f"{_MADE}{{0,2}}(?:{_PLURAL})?(?:{_WHOSE}{_CASE_OF_OWN}?|{_WHOSE}?{_CASE}(?:[гк][ыи])?)?{_WHO}?"

_VOICE = "(?:[гк][ыи]з|[дт][ыи]р|т|[ыи]?л|[ыи]?н|[ыи]?с)"
_NOT = "(?:[мбп][ае])"
_PAST = "(?:[дт][ыи](?:м|н|к|н[ыи]з|н[дт][ае]р)?|(?:[ыи]п|п)(?:т[ыи]|[мп][ыи]н|с[ыи]н|с[ыи]з)?|[гк][ае]н(?:д[ае]?|н[ыи]н|нан|нен|да[гк]ы|ш[ае]|[мс][ыи]н|б[ыи]з|д[ыи]|ым|им|ын|ин|дар|дер)*)"
_NOW = "(?:[аеи](?:[мс][ыи]н|м|с[ыи]н?|с[ыи]з(?:дер)?|м[ыи]з|д[ыи]|т[ыи]н(?:[дм][ыи][кн]?)?)?|у(?:[гд][ае]|[ыи](?:м|н)?|д[ыи]н?|ш[ыи])?)"
_WISH = "(?:с[ае](?:м|н|к|н[ыи]з|н[дт][ае]р)?|[аеи]?[иы][ыи]?[нк]|с[ыи]н|[ыи]?н[ыи]з(?:д[ае]р)?|[ыи]?н[дт][ае]р|[гк][ае]л[ыи]|[гк][ыи]м|[ае]и[ыи]?[нк]|и[ыи]?[нк]|[ае]р|м?[ае]к|[мбп][ае]с)"
_VERB = f"{_VOICE}{{0,2}}{_NOT}?(?:{_PAST}|{_NOW}|{_WISH}|и)(?:ш[ыи]|[мбп][ае])?"
_ENDINGS = re.compile(f"(?:{_NOUN}|{_VERB})")


def stems(skel: str) -> Iterator[str]:
    """What may be left of the word without its endings, the longest first."""
    for size in range(len(skel) - 1, _SHORTEST - 1, -1):
        if _ENDINGS.fullmatch(skel, size):
            yield skel[:size]
