"""Whatever the files hold, compiling ends with problems or a release, never with an exception."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_line import FILES, sources

from ivr.authoring.compiling import compile_release
from ivr.authoring.problem import shown
from ivr.authoring.sources import Sources, read_sources

SHIPPED = read_sources(Path(__file__).parents[2])
SCRAPS = st.sampled_from(
    [
        *"{}[]:,#*&!|>%@`'\"-?\n\t ~0",
        ": ",
        " #",
        "\n- ",
        "<<: ",
        "&a ",
        "*a ",
        "---\n",
        "no",
        "{x}",
        "\u2028",
        "\x00",
        "é",
        "type: ",
    ]
)
NAMES = st.sampled_from(
    ["helpline.yaml", "flows/a.yaml", "flows/A b.yaml", "prompts/en-US/a.yaml", "prompts/a.yaml", "x"]
)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ends_well(files: Sources) -> None:
    compiled = compile_release(files)

    assert (compiled.release is None) == any(each.severity == "error" for each in compiled.problems)
    for each in compiled.problems:
        assert each.line >= 1
        assert each.column >= 1
        assert "\n" not in str(each)
        assert shown(each)


@QUICK
@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=4))
def test_any_bytes_end_well(files: dict[str, bytes]) -> None:
    ends_well(files)


@QUICK
@given(st.dictionaries(NAMES, st.lists(SCRAPS, max_size=25).map("".join), max_size=4))
def test_any_scraps_of_yaml_end_well(files: dict[str, str]) -> None:
    ends_well({file: text.encode() for file, text in files.items()})


@QUICK
@given(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.integers(0, 12), st.lists(SCRAPS, max_size=3).map("".join))
def test_a_line_with_a_piece_cut_out_and_scraps_put_in_ends_well(
    file: str, place: float, cut: int, scraps: str
) -> None:
    text = FILES[file]
    start = int(place * len(text))

    ends_well(sources(**{file: text[:start] + scraps + text[start + cut :]}))


@settings(QUICK, max_examples=25)
@given(
    st.sampled_from(sorted(SHIPPED)), st.floats(0, 1), st.integers(0, 200), st.lists(SCRAPS, max_size=3).map("".join)
)
def test_the_shipped_line_with_a_change_anywhere_ends_well(file: str, place: float, cut: int, scraps: str) -> None:
    text = SHIPPED[file]
    start = int(place * len(text))

    ends_well({**SHIPPED, file: text[:start] + scraps.encode() + text[start + cut :]})


@pytest.mark.parametrize(
    "text",
    [
        "[" * 250_000,
        "{" * 250_000,
        "{a: " * 60_000,
        "- " * 120_000,
        "? " * 120_000,
        "#:\n" * 40_000,
        "#" * 250_000,
        "a\n" * 120_000,
        "'" * 250_000,
        '"' + "\\x41" * 60_000,
        "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a, *a, *a, *a]\n" for n in range(5_000)),
        "\t" * 250_000,
        "a: b\n" * 50_000,
        "k" * 250_000 + ": v",
        "a: |\n" + " #: x\n" * 40_000,
        "%YAML 1." + "9" * 10_000 + "\n---\na: b\n",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_file_made_to_be_slow_is_read_quickly(text: str) -> None:
    begun = time.process_time()

    ends_well(sources(**{"prompts/en-US/main.yaml": text}))

    assert time.process_time() - begun < 10


def test_many_steps_that_lead_to_one_another_are_checked_quickly() -> None:
    flow = "".join(f"s{n}: {{type: say, prompt: main.more, then: s{n + 1}}}\n" for n in range(3_000))
    begun = time.process_time()

    ends_well(sources(**{"flows/long.yaml": flow + "s3000: {type: say, prompt: main.more, then: s0}\n"}))

    assert time.process_time() - begun < 10
