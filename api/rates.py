"""How many requests a client may send, in a bounded amount of memory."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

_NEARLY = 1e-6  # of a request: instants are floats, and their differences are never quite whole


@dataclass(frozen=True, slots=True)
class Policy:
    """`quota` requests within `seconds`, given back one by one; 0: no limit. `name`: for the headers."""

    name: str
    quota: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left to a client: requests, seconds until all are back, and until the next one (0: now)."""

    policy: Policy
    left: int
    whole: int
    wait: int

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-10 writes them."""
        if not self.policy.quota:
            return {}
        name = self.policy.name
        return {
            "RateLimit-Policy": f'"{name}";q={self.policy.quota};w={self.policy.seconds}',
            "RateLimit": f'"{name}";r={self.left};t={self.whole}',
        }


class Rates:
    """One policy for many clients. Not for several threads.

    Of each client there is one number, the instant at which all of its requests are given back; past that instant it
    is as one never seen. The `clients` last seen are remembered.
    """

    def __init__(self, policy: Policy, clients: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.policy = policy
        self._clients = clients
        self._clock = clock
        self._each = policy.seconds / policy.quota if policy.quota else 0.0
        self._whole: OrderedDict[str, float] = OrderedDict()

    def look(self, client: str) -> Standing:
        """Where the client stands, without a request."""
        now = self._clock()
        return self._standing(max(0.0, self._whole.get(client, now) - now))

    def take(self, client: str) -> tuple[bool, Standing]:
        """Whether there was a request left, which is now counted, and where the client stands."""
        if (standing := self.look(client)).wait:
            return False, standing
        if self.policy.quota:
            now = self._clock()
            self._whole[client] = max(now, self._whole.pop(client, now)) + self._each
            if len(self._whole) > self._clients:
                self._whole.popitem(last=False)
        return True, self.look(client)

    def _standing(self, debt: float) -> Standing:
        """`debt`: seconds until all is given back."""
        if not self.policy.quota:
            return Standing(self.policy, 0, 0, 0)
        left = math.floor((self.policy.seconds - debt) / self._each + _NEARLY)
        wait = 0 if left else max(1, math.ceil(debt + self._each - self.policy.seconds))
        return Standing(self.policy, left, math.ceil(debt), wait)
