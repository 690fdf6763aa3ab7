"""What can be broken in the files themselves: YAML that is none, and files that stand wrong."""

from collections.abc import Mapping

from broken import LINE_YAML, MAIN_YAML, OWN, TOPICS, WORDS, Broken
from small_line import FILES, sources

MORE = '"Nobody is here. We are open {care_hours}."'
BYE = "bye: {type: goodbye, prompt: main.bye}"


class BrokenFiles(Broken):
    """A file that is not there, or one too many: `old` is taken away, and `new` put there with the words of `file`."""

    def files(self) -> dict[str, bytes]:
        """The small line without the one file, and with the other."""
        files = {file: content for file, content in sources().items() if file != self.old}
        return {**files, **({self.new: FILES[self.file].encode()} if self.new else {})}


class ManyFiles(Broken):
    """More files than any helpline has."""

    def files(self) -> dict[str, bytes]:
        """The small line, and 500 flows of one step."""
        more = {f"flows/more{number}.yaml": b"bye: {type: goodbye, prompt: main.bye}" for number in range(500)}
        return {**sources(), **more}


class Latin1(Broken):
    """A file that was saved as Windows does."""

    def files(self) -> dict[str, bytes]:
        """The small line with one file in another encoding."""
        return {file: content.decode().encode("latin-1") for file, content in super().files().items()}


def _words(rule: str, new: str, told: str) -> Broken:
    """A prompt that is written wrongly."""
    return Broken(rule, WORDS, MORE, new, told)


def _step(rule: str, new: str, told: str) -> Broken:
    """A step that is written wrongly."""
    return Broken(rule, MAIN_YAML, BYE, new, told)


YAML_AND_FILES: Mapping[str, Broken] = {
    "an alias": _step("yaml.alias", f"{BYE}\nend: *bye", "aliases (*bye) are not read"),
    "an anchor": _step("yaml.anchor", "bye: &bye {type: goodbye, prompt: main.bye}", "anchors (&bye) are not read"),
    "a tag": _step("yaml.tag", "bye: !step {type: goodbye, prompt: main.bye}", "tags (!step) are not read"),
    "a merge key": _step("yaml.merge", f"{BYE}\n<<: {{a: b}}", "merge keys (<<) are not read"),
    "a bracket that is not closed": _step("yaml.brackets", BYE[:-1], "main.yaml:20:6: the { that opens here"),
    "a table that is closed twice": _step("yaml.brackets", f"{BYE}}}", "main.yaml:20:39: this } closes or divides"),
    "a control character": _words("yaml.character", '"Nobody\x07."', "main.yaml:17:21: an invisible control"),
    "an escape of a control character": _words("yaml.character", '"Nobody\\0."', "main.yaml:17:14: agent.sorry"),
    "a text with a colon": _words("yaml.colon", "Sorry: nobody: is here", "a second colon stands in this line"),
    "a line without a colon": _step("yaml.colon", f"{BYE}\nend", "this line is no 'key: value'"),
    "a colon without its space": _step(
        "yaml.colon-space", "bye: {type:goodbye, prompt: main.bye}", "a space is missing"
    ),
    "curly quotes": _words("yaml.curly-quotes", "“Nobody is here.”", "warning: agent.sorry: curly quotes are part"),
    "a text with a number sign": _words(
        "yaml.cut-text", "Nobody at desk #4 today.", "main.yaml:17:29: warning: an unq"
    ),
    "lists in lists in lists": _step("yaml.depth", f"bye: {'[' * 30}{']' * 30}", "more than 20 deep in one another"),
    "a directive": Broken(
        "yaml.directive", MAIN_YAML, "welcome:", "%YAML 1.1\n---\nwelcome:", "lines that begin with %"
    ),
    "two documents": _step("yaml.documents", f"---\n{BYE}", "a second document begins here"),
    "a key that stands twice": _step("yaml.duplicate-key", f"{BYE}\n{BYE}", "the key 'bye' stands here a second time"),
    "an empty file": Broken("yaml.empty", OWN, FILES[OWN], "# nothing", "line.yaml:1:1: the file is empty"),
    "a file of Windows": Latin1("yaml.encoding", WORDS, "Nobody is here", "Señor, nobody is here", "is not UTF-8 text"),
    "a backslash in double quotes": _words("yaml.escape", '"Nobody \\is here."', "a backslash in a text in double"),
    "a line that is indented otherwise": Broken(
        "yaml.indent",
        MAIN_YAML,
        "  prompt: main.question",
        "   prompt: main.question",
        "main.yaml:4:4: this line is not",
    ),
    "a list as a key": _step("yaml.key", f"{BYE}\n[a, b]: c", "a key is a word, not a list or table"),
    "a star without quotes": Broken("yaml.key-quotes", LINE_YAML, '"*": back', "*: back", 'write "*": with quotes'),
    "a number sign without quotes": Broken("yaml.key-quotes", LINE_YAML, "notices:", "#: x\nnotices:", '"#":'),
    "a list in the line of its key": Broken(
        "yaml.list", TOPICS, "  say:\n    - {say", "  say: - {say", "a list cannot begin in the line of its key"
    ),
    "a quote that is not closed": _words("yaml.quote", MORE[:-1], "the quote that opens here"),
    "a file that is far too long": Broken(
        "yaml.size", WORDS, "agent.sorry:", "#" * 300_000 + "\nagent.sorry:", "kB long; at most 256 kB are read"
    ),
    "a fault in an entry that is too long to be read twice": Broken(
        "yaml.syntax",
        WORDS,
        "agent.sorry:",
        "main.long:\n" + '  - "some words of a text"\n' * 900 + "  - [:\nagent.sorry:",
        "this cannot be read as YAML",
    ),
    "a file with far too many keys": Broken(
        "yaml.size",
        WORDS,
        "agent.sorry:",
        "x: [" + "a, " * 10_001 + "]\nagent.sorry:",
        "more than 10000 keys and values",
    ),
    "a tab": Broken("yaml.tab", MAIN_YAML, "  prompt: main.question", "\tprompt: main.question", "a tab stands here"),
    "a text that begins with a brace": _words("yaml.text-quotes", "{brand} is closed.", "begins with { must stand in"),
    "a text that begins with an at sign": _words("yaml.text-quotes", "@home nobody is.", "begins with @ must stand in"),
    "no helpline.yaml": BrokenFiles(
        "files.missing", LINE_YAML, LINE_YAML, "", "helpline.yaml:1:1: the file is missing"
    ),
    "a file with a wrong ending": BrokenFiles(
        "files.ending", TOPICS, TOPICS, f"{TOPICS}.txt", "care.yaml.txt is not read (rename it to care.yaml)"
    ),
    "two files with the name of one flow": BrokenFiles(
        "files.flow-twice", MAIN_YAML, "", "flows/old/main.yaml", "the flow 'main' stands in flows/main.yaml already"
    ),
    "far too many files": ManyFiles("files.many", LINE_YAML, "", "", "more than 500 files are no helpline"),
}
