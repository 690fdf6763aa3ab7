"""The rules of YAML."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "yaml.syntax": Rule(
        "a file is YAML",
        "The file cannot be read as YAML, and no better reason was found: of an entry with more than 20,000 characters "
        "only the place is told. Look for a quote, colon or bracket that is missing there.",
        wrong="say:\n  - (hundreds of lines)\n  - [: and so on",
        right='say:\n  - (hundreds of lines)\n  - "[: and so on"',
    ),
    "yaml.key-quotes": Rule(
        "the keys # and * stand in quotes",
        '`#` and `*` as keys stand in quotes: `"*": back`. Without them YAML takes the one for a '
        "comment, the other for an alias.",
        wrong="*: back",
        right='"*": back',
    ),
    "yaml.text-quotes": Rule(
        "a text that begins with one of { [ * & ! | > % @ ` stands in quotes",
        "A text that begins with `{`, `[`, `*`, `&`, `!`, `|`, `>`, `%`, `@` or a backtick stands in "
        'quotes. This is the one for prompts that begin with a slot: `"{brand} is closed."`',
        wrong="main.closed: {brand} is closed.",
        right='main.closed: "{brand} is closed."',
    ),
    "yaml.colon": Rule(
        "a text with a colon and a space stands in quotes",
        "A text with a colon and a space in it stands in quotes, or a line lacks its colon.",
        wrong="main.note: Note: we are closed.",
        right='main.note: "Note: we are closed."',
    ),
    "yaml.colon-space": Rule(
        "a space follows the colon of a key",
        "A space follows the colon of a key.",
        wrong="then:bye",
        right="then: bye",
    ),
    "yaml.cut-text": Rule(
        "a text with a # stands in quotes, or is cut there",
        "A ` #` begins a comment, so the text ends there. Put it in quotes if that was not meant.",
        wrong="main.desk: Go to desk #4 please.",
        right='main.desk: "Go to desk #4 please."',
        severity="warning",
    ),
    "yaml.curly-quotes": Rule(
        "texts stand in straight quotes",
        'The text stands in the curly quotes of a word processor, which would be read out as part of it. Use `"`.',
        wrong="main.bye: “Goodbye.”",
        right='main.bye: "Goodbye."',
        severity="warning",
    ),
    "yaml.quote": Rule(
        "every quote is closed, where its text ends",
        "A quote is opened and not closed where its text ends.",
        wrong='main.bye: "Goodbye.',
        right='main.bye: "Goodbye."',
    ),
    "yaml.escape": Rule(
        "a backslash in double quotes is doubled",
        "In double quotes a backslash begins an escape. Write two, or use single quotes.",
        wrong='main.bye: "Good\\bye \\d"',
        right="main.bye: 'Good\\bye \\d'",
    ),
    "yaml.brackets": Rule(
        "every { and [ is closed",
        "A `{` or `[` is not closed, or something is closed that was not open.",
        wrong="on: {said_yes: a, said_no: b",
        right="on: {said_yes: a, said_no: b}",
    ),
    "yaml.indent": Rule(
        "entries of one table begin in the same column",
        "The entries of a table do not begin in the same column.",
        wrong="ask:\n  type: yes_no\n   prompt: main.more",
        right="ask:\n  type: yes_no\n  prompt: main.more",
    ),
    "yaml.tab": Rule(
        "lines are indented by spaces",
        "Lines are indented by spaces, not tabs.",
        wrong="ask:\n<tab>type: yes_no",
        right="ask:\n  type: yes_no",
    ),
    "yaml.list": Rule(
        "a list begins in the line after its key",
        "A list begins in the line after its key, and does not stand between keys.",
        wrong="list: - care.rose",
        right="list:\n  - care.rose",
    ),
    "yaml.duplicate-key": Rule(
        'a key stands once in its table; 1 and "1" are the same key',
        'A key stands twice in its table. `1` and `"1"` are the same key. The second may be the step or '
        "prompt that is missed elsewhere, so what leads there is not told until it is mended.",
        wrong="bye: {type: goodbye, prompt: main.bye}\nbye: {type: goodbye, prompt: main.end}",
        right="bye: {type: goodbye, prompt: main.bye}\nend: {type: goodbye, prompt: main.end}",
    ),
    "yaml.key": Rule(
        "a key is a word",
        "A key is a word, not a list or table.",
        wrong="[a, b]: c",
        right='"a, b": c',
    ),
    "yaml.character": Rule(
        "no invisible control characters",
        "An invisible control character, or an odd space that only looks like one. What else is wrong in "
        "that file is told when it is mended.",
        wrong="main.bye: (a no-break space, pasted from a web page)",
        right="main.bye: (typed anew)",
    ),
    "yaml.encoding": Rule(
        "files are UTF-8",
        "The file is not UTF-8.",
        wrong="(a file saved as Windows-1252)",
        right="(the same, saved as UTF-8)",
    ),
    "yaml.empty": Rule(
        "a file holds something",
        "The file holds nothing.",
        wrong="(an empty file)",
        right="(delete it, or write something in it)",
    ),
    "yaml.documents": Rule(
        "a file holds one document",
        "The file holds several documents (`---`). Make files of them.",
        wrong="a: 1\n---\nb: 2",
        right="a: 1\nb: 2",
    ),
    "yaml.directive": Rule(
        "lines that begin with % are not read",
        "Lines that begin with `%` are not read.",
        wrong="%YAML 1.2",
        right="(delete the line)",
    ),
    "yaml.alias": Rule(
        "aliases (*name) are not read",
        "Aliases (`*name`) are not read. Write the thing itself.",
        wrong="then: *end",
        right="then: bye",
    ),
    "yaml.anchor": Rule(
        "anchors (&name) are not read",
        "Anchors (`&name`) are not read.",
        wrong="then: &end bye",
        right="then: bye",
    ),
    "yaml.merge": Rule(
        "merge keys (<<) are not read",
        "Merge keys (`<<`) are not read.",
        wrong="<<: *defaults",
        right="(write the entries out)",
    ),
    "yaml.tag": Rule(
        "tags (!name) are not read",
        "Tags (`!name`) are not read.",
        wrong="tries: !!int 3",
        right="tries: 3",
    ),
    "yaml.depth": Rule(
        "lists and tables stand at most 20 deep in one another",
        "Lists and tables stand more than 20 deep in one another.",
        wrong="[[[[[[[[[[[[[[[[[[[[[ ]]]]]]]]]]]]]]]]]]]]]",
        right="(lists and tables of a few levels)",
    ),
    "yaml.size": Rule(
        "a file has at most 256 kB, and 10,000 keys and values",
        "The file has more than 256 kB, or more than 10,000 keys and values.",
        wrong="(one file of 300 kB)",
        right="(two files of 150 kB)",
    ),
}
