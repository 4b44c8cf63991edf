"""Which errors a person can mend, and the exit code of each. Any other is a fault of ours and keeps its traceback."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from pipelines.config import BadConfiguration

FAILED, MISUSED, HELD, STOPPED = 1, 2, 3, 130
_SYSTEM_SAYS_NO = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns the errors that a person can mend into one line and an exit code; others keep their traceback."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Stopped. What was recorded is kept; the next run goes on from there.", err=True)
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        code = exit_code_of(error)
        if code is None:
            raise
        typer.echo(f"dateline: {error}", err=True)
        raise typer.Exit(code) from error


def exit_code_of(error: Exception) -> int | None:
    """The exit code for an error whose message says what to do; null for one that nobody expected."""
    from pipelines.evaluation.failures import BadGold, BadResult
    from pipelines.explaining.linked_event import UnknownEvent
    from pipelines.files import InputError
    from pipelines.language_model.asking import EndpointRefused
    from pipelines.sources.failures import UnusableUrlError
    from pipelines.sources.kinds import MissingFileError, MissingFolderError, UnknownKindError
    from pipelines.sources.source import SourceTableError
    from pipelines.steps.backup import BackupRefused, CopyBroken, RestoreRefused
    from pipelines.steps.correct import UnknownJudgement, UnknownPlace, UnknownSubject
    from warehouse.export_forms import ExportRefused
    from warehouse.folder import DataFolderUnusable
    from warehouse.journal.journal import UnknownArticle
    from warehouse.lock import BuildHeld
    from warehouse.query import NoWarehouse, QueryFailed
    from warehouse.report import UnknownCountry

    misuse = (
        BadConfiguration,
        BadGold,
        BadResult,
        EndpointRefused,
        ExportRefused,
        InputError,
        MissingFileError,
        MissingFolderError,
        UnknownKindError,
        UnusableUrlError,
        SourceTableError,
        DataFolderUnusable,
        BackupRefused,
        RestoreRefused,
        NoWarehouse,
        QueryFailed,
        UnknownArticle,
        UnknownCountry,
        UnknownEvent,
        UnknownJudgement,
        UnknownPlace,
        UnknownSubject,
    )
    if isinstance(error, BuildHeld):
        return HELD
    if isinstance(error, misuse):
        return MISUSED
    if isinstance(error, CopyBroken):
        return FAILED
    if type(error).__module__.startswith(("warehouse.", "schemas.")):
        return FAILED
    if isinstance(error, OSError) and error.errno in _SYSTEM_SAYS_NO:
        return FAILED
    return None
