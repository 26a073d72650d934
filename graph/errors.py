"""Every error that Casus raises on purpose.

CasusError
├── InputError            what a user gave cannot be used
│   ├── UnreadableError   a file, page or row that cannot be read
│   ├── FetchError        an address that may not be fetched
│   │   └── FetchFailedError    one that may, but gave nothing; worth trying again
│   └── QueryError        a question that makes no sense (since after until)
│       └── CursorError   a cursor that was tampered with, or belongs to another question
├── NotFoundError         no such event, actor, article, job or key
├── UnauthorizedError     no key of the service, or one that is not good
├── ForbiddenError        a key that may not do this
├── RateError             too many requests; worth trying again
├── LimitError            over a named limit (settings)
├── BusyError             too much is waiting already; worth trying again
├── WorkerError           a process that reads articles died
└── StoreError            the store failed
    ├── StoreUnavailableError   cannot be reached; worth trying again
    ├── StoreTimeoutError       took longer than the query limit
    ├── SchemaTooNewError       written by a newer Casus
    └── SchemaTooOldError       wants `casus store migrate`

Each class carries the HTTP status and the machine code that the API answers with.
"""

from __future__ import annotations

from typing import ClassVar


class CasusError(Exception):
    """Base of the tree. `str(error)` is one line for people: what, where, what to do."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"


class InputError(CasusError):
    status = 422
    code = "bad_input"


class UnreadableError(InputError):
    code = "unreadable"


class FetchError(InputError):
    code = "fetch_refused"


class FetchFailedError(FetchError):
    code = "fetch_failed"


class QueryError(InputError):
    code = "bad_query"


class CursorError(QueryError):
    status = 400
    code = "bad_cursor"


class NotFoundError(CasusError):
    status = 404
    code = "not_found"


class UnauthorizedError(CasusError):
    status = 401
    code = "unauthorized"


class ForbiddenError(CasusError):
    status = 403
    code = "forbidden"


class RateError(CasusError):
    status = 429
    code = "too_many_requests"


class LimitError(CasusError):
    status = 413
    code = "over_limit"


class BusyError(CasusError):
    status = 503
    code = "busy"


class WorkerError(CasusError):
    code = "worker_died"


class StoreError(CasusError):
    status = 500
    code = "store_failed"


class StoreUnavailableError(StoreError):
    status = 503
    code = "store_unavailable"


class StoreTimeoutError(StoreError):
    status = 504
    code = "store_timeout"


class SchemaTooNewError(StoreError):
    status = 503
    code = "schema_too_new"


class SchemaTooOldError(StoreError):
    status = 503
    code = "schema_too_old"
