"""The network that is walked with numpy."""

import threading

import numpy as np

from bot.anonymise.marks import Marks
from bot.anonymise.tagger import network, surenesses
from bot.anonymise.words import words_of


def test_a_name_is_surer_than_its_neighbours() -> None:
    words = words_of("мой сын Алишер бросил школу")
    sure = surenesses(Marks().of(words))
    assert int(np.argmax(sure[:, :2].sum(axis=1))) == 2
    assert sure.shape == (5, 4)


def test_no_words_have_no_surenesses() -> None:
    assert surenesses([]).shape == (0, 4)


def test_a_very_long_message_is_read_in_pieces() -> None:
    words = words_of("мой сын Алишер ушёл " * 300)
    assert len(surenesses(Marks().of(words))) == len(words)


def test_threads_share_one_network() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(id(network()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_one_copy_alone_still_knows_a_name() -> None:
    words = words_of("мой сын Алишер бросил школу")
    sure = surenesses(Marks().of(words), quick=True)[:, :2].sum(axis=1)
    assert int(np.argmax(sure)) == 2
    assert len(network(quick=True).pieces) == 1
