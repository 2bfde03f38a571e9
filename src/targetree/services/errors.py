"""What a use case refuses to do, as a code with values; the sentences are in `targetree.terms.sentences`."""

from __future__ import annotations

from collections.abc import Sequence

from targetree.terms.sentences import SENTENCES


class ServiceError(Exception):
    """Refused; nothing was changed. `details` is plain data for the page (holds in the way, what changed …)."""

    status = 422

    def __init__(self, code: str, details: Sequence[object] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.details = list(details)


class Invalid(ServiceError):
    """What was sent makes no sense."""


class Denied(ServiceError):
    """Not theirs to see or change."""

    status = 403


class Missing(ServiceError):
    """Not there, or not for them to know of."""

    status = 404


class Conflict(ServiceError):
    """Somebody was faster, or the thing is in a state that does not allow it."""

    status = 409


class Refused(ServiceError):
    """Holds stand against it; `details` are they."""

    status = 409


def sentence(error: ServiceError, lang: str) -> str:
    """What is wrong and what to do, in `zh` or `en`."""
    english, chinese = SENTENCES[error.code]
    return (chinese if lang == "zh" else english).format(**error.values)
