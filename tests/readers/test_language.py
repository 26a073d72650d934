"""Which language a text is in."""

from __future__ import annotations

import pytest

from loaders.extract.languages import codes
from loaders.language import UNKNOWN, detect, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Utusan Norlandia bertemu dengan utusan Sudlandia di ibu kota pada Senin.", "id"),
        ("Iran meluncurkan rudal ke Israel sebagai balasan atas serangan itu.", "id"),
        ("Presiden mengatakan bahwa kedua negara akan menandatangani perjanjian perdamaian.", "id"),
        ("The envoys of Norland and Sudland met in the capital on Monday.", "en"),
        ("Russia fired missiles at Kyiv.", "en"),
        ("Perdana Menteri berkata kerajaan akan membincangkan perkara itu dengan pihak Rusia bulan depan, "
         "kerana hubungan kedua-dua buah negara semakin baik.", "ms"),
        ("Die Gesandten beider Staaten trafen sich am Montag in der Hauptstadt.", "de"),
        ("Посланники двух стран встретились в понедельник в столице.", "ru"),
        ("両国の特使は月曜日に首都で会談した。", "ja"),
    ],
)  # fmt: skip
def test_the_language_of_a_sentence_is_found(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12 345 678", "Kyiv", "!!! --- ???", "\0\ud800"])
def test_too_little_to_tell_is_undetermined(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_the_samples_are_in_languages_we_read() -> None:
    from tests.readers.conftest import FIXTURES

    for folder in sorted(codes()):
        for path in sorted((FIXTURES.parent.parent / "samples" / folder).glob("*.txt")):
            assert detect(path.read_text().partition("\n\n")[2]) == folder, path.name


@pytest.mark.parametrize(
    ("claim", "code"),
    [("id", "id"), ("ID-id", "id"), ("in", "id"), ("Bahasa Indonesia", "id"), ("en_GB", "en"), ("eng", "en"),
     ("pt-BR", "pt"), ("", None), ("klingon", None), ("12", None)],
)  # fmt: skip
def test_claims_of_language_become_codes(claim: str, code: str | None) -> None:
    assert language_code(claim) == code
