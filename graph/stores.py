"""Opening a store by its address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import InputError
from graph.sqlite import open_sqlite
from graph.store import Store

QUERY_SECONDS = 10.0
NEO4J_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_FORMS = "write sqlite:///casus.db, sqlite:////folder/casus.db, neo4j://host:7687 or bolt://host:7687"


def open_store(
    address: str, *, user: str | None = None, password: str | None = None, query_seconds: float = QUERY_SECONDS
) -> Store:
    """Open the store that `address` names; `query_seconds` limits each question.

    `sqlite:///casus.db` is relative to the working folder, `sqlite:////folder/casus.db` absolute; `sqlite://casus.db`
    and `sqlite:casus.db` name a file too. User and password are for Neo4j alone.
    Raises InputError for an address that names no store or holds a user or password; StoreError when it cannot be
    opened.
    """
    scheme, separator, rest = address.strip().partition(":")
    scheme = scheme.lower()
    if not separator or scheme not in NEO4J_SCHEMES | {"sqlite"}:
        raise InputError(f"no store has such an address: {_FORMS}")
    if _has_credentials(scheme, rest):
        raise InputError(
            "a store's address must not hold a user or password: set CASUS_NEO4J_USER and CASUS_NEO4J_PASSWORD"
        )
    if scheme == "sqlite":
        return open_sqlite(_sqlite_path(rest), query_seconds=query_seconds)
    from graph.neo4j import open_neo4j  # the driver takes half a second to import

    return open_neo4j(address.strip(), user=user, password=password, query_seconds=query_seconds)


def sqlite_file(address: str) -> Path | None:
    """The file of a SQLite store, None for the address of any other. Raises InputError when it names no file."""
    scheme, _, rest = address.strip().partition(":")
    return _sqlite_path(rest) if scheme.lower() == "sqlite" else None


def _has_credentials(scheme: str, rest: str) -> bool:
    """Whether anything stands before an @, or a name that smells of a secret among the parameters."""
    if scheme == "sqlite":
        return rest.startswith("//") and "@" in rest[2:].partition("/")[0]
    return "@" in rest or "password" in urlsplit(f"x:{rest}").query.lower()


def _sqlite_path(rest: str) -> Path:
    path = rest.removeprefix("//")
    if rest.startswith("///"):
        path = path[1:]
    if "?" in path or "\x00" in path:
        raise InputError("a SQLite store's address is a path without parameters: sqlite:///casus.db")
    if not path.strip("/") or path == ":memory:":
        raise InputError(f"the address names no file: {_FORMS}")
    file = Path(path).expanduser()
    if not file.is_absolute() and not file.parent.is_dir() and (Path("/") / file).parent.is_dir():
        raise InputError(
            f"there is no folder {file.parent} here: an absolute path takes four slashes, sqlite:////{file}"
        )
    return file
