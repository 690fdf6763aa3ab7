"""What breaks a rule may be kept with a reason: at one place, in one locale if need be, and never unseen."""

import pytest
from small_line import FILES, sources

from ivr.authoring.compiling import Compiled, compile_release

LINE, FLOW, WORDS = "helpline.yaml", "flows/main.yaml", "prompts/en-US/main.yaml"
HARD = {WORDS: FILES[WORDS].replace("Nobody is here.", "Go to www.example.com now.")}
LATE = {WORDS: FILES[WORDS].replace("Welcome to {brand}.", "Good morning, and welcome. " * 15)}


def compiled(changed: dict[str, str], *waivers: str) -> Compiled:
    written = "waivers: [" + ", ".join(f'{{{waiver}, reason: "it must be"}}' for waiver in waivers) + "]\n"
    return compile_release(sources(**{LINE: FILES[LINE] + written, **changed}))


@pytest.mark.parametrize("at", ["agent.sorry", "agent"])
def test_what_is_waived_at_a_place_or_above_it_is_no_problem_and_is_counted(at: str) -> None:
    kept = compiled(HARD, f"rule: words.link, at: {at}")

    assert [str(each) for each in kept.problems] == []
    assert [each.rule for each in kept.waived] == ["words.link"]


def test_a_step_is_named_with_its_flow() -> None:
    kept = compiled(LATE, "rule: words.too-late-key, at: main.what_for")

    assert kept.problems == ()
    assert kept.release is not None


@pytest.mark.parametrize(
    "waiver",
    [
        "rule: words.digits, at: agent.sorry",
        "rule: words.link, at: agent.sor",
        "rule: words.link, at: main.sorry",
        "rule: words.link, at: agent.sorry, locale: es-US",
    ],
    ids=["another rule", "half a name", "another place", "another locale"],
)
def test_a_waiver_of_something_else_hides_nothing_and_is_told(waiver: str) -> None:
    kept = compiled(HARD, waiver)

    assert sorted(each.rule for each in kept.problems) == ["waiver.unused", "words.link"]
    assert kept.waived == ()


def test_a_waiver_in_its_own_locale_holds() -> None:
    kept = compiled(HARD, "rule: words.link, at: agent.sorry, locale: en-US")

    assert kept.problems == ()


def test_while_something_else_is_broken_no_waiver_is_called_unused() -> None:
    broken = {FLOW: FILES[FLOW].replace("prompt: main.bye", "prompt: main.by")}

    kept = compiled(broken, "rule: words.link, at: agent.sorry")

    assert {each.rule for each in kept.problems} == {"prompt.missing", "prompt.unused"}


@pytest.mark.parametrize("nothing", ["waivers:\n", "waivers: []\n"])
def test_no_waivers_may_be_written_down(nothing: str) -> None:
    assert compile_release(sources(**{LINE: FILES[LINE] + nothing})).problems == ()
