"""The page about the simulated line tells every attribute: what is done, and what is not and why."""

from pathlib import Path

import pytest

from ivr.simulator.grammar import ATTRIBUTES, NOT_SIMULATED
from ivr.simulator.lacks import LACKS

PAGE = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text(encoding="utf-8")
DONE, NOT_DONE = PAGE.split("## What is not simulated")


def rows() -> list[str]:
    """The table of what is not simulated, as it has to stand on the page."""
    return [
        f"| `<{verb}>` | `{name}` | {lack.why} | {'told' if lack.told else ''} |"
        for (verb, name), lack in LACKS.items()
    ]


def test_the_table_of_what_is_not_simulated_is_that_of_the_code() -> None:
    shown = [line for line in NOT_DONE.splitlines() if line.startswith("| `<")]

    assert shown == rows()


@pytest.mark.parametrize(
    ("verb", "name"), [(verb, name) for verb, names in ATTRIBUTES.items() for name in sorted(names)]
)
def test_every_attribute_is_told(verb: str, name: str) -> None:
    assert (verb, name) in LACKS or f"`{name}`" in DONE or f"`<{verb} {name}>`" in DONE


def test_the_verbs_that_are_not_simulated_are_named() -> None:
    nouns = {"Application", "Client", "Conference", "Sim", "Sip", "WhatsApp", "Task", "Parameter"}

    for verb in NOT_SIMULATED - nouns:
        assert verb in NOT_DONE
