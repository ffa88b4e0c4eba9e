"""Check digits: the numbers that can prove what they are."""

import re

_MONTHS, _DAYS = 12, 31
_FIRST = range(1, 12)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def has_birth_date(digits: str) -> bool:
    """Whether the number opens with a year, a month and a day, as an IIN does."""
    return 1 <= int(digits[2:4]) <= _MONTHS and 1 <= int(digits[4:6]) <= _DAYS


def iin(digits: str) -> bool:
    """An individual identification number of Kazakhstan: 12 digits, a date, a check digit."""
    if not re.fullmatch("[0-9]{12}", digits) or not has_birth_date(digits):
        return False
    numbers = [int(digit) for digit in digits]
    for weights in (_FIRST, _SECOND):
        rest = sum(weight * number for weight, number in zip(weights, numbers, strict=False)) % 11
        if rest != 10:  # noqa: PLR2004 - ten does not fit one digit: the second weights decide
            return rest == numbers[11]
    return False


def luhn(digits: str) -> bool:
    """A payment card's check digit."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0  # noqa: PLR2004 - casting out nines


def iban(text: str) -> bool:
    """An international account number: the remainder by 97 is one."""
    turned = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1 if turned.isascii() else False
