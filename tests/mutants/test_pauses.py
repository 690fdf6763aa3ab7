"""A pause alone is no word: an end, or the way back from a queue, that is nothing else is refused by the proof."""

from mutants.edits import replaced, spots
from mutants.making import LINES, Mutant
from mutants.verdicts import PROOF, verdict


def test_a_farewell_that_is_a_pause_alone_is_refused() -> None:
    file = "prompts/en-US/main.yaml"
    text = (LINES["city"] / file).read_text(encoding="utf-8")
    (bye,) = (spot for spot in spots(file, text) if spot.path == ("main.bye",))

    found = verdict(Mutant(0, "empty a prompt", "city", file, replaced(text, bye, "{pause}")))

    assert found.by == PROOF or found.why == ("prompt.empty",)
    assert found.by != PROOF or any("without a word" in each for each in found.why)
