"""The keeper's process: moves spools to the database, and puts changed flows on the line when they are good."""

import logging
import signal
import threading
from collections.abc import Callable

from ivr.authoring.sources import Sources, read_sources
from ivr.processes.lifeline import when_parent_dies
from ivr.settings import Settings
from ivr.wiring import build_keeper, publish

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds between two looks at the files


def run_keeper(settings: Settings, lifeline: int | None = None) -> None:
    """Keep the record and watch the files until SIGTERM, or until the parent is gone; then drain once more."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if lifeline is not None:
        when_parent_dies(lifeline, stop.set)
    watcher = threading.Thread(target=watch_files, args=(settings, stop.wait), name="files", daemon=True)
    watcher.start()
    build_keeper(settings).run(stop)


def watch_files(settings: Settings, wait: Callable[[float], bool]) -> None:
    """Publish the helpline's files whenever they change; broken ones are reported once, and the line goes on.

    `wait` takes seconds and says whether to stop.
    """
    seen: Sources | None = None
    trouble = ""
    while not wait(LOOK_EVERY):
        try:
            seen, trouble = _look(settings, seen), ""
        except Exception as error:  # the edge of this thread: a full disk or a bug must not end the watch
            if trouble != repr(error):
                log.exception("files cannot be published", extra={"folder": str(settings.helpline)})
            trouble = repr(error)


def _look(settings: Settings, seen: Sources | None) -> Sources:
    sources = read_sources(settings.helpline)
    if sources == seen:
        return sources
    compiled = publish(settings, sources)
    for problem in compiled.problems:
        if problem.severity == "error":
            log.error("the line goes on with the last good flows", extra={"problem": str(problem)})
    if compiled.release is not None and seen is not None:
        log.info("the changed files are on the line", extra={"release": compiled.release.id})
    return sources
