"""A misspelt voice or language is found at start, not by a caller."""

import json
from pathlib import Path

from ivr.carriers.twilio.voices import spoken


def test_the_lists_are_those_of_the_judge() -> None:
    enums = json.loads((Path(__file__).parents[1] / "data" / "twiml_schema.json").read_bytes())["enums"]

    assert spoken().voices == set(enums["SayVoice"])
    assert spoken().languages == set(enums["SayLanguage"])


def test_of_spanish_few_kinds_are_spoken() -> None:
    assert {name for name in spoken().languages if name.startswith("es-")} == {"es-ES", "es-MX", "es-US"}
