"""Why something could not be fetched. What becomes of it is the business of `page` and `feed`."""


class FetchError(OSError):
    """A URL that gave nothing: `reason` is a code of the journal's; what `is_passing` may give something later."""

    reason = "unreadable"
    is_passing = False


class UnusableUrlError(FetchError):
    """A URL that is never asked: another scheme, credentials, no host, a private network."""


class UnreachableError(FetchError):
    """No connection, no answer, or one that broke off."""

    is_passing = True


class TooSlowError(UnreachableError):
    """An answer that was not there in time."""


class RobotsForbidError(FetchError):
    """The host's robots.txt asks us not to read this."""


class RobotsUnknownError(FetchError):
    """The host's robots.txt could not be had, so that nothing of the host is read for now."""

    is_passing = True


class StatusError(FetchError):
    """An answer that is neither the document nor a redirect to it."""

    def __init__(self, message: str, is_passing: bool = False) -> None:
        super().__init__(message)
        self.is_passing = is_passing


class RedirectError(FetchError):
    """Redirects in a circle, too many of them, or one to nowhere."""


class BodyError(FetchError):
    """A body whose packing is broken or unknown."""


class TooLargeError(FetchError):
    """More bytes, as sent or unpacked, than a document may have. `content` is its beginning."""

    reason = "too_large"

    def __init__(self, message: str, content: bytes = b"") -> None:
        super().__init__(message)
        self.content = content
