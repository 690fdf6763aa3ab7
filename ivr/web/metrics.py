"""What is counted for Prometheus: calls, turns, stumbles, hand-offs, ends, and what the record could not keep.

No label holds a call's id, a number or a token: they are names of our own, and of a release's steps.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import perf_counter
from typing import get_args

from flask import Response
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from ivr.carriers.twilio.read import Heard
from ivr.dialogue.disposition import DISPOSITIONS
from ivr.dialogue.events import CallBegan, Event, HandedOff, HandOffEnded, NothingHeard, NotMatched, TurnFailed
from ivr.dialogue.inputs import Input
from ivr.records.entry import Entry
from ivr.records.spool import spool_bytes
from ivr.service import NoReleaseError
from ivr.web.edge import Answer
from ivr.web.tally import Series, Tally

SLOW_AFTER = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # s; the carrier waits 6
INPUTS = tuple(kind.__name__ for kind in get_args(Input))
ENDS = tuple(code for code in DISPOSITIONS if code != "in_progress")
HAND_OFF_OUTCOMES = ("ended", "closed", "full", "left", "failed")

CALLS = Series("ivr_calls_total", "Calls that came in.")
TURNS = Series("ivr_turns_total", "Webhooks answered, by what they told.", "input", (*INPUTS, "notice", "end"))
TURN_SECONDS = Series("ivr_turn_seconds", "Time from a webhook to its answer.", buckets=SLOW_AFTER)
NO_MATCH = Series("ivr_no_match_total", "Keys that fitted nothing, by step.", "step", ())
NO_INPUT = Series("ivr_no_input_total", "Silence where an answer was needed, by step.", "step", ())
HAND_OFFS = Series("ivr_hand_offs_total", "Callers put through to a person or into a queue.")
HAND_OFFS_ENDED = Series("ivr_hand_offs_ended_total", "Hand-offs that are over.", "outcome", HAND_OFF_OUTCOMES)
CALLS_ENDED = Series("ivr_calls_ended_total", "Calls that are over, by how.", "disposition", ENDS)
APOLOGIES = Series("ivr_apologies_total", "Turns in which callers heard that something went wrong.")
FAILED = Series("ivr_failed_turns_total", "Webhooks that could not be answered as meant.", "why", ("bug", "no_release"))
REFUSED = Series("ivr_refused_webhooks_total", "Requests that the carrier did not sign for us.")
DROPPED = Series("ivr_spool_dropped_total", "Turns whose record was lost.")

EVERY = (
    CALLS,
    TURNS,
    TURN_SECONDS,
    NO_MATCH,
    NO_INPUT,
    HAND_OFFS,
    HAND_OFFS_ENDED,
    CALLS_ENDED,
    APOLOGIES,
    FAILED,
    REFUSED,
    DROPPED,
)
EVENTS: Mapping[type[Event], tuple[Series, str]] = {
    CallBegan: (CALLS, ""),
    NotMatched: (NO_MATCH, "step"),
    NothingHeard: (NO_INPUT, "step"),
    HandedOff: (HAND_OFFS, ""),
    HandOffEnded: (HAND_OFFS_ENDED, "outcome"),
    TurnFailed: (APOLOGIES, ""),
}
"""The events that are counted, and the field that is their label."""

SPOOL_BYTES = "ivr_spool_bytes"

Respond = Callable[[Answer, str], Response]


class Metrics:
    """Counts for one process what passes through it; `folder` is shared by all processes of the line."""

    def __init__(self, folder: Path) -> None:
        self._tally = Tally(folder, EVERY)

    def recording(self, record: Callable[[Entry], bool]) -> Callable[[Entry], bool]:
        """Count what happens in each turn that is recorded, and whether it could be."""

        def recorded(entry: Entry) -> bool:
            kept = record(entry)
            if not kept:
                self._tally.add(DROPPED)
            for event in entry.events:
                if found := EVENTS.get(type(event)):
                    series, field = found
                    self._tally.add(series, getattr(event, field) if field else "")
            return kept

        return recorded

    def responding(self, respond: Respond) -> Respond:
        """Take the time of the answers to all requests that are believed, and count the others."""

        def responded(answer: Answer, token: str) -> Response:
            began = perf_counter()
            response = respond(answer, token)
            if response.status_code == 403:
                self._tally.add(REFUSED)
            else:
                self._tally.observe(TURN_SECONDS, perf_counter() - began)
            return response

        return responded

    def answering(self, answer: Answer) -> Answer:
        """Count what the answered webhooks told, and those that could not be answered as meant."""

        def answered(heard: Heard, token: str) -> str:
            self._tally.add(TURNS, _told(heard))
            try:
                return answer.answer(heard, token)
            except NoReleaseError:
                self._tally.add(FAILED, "no_release")
                raise
            except Exception:
                self._tally.add(FAILED, "bug")
                raise

        return Answer(answer.route, answered)

    def call_ended(self, disposition: str) -> None:
        """Count a call that is over."""
        self._tally.add(CALLS_ENDED, disposition)


def figures(folder: Path, spool: Path) -> CollectorRegistry:
    """All figures of a line, added up over its processes, the dead ones included, whenever they are asked for."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]  # it has no annotations
    registry.register(_SpoolBytes(spool))
    return registry


class _SpoolBytes(Collector):
    """What waits in the spools, measured when asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield GaugeMetricFamily(SPOOL_BYTES, "Bytes in all spool files.", value=spool_bytes(self._folder))


def _told(heard: Heard) -> str:
    if heard.given is not None:
        return type(heard.given).__name__
    return "end" if heard.ended is not None else "notice"
