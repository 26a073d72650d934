from __future__ import annotations

import numpy as np

from loaders.extract import features
from loaders.extract.network import FOLDER
from loaders.extract.sentences import sentences
from loaders.extract.tags import tagged_spans
from loaders.extract.windows import PIECES_PER_PART, PIECES_PER_WINDOW, windows
from loaders.extract.words import Pieces, words

PIECES = Pieces(FOLDER / "tokenizer.json")


def test_suffix_and_parts_of_hyphenated_words_stand_alone() -> None:
    text = "Warganya mengecam serangan-serangan U.S. itu."
    assert [text[a:b] for a, b in words(text)] == [
        "Warga", "nya", "mengecam", "serangan", "-", "serangan", "U.S", ".", "itu", ".",
    ]  # fmt: skip


def test_windows_hold_every_word_once_and_in_order() -> None:
    text = "One two three. " * 200 + "word " * 900
    parts = list(windows(text, sentences(text, "en"), PIECES))
    assert len(parts) > 5
    assert [text[a:b] for part in parts for a, b in part.words] == [text[a:b] for a, b in words(text)]
    assert max(part.size for part in parts) <= max(PIECES_PER_WINDOW, PIECES_PER_PART)


def test_a_window_never_splits_a_sentence_that_fits() -> None:
    text = "Alpha beta gamma delta. " * 100
    for window in windows(text, sentences(text, "en"), PIECES):
        assert text[window.words[-1][0]] == "."


def test_words_between_two_spans_are_the_same_from_either_side() -> None:
    assert features.between([(0, 2)], [(5, 6)]).tolist() == [[[2, 5]]]
    assert features.between([(5, 6)], [(0, 2)]).tolist() == [[[2, 5]]]
    assert features.between([(0, 3)], [(1, 2)]).tolist() == [[[3, 3]]]


def test_distance_has_a_sign_and_grows_in_steps() -> None:
    ahead, behind = features.distances([(10, 11)], [(12, 13), (8, 9)])[0]
    assert ahead == 9
    assert behind == 5
    assert features.distances([(0, 1)], [(500, 501)])[0, 0] == features.BUCKETS - 1


def test_pieces_are_averaged_into_words_and_room_is_kept() -> None:
    ids, pool = features.pieces_to_words([(7, 8), (9,), (10, 11)], room=6)
    assert ids == [0, 7, 8, 9, 2]
    assert pool[0].tolist() == [0, 0.5, 0.5, 0, 0]
    assert pool[2].sum() == 0


def test_a_span_begins_where_the_tagger_says_so() -> None:
    logits = np.log(np.array([[0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.1, 0.8, 0.1], [0.9, 0.05, 0.05]], np.float32))
    assert [(t.span, t.label) for t in tagged_spans(logits, 0.5)] == [((0, 2), 0), ((2, 3), 0)]
