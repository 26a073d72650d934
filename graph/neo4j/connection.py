"""One driver, and the edge at which its errors become ours.

Invariants: no value is ever formatted into Cypher; every piece of work is idempotent, so the driver may run it again;
what one process wrote, its next reading sees (one bookmark manager); no message names the password.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import LiteralString, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Record, Transaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.addresses import neo4j_server
from graph.errors import InputError, StoreError, StoreTimeoutError, StoreUnavailableError
from graph.neo4j.statements import statement

CONNECT_SECONDS = 5.0
# How long the driver tries idempotent work again when the server is away; then whoever asked is told to come back.
RETRY_SECONDS = 2.0
# A write may take longer than a question, because a batch may be large and waits for the writer before it.
WRITE_FACTOR = 12
# A connection that was idle for this long is tried before it is used, so a server that came back is found.
IDLE_SECONDS = 30.0

Result = TypeVar("Result")
Work = Callable[[ManagedTransaction], Result]


class Connection:
    """Opens nothing until it is used, so a service starts while its database is away, and recovers with it."""

    def __init__(self, address: str, user: str, password: str | None, query_seconds: float) -> None:
        self.address, self.database = neo4j_server(address)
        self._query_seconds = query_seconds
        self._closed = False
        with self._translated():
            self._driver = GraphDatabase.driver(
                self.address,
                auth=(user, password) if password else None,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS * 2,
                max_transaction_retry_time=RETRY_SECONDS,
                liveness_check_timeout=IDLE_SECONDS,
                keep_alive=True,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                telemetry_disabled=True,
                user_agent="casus",
            )
        self._bookmarks = GraphDatabase.bookmark_manager()

    def read(self, work: Work[Result]) -> Result:
        """Run the work in a read transaction, cut off after the query limit. Raises StoreError."""
        with self._translated():
            timed = unit_of_work(timeout=self._query_seconds)(work)
            with self._driver.session(database=self.database, bookmark_manager=self._bookmarks) as session:
                return session.execute_read(timed)

    def write(self, work: Work[Result]) -> Result:
        """Run the work in one transaction: all of it or nothing. Raises StoreError, and what the work raises."""
        with self._translated():
            timed = unit_of_work(timeout=self._query_seconds * WRITE_FACTOR)(work)
            with self._driver.session(database=self.database, bookmark_manager=self._bookmarks) as session:
                return session.execute_write(timed)

    def ask(self, name: str, **parameters: object) -> list[Record]:
        """The answer to one named question."""
        return self.read(lambda tx: list(tx.run(statement(name), parameters)))

    def execute(self, text: LiteralString, **parameters: object) -> None:
        """Run one write in a transaction of its own, as changes of the schema must be, for as long as it takes."""
        with (
            self._translated(),
            self._driver.session(database=self.database, bookmark_manager=self._bookmarks) as session,
        ):
            session.execute_write(lambda tx: tx.run(text, parameters).consume())

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One transaction for as long as it takes, whose changes are dropped at the end."""
        with (
            self._translated(),
            self._driver.session(database=self.database, bookmark_manager=self._bookmarks) as session,
            session.begin_transaction() as transaction,
        ):
            yield transaction

    def close(self) -> None:
        self._closed = True
        self._driver.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        if self._closed:
            raise StoreUnavailableError(f"the store at {self.address} is closed: open it again")
        try:
            yield
        except UnicodeEncodeError as error:
            raise InputError("the text is not Unicode: it holds half of a surrogate pair") from error
        except OverflowError as error:
            raise InputError("a number does not fit into 64 bits") from error
        except AuthError as error:
            raise StoreUnavailableError(
                f"Neo4j at {self.address} refuses the user or password: set CASUS_NEO4J_USER and CASUS_NEO4J_PASSWORD"
            ) from error
        except ConfigurationError as error:
            raise InputError(f"the address {self.address} cannot be used: {error}") from error
        except Neo4jError as error:
            raise _of_server(self.address, error) from error
        except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError) as error:
            raise StoreUnavailableError(
                f"Neo4j at {self.address} cannot be reached: start it, or correct CASUS_STORE ({type(error).__name__})"
            ) from error
        except DriverError as error:
            said = " ".join(str(error).split())
            raise StoreError(f"Neo4j at {self.address} failed ({type(error).__name__}): {said}") from error


def _of_server(address: str, error: Neo4jError) -> StoreError:
    code = error.code or "unknown"
    if "TransactionTimedOut" in code or "Transaction.Terminated" in code or "LockAcquisitionTimeout" in code:
        return StoreTimeoutError(f"Neo4j at {address} took longer than the limit: ask for less, or raise the limit")
    if isinstance(error, TransientError) or error.is_retryable():
        return StoreUnavailableError(f"Neo4j at {address} is too busy or starting: try again ({code})")
    return StoreError(f"Neo4j at {address} failed ({code}): {error.message}")
