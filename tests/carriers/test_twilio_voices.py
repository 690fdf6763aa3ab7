"""A misspelt voice or language is found at start, not by a caller."""

import json
from pathlib import Path

from ivr.carriers.twilio.voices import is_gather_language, is_say_language, is_voice, names


def test_twilios_voices_are_known_and_no_others() -> None:
    assert is_voice("Polly.Joanna-Neural")
    assert is_voice("Polly.Mía-Generative")
    assert not is_voice("Polly.Joana-Neural")
    assert not is_voice("")


def test_speaking_and_listening_know_different_spanish() -> None:
    assert is_say_language("es-MX")
    assert not is_say_language("es-AR")
    assert is_gather_language("es-AR")
    assert not is_gather_language("es-XX")


def test_the_lists_are_those_of_the_judge() -> None:
    enums = json.loads((Path(__file__).parents[1] / "data" / "twiml_schema.json").read_bytes())["enums"]

    assert names("voices") == tuple(enums["SayVoice"])
    assert names("say_languages") == tuple(enums["SayLanguage"])
    assert names("gather_languages") == tuple(enums["GatherLanguage"])
