"""The keeper's process: moves spools to the database, puts good changed flows on the line, and shows its figures."""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ivr.authoring.proof.gate import TooLargeError, stuck_in
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources, read_sources
from ivr.processes.figures import show_figures
from ivr.processes.lifeline import when_parent_dies
from ivr.settings import Settings
from ivr.wiring import build_keeper, prune_releases, publish, stands

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds between two looks at the files


def run_keeper(settings: Settings, lifeline: int | None = None) -> None:
    """Keep the record and watch the files until SIGTERM, or until the parent is gone; then drain once more."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if lifeline is not None:
        when_parent_dies(lifeline, stop.set)
    show_figures(settings)
    watcher = threading.Thread(target=watch_files, args=(settings, stop.wait), name="files", daemon=True)
    watcher.start()
    build_keeper(settings).run(stop)


@dataclass(frozen=True, slots=True)
class Seen:
    """The helpline's files at the last look, and those that are on the line."""

    files: Sources | None = None
    good: Sources | None = None


def nobody_gets_stuck(release: Release) -> bool:
    """Whether changed files may go on the line: the proof holds, or there is too much to prove while people wait."""
    try:
        findings = stuck_in(release)
    except TooLargeError:
        log.warning("the line is too large to be proved at each change: run ivr prove", extra={"release": release.id})
        return True
    for finding in findings:
        log.error("the line goes on with the last good flows: somebody gets stuck", extra={"problem": finding.what})
    if findings:
        log.error("ivr prove prints the calls that get stuck")
    return not findings


def watch_files(
    settings: Settings, wait: Callable[[float], bool], passes: Callable[[Release], bool] = nobody_gets_stuck
) -> None:
    """Publish the helpline's files whenever they change; broken ones are reported once, and the line goes on.

    What is on the line is published again when the state folder has lost it. `wait` takes seconds and says whether to
    stop; `passes` has the last word on a changed line.
    """
    seen, trouble = Seen(), ""
    while not wait(LOOK_EVERY):
        try:
            seen, trouble = _look(settings, seen, passes), ""
        except Exception as error:  # the edge of this thread: a full disk or a bug must not end the watch
            if trouble != repr(error):
                log.exception("files cannot be published", extra={"folder": str(settings.helpline)})
            trouble = repr(error)


def _look(settings: Settings, seen: Seen, passes: Callable[[Release], bool]) -> Seen:
    sources = read_sources(settings.helpline)
    if sources != seen.files:
        return _publish_changed(settings, sources, seen, passes)
    if seen.good is not None and not stands(settings):
        log.error("the release was lost and is published again", extra={"folder": str(settings.var)})
        publish(settings, seen.good)
    return seen


def _publish_changed(settings: Settings, sources: Sources, seen: Seen, passes: Callable[[Release], bool]) -> Seen:
    compiled = publish(settings, sources, passes)
    for problem in compiled.problems:
        if problem.severity == "error":
            log.error("the line goes on with the last good flows", extra={"problem": str(problem)})
    if compiled.release is None:
        return Seen(sources, seen.good)
    if seen.files is not None:
        log.info("the changed files are on the line", extra={"release": compiled.release.id})
    deleted = prune_releases(settings)
    if deleted:
        log.info("old releases deleted", extra={"releases": deleted})
    return Seen(sources, sources)
