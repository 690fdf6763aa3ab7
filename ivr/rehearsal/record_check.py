"""What the record of a call says, beside what its script expects of it."""

from collections.abc import Iterator, Sequence

from ivr.authoring.located import Mark
from ivr.dialogue.disposition import disposition
from ivr.dialogue.events import Event
from ivr.rehearsal.script import EventMatch, Expectation


def of_events(expect: Expectation, events: Sequence[Event]) -> Iterator[tuple[Mark, str]]:
    """Everything that the record says differently, and where it was expected."""
    code = disposition(events)
    if expect.disposition and code != expect.disposition:
        yield expect.mark, f"expected the disposition {expect.disposition}; the record says {code}"
    yield from _missing(expect.events, events)
    for match in expect.never:
        found = next((event for event in events if _fits(match, event)), None)
        if found is not None:
            yield match.mark, f"expected no event {told(match)}; the record has {shown(found)}"


def _missing(expected: Sequence[EventMatch], events: Sequence[Event]) -> Iterator[tuple[Mark, str]]:
    place = 0
    for match in expected:
        found = next((nth for nth in range(place, len(events)) if _fits(match, events[nth])), None)
        if found is None:
            yield match.mark, f"expected the event {told(match)}; {_instead(match, events)}"
            return
        place = found + 1


def _instead(match: EventMatch, events: Sequence[Event]) -> str:
    if any(_fits(match, event) for event in events):
        return "the record has it before the event of the line above"
    alike = [shown(event) for event in events if type(event).__name__ == match.name]
    if alike:
        return f"the record has {', '.join(alike)}"
    return f"the record has {', '.join(dict.fromkeys(type(event).__name__ for event in events)) or 'no events'}"


def _fits(match: EventMatch, event: Event) -> bool:
    named = type(event).__name__ == match.name
    return named and all(_text(getattr(event, name)) == value for name, value in match.fields)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def told(match: EventMatch) -> str:
    """An expected event, as the script has it."""
    fields = ", ".join(f"{name}: {value}" for name, value in match.fields)
    return f"{match.name} ({fields})" if fields else match.name


def shown(event: Event) -> str:
    """An event of the record, in the same form."""
    names = type(event).__match_args__
    return told(EventMatch(type(event).__name__, tuple((name, _text(getattr(event, name))) for name in names)))
