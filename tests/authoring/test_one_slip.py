"""One slip is told once: what follows from it waits until it is mended."""

import pytest
from small_line import FILES, sources

from ivr.authoring.compiling import compile_release

AGENT, WORDS = "flows/agent.yaml", "prompts/en-US/main.yaml"
SORRY = "sorry: {type: say"


def told(file: str, old: str, new: str) -> list[str]:
    assert old in FILES[file]
    return [str(each) for each in compile_release(sources(**{file: FILES[file].replace(old, new, 1)})).problems]


def test_a_step_that_stands_twice_may_be_the_one_that_is_missed() -> None:
    twice = f"{SORRY}, prompt: agent.sorry, then: main.more}}\n{SORRY}"

    assert told(AGENT, SORRY, twice) == [
        "flows/agent.yaml:3:1: sorry: the key 'sorry' stands here a second time; the first is in line 2"
        " (delete or rename one of them)"
    ]
    full = FILES[AGENT].replace("full: sorry", "full: full").replace(SORRY, twice)
    problems = compile_release(sources(**{AGENT: full})).problems
    assert [each.rule for each in problems] == ["yaml.duplicate-key"]


def test_a_prompt_that_stands_twice_may_be_the_one_that_is_missed() -> None:
    assert told(WORDS, "main.refunds: refunds", "main.gifts: refunds") == [
        "prompts/en-US/main.yaml:8:1: main.gifts: the key 'main.gifts' stands here a second time; the first is in"
        " line 7 (delete or rename one of them)"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (AGENT, "sorry: {", "sorry\u00a0: {"),
        (AGENT, "sorry: {type:", "sorry: {type\u00a0:"),
        (AGENT, "sorry: {type: say", "sorry: {type:\u00a0say"),
        (AGENT, "sorry: {", "sorry:\u00a0{"),
        (AGENT, "queue: care", "queue:\u00a0care"),
        ("flows/main.yaml", "  prompt: main.question", "  prompt:\u00a0main.question"),
        ("flows/main.yaml", "  prompt: main.question", "\u00a0\u00a0prompt: main.question"),
        (WORDS, "main.refunds: ", "main.refunds\u00a0: "),
        (WORDS, "main.refunds: ", "main.refunds:\u00a0"),
        ("helpline.yaml", "numbers: {", "numbers:\u00a0{"),
        ("helpline.yaml", "locales: ", "locales\u00a0: "),
    ],
)
def test_a_space_that_only_looks_like_one_is_told_once(file: str, old: str, new: str) -> None:
    problems = told(file, old, new)

    assert len(problems) == 1, problems
    assert "invisible character" in problems[0]
