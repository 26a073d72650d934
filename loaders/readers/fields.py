"""What the columns of a table and the keys of a JSON object are usually called."""

from __future__ import annotations

FIELD_OF = {
    name: field
    for field, names in {
        "text": "text body content article fulltext full_text maintext isi teks konten",
        "title": "title headline judul",
        "url": "url link address tautan",
        "publisher": "publisher source outlet sitename site_name source_name penerbit media sumber",
        "published": "published date published_at publishedat publish_date date_publish pubdate date_published tanggal",
        "lang": "lang language bahasa",
        "id": "id article_id doc_id doc",
    }.items()
    for name in names.split()
}


def named(keys: list[str]) -> dict[str, int]:
    """Position of each known field among the keys; a field's first name in FIELD_OF wins over its other names.

    >>> named(["Headline", "body", "TEXT"])
    {'text': 2, 'title': 0}
    """
    folded = [key.strip().casefold().replace(" ", "_").replace("-", "_") for key in keys]
    found: dict[str, int] = {}
    for name, field in FIELD_OF.items():
        if field not in found and name in folded:
            found[field] = folded.index(name)
    return found
