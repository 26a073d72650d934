"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"

# The languages of news. The model knows 140; the small ones only draw short texts away from their neighbours.
_CANDIDATES = (
    "ar am az be bg bn bs ca cs da de el en es et eu fa fi fr gl gu he hi hr hu hy id is it ja jv ka kk km kn ko ku "
    "ky lo lt lv mk ml mn mr ms my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh"
).split()
_SAMPLE_CHARS = 4_000
_MIN_LETTERS = 12
_MIN_CONFIDENCE = 0.5
# Indonesian and Malay share most of their words: Malay is said only where the model is this sure against Indonesian.
_MALAY_SHARE = 0.9
_LETTER = re.compile(r"[^\W\d_]")
# Old and three-letter codes, and what people write instead of one.
_OTHER_NAMES = {
    "in": "id",
    "ind": "id",
    "indonesia": "id",
    "indonesian": "id",
    "bahasa": "id",
    "bahasa indonesia": "id",
    "eng": "en",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
    "msa": "ms",
    "may": "ms",
}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.9 s: only for those who detect

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier


def detect(text: str) -> str:
    """ISO 639-1 code of the language of the first 4,000 characters; `und` where they are too few or unclear.

    Indonesian and Malay: `ms` only where Malay has nine tenths of what the model gives to the two, else `id`.
    """
    sample = text[:_SAMPLE_CHARS]
    if len(_LETTER.findall(sample)) < _MIN_LETTERS:
        return UNKNOWN
    ranked: dict[str, float] = dict(_identifier().rank(sample))
    both = ranked["id"] + ranked["ms"]
    ranked["ms" if ranked["ms"] > _MALAY_SHARE * both else "id"] = both
    best = max(ranked, key=ranked.__getitem__)
    return best if ranked[best] >= _MIN_CONFIDENCE else UNKNOWN


def language_code(claim: str) -> str | None:
    """The two- or three-letter code behind a claim such as `id-ID`, `in` or `Bahasa Indonesia`; None if it is none.

    >>> language_code("en_GB")
    'en'
    """
    name = claim.strip().casefold()
    code = _OTHER_NAMES.get(name) or re.split(r"[-_]", name)[0]
    code = _OTHER_NAMES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None
