"""Car plates and coordinates."""

import pytest

from bot.anonymise import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("на чёрной камри 417 KDA 05 приехали", "на чёрной камри [НОМЕР МАШИНЫ] приехали"),
        ("ана көлік 832bra13 тұр", "ана көлік [КӨЛІК НӨМІРІ] тұр"),
        ("машина а456вс 05", "машина [НОМЕР МАШИНЫ]"),
        ("ездят за мной на 08тжк13", "ездят за мной на [НОМЕР МАШИНЫ]"),
        ("газель 07kg 814 aam, киргизская", "газель [НОМЕР МАШИНЫ], киргизская"),
        ("N 49.80473, E 73.10942, там яма", "[КООРДИНАТЫ], там яма"),
        ("ол маған lat 54.8753 lng 69.1629 деп жазды", "ол маған [КООРДИНАТТАР] деп жазды"),
        ("вот координаты 43.2567, 76.9286", "вот координаты [КООРДИНАТЫ]"),
        ("осы жерде деп 42.3417,69.5901 жіберді", "осы жерде деп [КООРДИНАТТАР] жіберді"),
    ],
)
def test_what_leads_to_a_car_or_a_spot_goes(text: str, expected: str) -> None:
    assert redact(text).text == expected


@pytest.mark.parametrize("text", ["112 или 02", "пью 100 мг 2 раза", "температура 38.6, давление 140"])
def test_look_alikes_stay(text: str) -> None:
    assert redact(text).text == text
