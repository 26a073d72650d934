"""What a store's address may be. Nothing here opens a store or imports a driver."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import InputError

NEO4J_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
NEO4J_DATABASE = "neo4j"  # unless the address names one: neo4j://host:7687/other
_FORMS = "write sqlite:///casus.db, sqlite:////folder/casus.db, neo4j://host:7687 or bolt://host:7687"
_NO_CREDENTIALS = "a store's address must not hold a user or password: set CASUS_NEO4J_USER and CASUS_NEO4J_PASSWORD"


def check_address(address: str) -> None:
    """Raise InputError for an address that names no store, or holds a user or password (which it never repeats)."""
    if scheme(address) == "sqlite":
        sqlite_file(address)
    else:
        neo4j_server(address)


def scheme(address: str) -> str:
    """`sqlite` or one of NEO4J_SCHEMES. Raises InputError for any other, and where a user or password is given."""
    found, separator, rest = address.strip().partition(":")
    found = found.lower()
    if not separator or found not in NEO4J_SCHEMES | {"sqlite"}:
        raise InputError(f"no store has such an address: {_FORMS}")
    if _has_credentials(found, rest):
        raise InputError(_NO_CREDENTIALS)
    return found


def sqlite_file(address: str) -> Path | None:
    """The file of a SQLite store, None for the address of any other. Raises InputError when it names no file."""
    found, _, rest = address.strip().partition(":")
    return _sqlite_path(rest) if found.lower() == "sqlite" else None


def neo4j_server(address: str) -> tuple[str, str]:
    """(address without its path, database). Raises InputError, and never repeats what could be a password."""
    try:
        parts = urlsplit(address.strip())
        port, secret = parts.port, parts.username is not None or parts.password is not None
    except ValueError as error:
        raise InputError("the Neo4j address is not one: write neo4j://host:7687") from error
    if secret:
        raise InputError(_NO_CREDENTIALS)
    if parts.scheme not in NEO4J_SCHEMES or not parts.hostname or parts.query or parts.fragment:
        raise InputError(f"the Neo4j address {address!r} is not like neo4j://host:7687")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port or 7687}", parts.path.strip("/") or NEO4J_DATABASE


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
