"""Whatever the files hold, compiling ends with problems or a release, never with an exception."""

from collections.abc import Callable
from pathlib import Path

import pytest
from growth import PROPORTIONAL, growth
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


SLOW = {
    "brackets": lambda n: "[" * n,
    "braces": lambda n: "{" * n,
    "tables in tables": lambda n: "{a: " * (n // 4),
    "lists in lists": lambda n: "- " * (n // 2),
    "keys in keys": lambda n: "? " * (n // 2),
    "keys that are comments": lambda n: "#:\n" * (n // 6),
    "a comment": lambda n: "#" * n,
    "lines that are nothing": lambda n: "a\n" * (n // 2),
    "quotes": lambda n: "'" * n,
    "escapes": lambda n: '"' + "\\x41" * (n // 4),
    "aliases of aliases": lambda n: "a: &a [x, x]\n" + "".join(f"a{k}: &a{k} [*a, *a, *a]\n" for k in range(n // 50)),
    "tabs": lambda n: "\t" * n,
    "one key many times": lambda n: "a: b\n" * (n // 5),
    "a long key": lambda n: "k" * n + ": v",
    "a block of comments": lambda n: "a: |\n" + " #: x\n" * (n // 6),
    "a long version": lambda n: "%YAML 1." + "9" * (n // 25) + "\n---\na: b\n",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_file_made_to_be_slow_takes_time_in_proportion_to_its_size(text: Callable[[int], str]) -> None:
    def read(size: int) -> None:
        ends_well(sources(**{"prompts/en-US/main.yaml": text(size)}))

    assert growth(read, 10_000) < PROPORTIONAL


def test_many_steps_that_lead_to_one_another_take_time_in_proportion() -> None:
    def read(steps: int) -> None:
        flow = "".join(f"s{n}: {{type: say, prompt: main.more, then: s{n + 1}}}\n" for n in range(steps))
        ends_well(sources(**{"flows/long.yaml": flow + f"s{steps}: {{type: say, prompt: main.more, then: s0}}\n"}))

    assert growth(read, 150) < PROPORTIONAL
