"""A recorded call without what its caller entered, for a script that others read: order numbers, dates, all such."""

import re
from dataclasses import replace

from ivr.dialogue.entry_rules import as_date
from ivr.dialogue.events import AnswerGiven, CallBegan, InputHeard
from ivr.dialogue.values import Kind
from ivr.language.playable import HIDDEN, transcript
from ivr.language.spoken import SPOKEN
from ivr.records.calls import CallRecord
from ivr.records.entry import Entry
from ivr.records.redaction import DOT

_SINGLY = re.compile(r"(?<!\w)\d(?:,? \d)+(?!\w)")
"""Digits as the line reads an entry back: one by one, in groups."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def without_entries(record: CallRecord) -> CallRecord:
    """The record with dots for all entries of more than one key, and for the words that read them back."""
    if not any(_entered(entry) for entry in record.turns):
        return record
    dates = _dates_in(record)
    return replace(record, turns=tuple(_hidden(entry, dates) for entry in record.turns))


def _entered(entry: Entry) -> str:
    """The keys of an entry of several; nothing where there is none."""
    return next((event.keys for event in entry.events if isinstance(event, InputHeard) and len(event.keys) > 1), "")


def _hidden(entry: Entry, dates: frozenset[str]) -> Entry:
    events = tuple(
        replace(event, keys=DOT * len(event.keys)) if isinstance(event, InputHeard) and len(event.keys) > 1 else event
        for event in entry.events
    )
    return replace(entry, events=events, said=tuple(_without_read_back(text, dates) for text in entry.said))


def _without_read_back(text: str, dates: frozenset[str]) -> str:
    for each in dates:
        text = text.replace(each, HIDDEN)
    return _SINGLY.sub(HIDDEN, text)


def _dates_in(record: CallRecord) -> frozenset[str]:
    """The days that were entered, as the line speaks of them."""
    events = [event for entry in record.turns for event in entry.events]
    locale = next((event.locale for event in events if isinstance(event, CallBegan)), "")
    days = {day.isoformat() for entry in record.turns if (day := as_date(_entered(entry).strip("#")))}
    days |= {event.value for event in events if isinstance(event, AnswerGiven) and _DAY.fullmatch(event.value)}
    return frozenset(transcript(SPOKEN[Kind.DATE](day, locale)) for day in days)
