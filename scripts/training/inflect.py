"""Names with their case endings, in Russian and in Kazakh, as people write them."""

_HUSHING = "гкхжшчщ"
_BACK, _FRONT = "аоұыя", "әөүіеэ"
_VOICELESS = "пфкқтсшщчцхһбвгд"
_NASAL = "мнң"
_VOWELS = "аәоөұүыіеэияюёу"

_RUSSIAN = {
    "а": dict(zip("рдвтп", ("ы", "е", "у", "ой", "е"), strict=True)),
    "я": dict(zip("рдвтп", ("и", "е", "ю", "ей", "е"), strict=True)),
    "ь": dict(zip("рдвтп", ("я", "ю", "я", "ем", "е"), strict=True)),
    "й": dict(zip("рдвтп", ("я", "ю", "я", "ем", "е"), strict=True)),
    "": dict(zip("рдвтп", ("а", "у", "а", "ом", "е"), strict=True)),
}
_SOFT_WOMAN = dict(zip("рдвтп", ("и", "и", "ь", "ью", "и"), strict=True))


def russian(word: str, case: str, *, female: bool = False) -> str:
    """The word in the case named by its first letter (`р` genitive, `д`, `в`, `т`, `п`; `и` is the word itself)."""
    last = word[-1]
    if case == "и":
        return word
    if last == "ь" and female:
        return word[:-1] + _SOFT_WOMAN[case]
    if last in "аяьй":
        return word[:-1] + _vowel_ending(word, last, case)
    if last in "оеуиыэюё" or female:
        return word
    return word + ("ым" if case == "т" and word.endswith(("ов", "ев", "ин")) else _RUSSIAN[""][case])


def _vowel_ending(word: str, last: str, case: str) -> str:
    if word.endswith(("ова", "ева", "ина")) and case in "рдтп" and len(word) > 6:
        return "ой"
    if word.endswith("ия") and case in "дп":
        return "и"
    ending = _RUSSIAN[last][case]
    return "и" if ending == "ы" and word[-2:-1] in _HUSHING else ending


def _is_front(word: str) -> bool:
    for letter in reversed(word.lower()):
        if letter in _BACK:
            return False
        if letter in _FRONT:
            return True
    return word.lower().rstrip("иуй")[-1:] in "кг"


def kazakh(word: str, ending: str) -> str:
    """The word with the Kazakh ending named by its back form (`ның`, `ға`, `ны`, `да`, `дан`, `мен`, `ым`, `лар`)."""
    last = word[-1].lower()
    voiceless, nasal, vowel = last in _VOICELESS, last in _NASAL, last in _VOWELS and last != "у"
    forms = {
        "ның": "ның" if vowel or nasal else "тың" if voiceless else "дың",
        "ға": "қа" if voiceless else "ға",
        "ны": "ны" if vowel else "ты" if voiceless else "ды",
        "да": "та" if voiceless else "да",
        "дан": "нан" if nasal else "тан" if voiceless else "дан",
        "мен": "пен" if voiceless else "бен" if last in "зж" else "мен",
        "ым": "м" if vowel else "ым",
        "лар": "лар" if vowel or last in "рйу" else "тар" if voiceless else "дар",
    }
    made = forms[ending]
    return word + (made.translate(str.maketrans("аықғ", "еікг")) if _is_front(word) else made)
