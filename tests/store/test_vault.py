"""What is sealed opens with its own key, in its own place, and not otherwise."""

from pathlib import Path

import pytest

from bot.errors import BadSettings, Forgotten, Unopenable
from bot.store.vault import keys, new_secrets, read_keys, write_new_keys

KEYS = keys(new_secrets())


def test_what_is_sealed_opens_and_shows_nothing_meanwhile() -> None:
    lock, _ = KEYS.new_case_key("c1")
    sealed = lock.seal("анамның сөзі", "letter of c1")
    assert "анамның".encode() not in sealed
    assert lock.open(sealed, "letter of c1").decode() == "анамның сөзі"


def test_sealing_twice_never_gives_the_same_bytes() -> None:
    assert KEYS.case.seal("a", "x") != KEYS.case.seal("a", "x")


@pytest.mark.parametrize("change", ["place", "key", "byte", "short"])
def test_another_key_place_or_byte_does_not_open(change: str) -> None:
    lock, _ = KEYS.new_case_key("c1")
    sealed: bytes = lock.seal("words", "here")
    other, about = lock, "here"
    if change == "place":
        about = "there"
    elif change == "key":
        other, _ = KEYS.new_case_key("c2")
    elif change == "byte":
        sealed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    else:
        sealed = sealed[:5]
    with pytest.raises(Unopenable):
        other.open(sealed, about)


def test_a_case_whose_key_was_destroyed_is_forgotten() -> None:
    with pytest.raises(Forgotten):
        KEYS.case_key("c1", None)


def test_a_person_s_hash_differs_by_side_and_by_key_file() -> None:
    other = keys(new_secrets())
    assert KEYS.seekers.name(5) == KEYS.seekers.name(5)
    assert len({KEYS.seekers.name(5), KEYS.desk.name(5), other.seekers.name(5), KEYS.seekers.name(6)}) == 4


def test_a_desk_s_key_file_cannot_open_a_seeker_s_address() -> None:
    secrets = new_secrets()
    sealed = keys(secrets).seekers.address.seal("77", "address")
    desk = keys({name: secret for name, secret in secrets.items() if name != "seeker"})
    with pytest.raises(BadSettings, match="no `seeker` key"):
        _ = desk.seekers
    with pytest.raises(Unopenable):
        desk.desk.address.open(sealed, "address")


def test_a_key_file_is_its_owner_s_alone_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "senim.keys"
    write_new_keys(file)
    assert file.stat().st_mode & 0o077 == 0
    assert read_keys(file).seeker is not None
    with pytest.raises(BadSettings, match="exists already"):
        write_new_keys(file)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"case": "x"}', '{"case": 1, "desk": 2}'])
def test_a_broken_key_file_is_told_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "senim.keys"
    file.write_text(text)
    with pytest.raises(BadSettings):
        read_keys(file)


def test_a_missing_key_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="make one with"):
        read_keys(tmp_path / "none")


def test_keys_show_nothing_of_themselves() -> None:
    assert "key=" not in repr(KEYS)
    assert "naming=" not in repr(KEYS.desk)
