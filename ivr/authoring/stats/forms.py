"""The figures for other programs: as JSON, whose names stay as they are, and as rows of a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ivr.authoring.figures import BEFORE_KEY_FEW, CHOICES_REMEMBERED, NOTICE_SECONDS, PIECE_SECONDS, WORDS_A_MINUTE
from ivr.authoring.stats.callers import CALLERS, SECONDS, Heard
from ivr.authoring.stats.journeys import TOPIC
from ivr.authoring.stats.stats import Stats

MS = 1000
HEADER = ("locale", "figure", "name", "who", "keys", "presses", "words", "seconds", "choices", "limit")
SPEECH = "not yet"
"""What is said of callers who speak, until they can."""


def seconds(ms: int) -> float:
    """Milliseconds as figures are told: to a tenth of a second."""
    return round(ms / MS, 1)


def limit_of(kind: str, who: str) -> int | None:
    """Seconds in which an answer begins for a caller (caller rule 28); there is a figure for topics alone."""
    return SECONDS[CALLERS[who]] if kind == TOPIC else None


def shown_keys(heard: Heard) -> list[str]:
    """The keys, each entry by its length: whose order number it is has no place in figures."""
    return [keys if len(keys) == 1 else f"{len(keys.rstrip('#'))} digits" for keys in heard.keys]


def presses(heard: Heard) -> int:
    """How many keys are pressed."""
    return sum(map(len, heard.keys))


def as_json(told: Sequence[Stats]) -> Mapping[str, Any]:
    """Everything, by locale."""
    return {
        "speech": SPEECH,
        "figures": {
            "words_a_minute": WORDS_A_MINUTE,
            "answer_seconds": {who: SECONDS[name] for who, name in CALLERS.items()},
            "choices": CHOICES_REMEMBERED,
            "words_before_key": BEFORE_KEY_FEW,
            "piece_seconds": PIECE_SECONDS,
            "notice_seconds": NOTICE_SECONDS,
        },
        "locales": {stats.locale: _locale(stats) for stats in told},
    }


def _locale(stats: Stats) -> Mapping[str, Any]:
    return {
        "goals": [
            {"kind": goal.kind, "name": goal.name, **{who: _heard(ways.get(who)) for who in CALLERS}}
            for goal, ways in stats.journeys.items()
        ],
        "person": {
            who: {"step": way.step, "phase": way.phase, **(_heard(way.heard) or {})}
            for who, way in stats.to_person.items()
        },
        "menus": [
            {"step": menu.step, "choices": menu.choices, "words_before_key": menu.before_key, "seconds": menu.seconds}
            for menu in stats.menus
        ],
        "prompts": [
            {
                "key": each.key, "variant": each.variant.value, "number": each.number, "words": each.words,
                "seconds": round(each.seconds, 1), "limit": each.limit,
            }
            for each in stats.prompts
        ],
    }  # fmt: skip


def _heard(heard: Heard | None) -> dict[str, Any] | None:
    if heard is None:
        return None
    return {
        "keys": shown_keys(heard), "presses": presses(heard), "words": heard.words, "seconds": seconds(heard.ms),
    }  # fmt: skip


def rows(told: Sequence[Stats]) -> Iterator[tuple[object, ...]]:
    """Everything in one table, as `HEADER` has it; what a figure has not is left empty."""
    for stats in told:
        for goal, ways in stats.journeys.items():
            for who, heard in ways.items():
                yield (stats.locale, goal.kind, goal.name, who, *_cells(heard), "", limit_of(goal.kind, who) or "")
        for who, way in stats.to_person.items():
            yield (stats.locale, "person", way.step, who, *_cells(way.heard), "", "")
        for menu in stats.menus:
            named = (stats.locale, "menu", menu.step, "", "", "")
            yield (*named, menu.before_key, round(menu.seconds, 1), menu.choices, CHOICES_REMEMBERED)
        for each in stats.prompts:
            named = (stats.locale, "prompt", each.name, "", "", "")
            yield (*named, each.words, round(each.seconds, 1), "", each.limit or "")


def _cells(heard: Heard) -> tuple[object, ...]:
    return " ".join(shown_keys(heard)), presses(heard), heard.words, seconds(heard.ms)
