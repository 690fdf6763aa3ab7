"""Every way that YAML misleads people gets a plain sentence, at the right place, that names the fix."""

from collections.abc import Mapping

import pytest
import yaml

from ivr.authoring.problem import Problem
from ivr.authoring.rules import RULES
from ivr.authoring.yaml_bytes import MAX_BYTES
from ivr.authoring.yaml_reader import MAX_DEPTH, MAX_NODES, MOST_TOLD, read_yaml
from ivr.authoring.yaml_traps import explain

DEEP = MAX_DEPTH + 1

TRAPS: Mapping[str, tuple[str | bytes, str, str]] = {
    # keys of the telephone
    "a star as a key": (
        'always:\n  "0": a.b\n  *: back\n',
        "yaml.key-quotes",
        '3:3: the key * stands without quotes (write "*"',
    ),
    "a star as a key in braces": (
        "always: {0: a.b, *: back}\n",
        "yaml.key-quotes",
        "1:18: the key * stands without quotes",
    ),
    "a hash as a key": ("always:\n  0: a.b\n  #: back\n", "yaml.key-quotes", "3:3: an unquoted # begins a comment"),
    "a hash as a key in braces": (
        "always: {0: a.b, #: back}\n",
        "yaml.key-quotes",
        "1:18: an unquoted # begins a comment",
    ),
    "a hash as a key in braces of two lines": (
        "a: {0: a.b, #: x\n}\n",
        "yaml.key-quotes",
        "1:13: an unquoted # begins",
    ),
    "a hash as the only key": ("a: {#: x}\n", "yaml.key-quotes", "1:5: an unquoted # begins a comment"),
    "a hash in a text": (
        "a: Press #1 for care\n",
        "yaml.cut-text",
        "1:10: warning: an unquoted # begins a comment, so the words",
    ),
    "a hash after a sentence": ("a: Please press # now\n", "yaml.cut-text", "1:17: warning: an unquoted # begins"),
    # texts that lack their quotes
    "a colon in a text": (
        "welcome: Hello: world\n",
        "yaml.colon",
        "1:15: a second colon stands in this line (put the whole",
    ),
    "a text that begins with a slot": (
        "a: {name} thanks\nb: x\n",
        "yaml.text-quotes",
        "1:4: a text that begins with { must",
    ),
    "a slot, a comma, a colon": ("a: {name}, hi: there\n", "yaml.text-quotes", "1:4: a text that begins with {"),
    "a text that begins with a bracket": ("a: [pause] hi\n", "yaml.text-quotes", "1:4: a text that begins with [ must"),
    "a text that begins with a per cent sign": (
        "a: %5 off\n",
        "yaml.text-quotes",
        "1:4: a text that begins with % must",
    ),
    "a line that begins with a per cent sign": ("%5 off\na: b\n", "yaml.text-quotes", "1:1: a text that begins with %"),
    "a key that begins with a per cent sign": ("a: b\n%c: d\n", "yaml.text-quotes", "2:1: a text that begins with %"),
    "a text that begins with an at sign": ("a: @home\n", "yaml.text-quotes", "1:4: a text that begins with @ must"),
    "a text that begins with a backtick": ("a: `x`\n", "yaml.text-quotes", "1:4: a text that begins with ` must"),
    "a text that begins with an angle": ("a: > hello\n", "yaml.text-quotes", "1:4: a text that begins with > must"),
    "a text that begins with a bar": ("a: |hello\n", "yaml.text-quotes", "1:4: a text that begins with | must"),
    "a text that begins with a question mark": ("a: ? b\n", "yaml.text-quotes", "1:4: a text that begins with ? must"),
    "a text that begins with an and sign": ("a: & b\n", "yaml.text-quotes", "1:4: a text that begins with & must"),
    "an and sign and a colon": ("a: &c: x\n", "yaml.text-quotes", "1:4: a text that begins with & must"),
    "a text between stars": ("a: *Important* note\n", "yaml.text-quotes", "1:4: a text that begins with * must"),
    "a text that begins with a dash": ("a: - b\n", "yaml.list", "1:4: a list cannot begin in the line of its key"),
    "two exclamation marks": ("a: !foo!bar x\n", "yaml.text-quotes", "1:4: a text that begins with ! must"),
    # quotes
    "a quote that is never closed": (
        'a: "hello\nb: c\n',
        "yaml.quote",
        "1:4: the quote that opens here is never closed",
    ),
    "a quote that is closed by the next one": (
        'a: "hello\nb: "world"\n',
        "yaml.quote",
        "1:4: the quote that opens here is closed only in line 2",
    ),
    "an apostrophe in single quotes": (
        "a: 'don't'\n",
        "yaml.quote",
        "1:9: the text in quotes ends before this (for a ' inside",
    ),
    "quotes in quotes": (
        'a: "say "hi" now"\n',
        "yaml.quote",
        '1:10: the text in quotes ends before this (for a " inside',
    ),
    "words after quotes in braces": (
        'a: {say: "hi" there}\n',
        "yaml.quote",
        "1:15: the text in quotes ends before this",
    ),
    "a backslash": ('a: "C:\\path"\n', "yaml.escape", "1:8: a backslash in a text in double quotes"),
    "half a character": ('a: "\\ud800"\n', "yaml.escape", "1:7: a backslash in a text in double quotes"),
    "curly quotes": ("a: “Hello”\n", "yaml.curly-quotes", "1:4: warning: a: curly quotes are part of the text (write"),
    # lines and columns
    "a tab": ("a:\n\tb: c\n", "yaml.tab", "2:1: a tab stands here (use spaces)"),
    "a tab after spaces": ("a:\n  b: c\n \td: e\n", "yaml.tab", "3:2: a tab stands here (use spaces)"),
    "a tab in the line": ("a: b\nc:\t- d\n", "yaml.tab", "2:3: a tab stands here"),
    "a space that is none": (
        "a:\n  b: c\n \u00a0d: e\n",
        "yaml.character",
        "3:2: an invisible character indents this line",
    ),
    "an entry that is indented too far": (
        "a: x\n  b: c\n",
        "yaml.indent",
        "2:3: this line is not indented like its neighbours",
    ),
    "an entry that is indented too little": ("a:\n    b: c\n  d: e\n", "yaml.indent", "3:3: this line is not indented"),
    "no space after a colon": (
        "a:b\nc: d\n",
        "yaml.colon-space",
        "1:2: a space is missing after the colon (write 'a: ')",
    ),
    "no space after the last colon": ("c: d\na:b\n", "yaml.colon-space", "2:2: a space is missing after the colon"),
    "no space after a colon in braces": (
        "a: {b:c}\n",
        "yaml.colon-space",
        "1:5: a.b:c: a space is missing after the colon of",
    ),
    "a line without a colon": ("c: d\nhello\ne: f\n", "yaml.colon", "2:1: this line is no 'key: value'"),
    "a list below keys": ("a: b\n- c\n", "yaml.list", "2:1: list items and keys stand side by side"),
    "a brace that is not closed": (
        "a: {b: c\nd: e\n",
        "yaml.brackets",
        "1:4: the { that opens here is not closed properly",
    ),
    "a bracket that is not closed": (
        "a: [b, c\nd: e\n",
        "yaml.brackets",
        "1:4: the [ that opens here is not closed properly",
    ),
    "a brace that the file ends in": ("a: {b: c,\n", "yaml.brackets", "1:10: the file ends inside { or ["),
    "a brace too many": ("a: {b: c}}\n", "yaml.brackets", "1:10: this } closes or divides nothing"),
    "a comma too many": ("a: {,}\n", "yaml.brackets", "1:5: this , closes or divides nothing"),
    "a bracket that closes nothing": ("a: ]\n", "yaml.brackets", "1:4: this ] closes or divides nothing"),
    "a dash in brackets": ("a: [b, - c]\n", "yaml.text-quotes", "1:8: a text that begins with - must stand in quotes"),
    # what is not read
    "an anchor": ("a: &x b\n", "yaml.anchor", "1:4: a: anchors (&x) are not read"),
    "an alias": ("a: *x\n", "yaml.alias", "1:4: a: aliases (*x) are not read"),
    "an alias as a key": ("*x : a\n", "yaml.alias", "1:1: aliases (*x) are not read"),
    "a tag": ("a: !important x\n", "yaml.tag", "1:4: a: tags (!important) are not read"),
    "a tag of Python": ("a: !!python/object:os.system x\n", "yaml.tag", "are not read (delete it"),
    "a merge key": ("a: {<<: {b: c}}\n", "yaml.merge", "1:5: a.<<: merge keys (<<) are not read"),
    "a directive": ("%YAML 1.1\n---\na: b\n", "yaml.directive", "1:1: lines that begin with % are not read"),
    "a directive of tomorrow": ("%YAML 3.0\n---\na: b\n", "yaml.text-quotes", "1:1: a text that begins with %"),
    "a second document": ("a: b\n---\nc: d\n", "yaml.documents", "2:1: a second document begins here"),
    "a second document after dots": ("a: b\n...\nc: d\n", "yaml.documents", "3:1: a second document begins here"),
    "a list as a key": ("? [a]\n: b\n", "yaml.key", "1:3: a key is a word"),
    "a key twice": (
        "a: b\nc: d\na: e\n",
        "yaml.duplicate-key",
        "3:1: a: the key 'a' stands here a second time; the first is in line 1",
    ),
    "a number twice, once in quotes": (
        'a: {1: x, "1": y}\n',
        "yaml.duplicate-key",
        "1:11: a.1: the key '1' stands here",
    ),
    # the file itself
    "an empty file": ("", "yaml.empty", "1:1: the file is empty"),
    "a file of comments": ("# nothing\n", "yaml.empty", "1:1: the file is empty"),
    "a file that is not UTF-8": (b"a: b\nc: \xff\n", "yaml.encoding", "2:4: the file is not UTF-8 text from here on"),
    "a file in UTF-16": ("a: b".encode("utf-16"), "yaml.encoding", "1:1: the file is not UTF-8"),
    "a zero byte": (
        b"a: \x00b\n",
        "yaml.character",
        "1:4: an invisible control character (U+0000) stands here (delete it)",
    ),
    "a line separator": ("a: b\u2028c\n", "yaml.character", "1:5: an invisible line break (U+2028) stands here"),
    "an escaped control character": (
        'a: "\\e[2J"\n',
        "yaml.character",
        "1:4: a: the text holds an invisible control character",
    ),
    "a key with a space of no width": (
        "a\u200b: b\n",
        "yaml.character",
        "1:1: a\u200b: the key holds".replace("\u200b", "?"),
    ),
    "a file that is too long": (
        "a: " + "b" * MAX_BYTES,
        "yaml.size",
        "1:1: the file is 256 kB long; at most 256 kB are read",
    ),
    "too many keys": (
        "[" + "a, " * MAX_NODES + "]",
        "yaml.size",
        f"the file has more than {MAX_NODES} keys and values",
    ),
    "too deep lists": ("[" * 1000, "yaml.depth", f"1:{DEEP + 1}: "),
    "too deep tables": ("{a: " * 100, "yaml.depth", "lists and tables stand more than"),
    "too deep lists behind an odd escape": ('["\\ud800", ' + "[" * 100, "yaml.depth", "1:32: "),
    "too deep keys": ("{" * 100, "yaml.depth", "lists and tables stand more than"),
}

FINE: Mapping[str, str] = {
    "a byte order mark": "\ufeffa: b\n",
    "a document's beginning and end": "---\na: b\n...\n",
    "a comment": "a: b  # said first\n#: not a key, but in a text\n".replace("#:", "# :x"),
    "a comment behind a text": 'a: "Press # now"   # the text\n',
    "a comment behind a word": "speech: any_topic # any_topic | choices | off\n",
    "a comment behind a list": "a: [b, c] # d\n",
    "a comment line that mentions a key": "# always: {0: a, #: b}\na: b\n",
    "a hash key in a text of several lines": "a: |\n  one\n  #: two\n",
    "a hash key in quotes of several lines": 'a: "one\n  #: two"\n',
    "a hash inside a word": "a: b#c\n",
    "windows line ends": "a: b\r\nc: d\r\n",
    "an and sign inside": "a: AT&T\n",
    "a list in a table": "a:\n- b\n",
}


def problems_in(content: str | bytes) -> list[Problem]:
    return read_yaml("f.yaml", content if isinstance(content, bytes) else content.encode())[1]


@pytest.mark.parametrize(("content", "rule", "told"), TRAPS.values(), ids=TRAPS)
def test_a_trap_is_told_with_its_fix(content: str | bytes, rule: str, told: str) -> None:
    first, *others = problems_in(content)

    assert first.rule == rule, first
    assert told in str(first)
    assert {other.rule for other in others} <= {rule}


@pytest.mark.parametrize("content", FINE.values(), ids=FINE)
def test_what_is_meant_is_read_without_a_word(content: str) -> None:
    node, problems = read_yaml("f.yaml", content.encode())

    assert node is not None
    assert problems == []


def test_every_rule_of_yaml_has_a_trap() -> None:
    told = {rule for _, rule, _ in TRAPS.values()}

    assert {rule for rule in RULES if rule.startswith("yaml.")} - told == {"yaml.syntax"}


def test_several_problems_of_a_file_are_told_at_once() -> None:
    rules = {each.rule for each in problems_in("a: &x 1\nb: !y 2\na: 3\n<<: 4\n#: 5\n")}

    assert rules == {"yaml.anchor", "yaml.tag", "yaml.duplicate-key", "yaml.merge", "yaml.key-quotes"}


def test_one_slip_repeated_a_thousand_times_is_told_a_hundred_times() -> None:
    assert len(problems_in("a: b\n" * 1_000 + "c: &d e\n")) == MOST_TOLD + 1


def test_problems_before_an_unreadable_place_are_told_too() -> None:
    rules = [each.rule for each in problems_in("a: &x 1\nb: @c\n")]

    assert rules == ["yaml.anchor", "yaml.text-quotes"]


@pytest.mark.parametrize("failed", [ValueError("too long"), RecursionError(), yaml.YAMLError(), yaml.MarkedYAMLError()])
def test_whatever_a_parser_raises_becomes_a_problem_with_a_place(failed: Exception) -> None:
    told = explain("f.yaml", ("a: b",), failed, [])

    assert (told.rule, told.line, told.column) == ("yaml.syntax", 1, 1)
    assert told.message.startswith("this cannot be read as YAML: ")
