"""Every limit of reading and fetching. A field's name is the name of its setting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much hostile input may cost. Over a limit means rejected and counted, never cut short.

    max_input_bytes: bytes of one text, page or feed, which are read whole. JSONL and CSV are read by the line.
    max_line_chars: characters of one line of JSONL or one row of CSV.
    max_text_chars: characters of one article's text.
    max_field_chars: characters of a title, publisher, id or address.
    max_files: files of one directory, those in its folders included.
    max_feed_entries: entries of one feed; the rest are rejected together.
    max_row_chars: characters of one row of an event data set, line breaks in its cells included.
    max_unpacked_bytes: bytes of an event data set when unpacked, all members of its archive together.
    max_unpacked_ratio: how many times its packed size an event data set of more than 64 MiB may have.
    parse_seconds: wall-clock seconds for one page or feed in the parsing process, which is ended after them.
    parse_memory_bytes: address space of that process.
    connect_seconds: to look a host's name up, and again to connect to each of its addresses.
    read_seconds: longest silence of a server.
    fetch_seconds: wall-clock seconds for one address, redirects included.
    max_fetch_bytes: bytes of a fetched body, counted after decompression.
    max_redirects: redirects followed.
    allow_private_addresses: whether addresses that are not public may be fetched (intranets, tests).
    """

    max_input_bytes: int = 16 * 2**20
    max_line_chars: int = 16 * 2**20
    max_text_chars: int = 2_000_000
    max_field_chars: int = 4_000
    max_files: int = 1_000_000
    max_feed_entries: int = 5_000
    max_row_chars: int = 2**20
    max_unpacked_bytes: int = 64 * 2**30
    max_unpacked_ratio: int = 200
    parse_seconds: float = 10.0
    parse_memory_bytes: int = 4 * 2**30
    connect_seconds: float = 5.0
    read_seconds: float = 10.0
    fetch_seconds: float = 30.0
    max_fetch_bytes: int = 16 * 2**20
    max_redirects: int = 3
    allow_private_addresses: bool = False
