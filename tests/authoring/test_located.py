"""YAML is read as located text: nothing is converted, and every part knows where it stands."""

import pytest

from ivr.authoring.located import Listing, Mark, Scalar, Table, follow, plain, shown_path
from ivr.authoring.yaml_reader import read_yaml

TEXT = """\
zero: 0123
no: no
time: 9:00
number: +18559222600
quoted: "no"
unset:
tilde: ~
empty: ""
list:
  - {goto: care.menu, label: main.care}
  - plain
long: |
  one
  two
"""


def read(text: str) -> Table:
    node, problems = read_yaml("f.yaml", text.encode())
    assert problems == []
    assert isinstance(node, Table)
    return node


def test_every_scalar_stays_the_text_that_was_written() -> None:
    assert plain(read(TEXT)) == {
        "zero": "0123",
        "no": "no",
        "time": "9:00",
        "number": "+18559222600",
        "quoted": "no",
        "unset": None,
        "tilde": None,
        "empty": "",
        "list": [{"goto": "care.menu", "label": "main.care"}, "plain"],
        "long": "one\ntwo\n",
    }


@pytest.mark.parametrize(
    ("path", "mark", "known"),
    [
        (("zero",), Mark("f.yaml", 1, 7), ("zero",)),
        (("list", 0, "label"), Mark("f.yaml", 10, 30), ("list", 0, "label")),
        (("list", "a validator's word", 1), Mark("f.yaml", 11, 5), ("list", 1)),
        (("list", 7), Mark("f.yaml", 10, 3), ("list",)),
        (("zero", "deeper"), Mark("f.yaml", 1, 7), ("zero",)),
        ((), Mark("f.yaml", 1, 1), ()),
    ],
)
def test_a_path_is_followed_as_far_as_it_is_written(
    path: tuple[str | int, ...], mark: Mark, known: tuple[str | int, ...]
) -> None:
    node, followed = follow(read(TEXT), path)

    assert (node.mark, followed) == (mark, known)


def test_columns_count_characters_not_bytes() -> None:
    node, _ = follow(read("{año: é, b: c}"), ("b",))

    assert node.mark.column == 13


def test_a_path_is_shown_as_people_write_it() -> None:
    assert shown_path(("what_for", "choices", 2, "goto")) == "what_for.choices[2].goto"
    assert shown_path((0, "a")) == "[0].a"
    assert shown_path(()) == ""


def test_a_table_is_asked_by_key() -> None:
    table = read("a: {b: c}\nd: [e]\n")

    assert [entry.key.text for entry in table] == ["a", "d"]
    assert table.get("d") == Listing((Scalar("e", Mark("f.yaml", 2, 5)),), Mark("f.yaml", 2, 4))
    assert table.get("x") is None
