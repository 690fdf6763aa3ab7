"""The files of `prompts/<locale>/` become prompts and topics; where one stands, no file name matters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import WordingDraft, WordsDraft
from ivr.authoring.located import Listing, Scalar, Table
from ivr.authoring.naming import PROMPT_KEY
from ivr.authoring.suggestions import did_you_mean
from ivr.dialogue.values import Variant
from ivr.language.book import Piece, Prompt, Topic, Wording
from ivr.language.render import template_problems

MORE = (Variant.NO_INPUT, Variant.NO_MATCH, Variant.WRONG, Variant.WAITING, Variant.LEAVING)
PROMPT_KEYS = (Variant.FIRST, *MORE, "without")
TOPIC_KEYS = ("title", "phrases", "say", "text", "source")
PIECE_KEYS = ("say", "without", "source")
MAX_WORDING = 1000  # characters: a minute of speech, and far below what a reply may hold


def read_prompts(root: Cursor) -> Iterator[WordsDraft]:
    """Every prompt and topic of a file."""
    for entry in root.entries():
        key = root.at_key(entry)
        if PROMPT_KEY.fullmatch(entry.key.text):
            yield _Words(Cursor(entry.value, key.path, root.found)).read(entry.key)
        else:
            hint = "small letters, digits and _, with dots between, such as main.welcome"
            key.tell("field.name", f"'{entry.key.text}' cannot be the key of a prompt", hint=hint)


@dataclass
class _Words:
    """Reads one prompt or topic, and keeps each wording with its place."""

    root: Cursor
    wordings: list[WordingDraft] = field(default_factory=list)

    def read(self, key: Scalar) -> WordsDraft:
        """The prompt or topic of a key."""
        said = self.root.get("say")
        content = self._topic(said) if said else self._prompt()
        return WordsDraft(key.text, key.mark, content, tuple(self.wordings), self.root.node)

    def _prompt(self) -> Prompt | None:
        if not isinstance(self.root.node, Table) or _is_half_a_text(self.root, PROMPT_KEYS):
            only = self._wording(self.root)
            return Prompt({Variant.FIRST: (only,)}) if only else None
        self.root.only(PROMPT_KEYS)
        first = self.root.get(Variant.FIRST)
        if first is None:
            self.root.missing(Variant.FIRST, hint="the words that are said first")
        said = self._wording(first, _without(self.root)) if first else None
        more = {variant: self._several(self.root.get(variant)) for variant in MORE}
        written = {variant: wordings for variant, wordings in more.items() if wordings}
        return Prompt({Variant.FIRST: (said,), **written}) if said else None

    def _several(self, cursor: Cursor | None) -> tuple[Wording, ...]:
        """One wording, or a list of them that grow more helpful."""
        if cursor is None:
            return ()
        items = cursor.items() if isinstance(cursor.node, Listing) else (cursor,)
        return tuple(filter(None, map(self._wording, items)))

    def _topic(self, said: Cursor) -> Topic | None:
        self.root.only(TOPIC_KEYS)
        title = self.root.get("title")
        if title is None:
            self.root.missing("title", hint="what the list of topics calls it; a prompt has 'first:' instead of 'say:'")
        named = self._wording(title) if title else None
        pieces = tuple(map(self._piece, _one_or_more(said)))
        if named is None or None in pieces:
            return None
        text, source = _text(self.root, "text"), _text(self.root, "source")
        return Topic(named, _phrases(self.root), tuple(filter(None, pieces)), text, source or "")

    def _piece(self, cursor: Cursor) -> Piece | None:
        wording = self._wording(cursor)
        source = _text(cursor, "source")
        return Piece(wording.text, wording.without, source or "") if wording else None

    def _wording(self, cursor: Cursor, without: Mapping[str, str] | None = None) -> Wording | None:
        """A text, or `{say: text, without: {slot: text}}`."""
        said = cursor
        if isinstance(cursor.node, Table) and not _is_half_a_text(cursor, PIECE_KEYS):
            cursor.only(PIECE_KEYS)
            inner = cursor.get("say")
            if inner is None:
                cursor.missing("say", hint="the words")
                return None
            said, without = inner, _without(cursor)
        text = _spoken(said)
        if text is None:
            return None
        wording = Wording(text, without or {})
        self.wordings.append(WordingDraft(wording, said.mark, said.path))
        return wording


def _is_half_a_text(cursor: Cursor, known: tuple[str, ...]) -> bool:
    """Whether a text without quotes was read as a table: it has no key that is one, or nearly."""
    keys = [entry.key.text for entry in cursor.entries()]
    return not any(key in known or did_you_mean(key, known) for key in keys)


def _one_or_more(cursor: Cursor) -> tuple[Cursor, ...]:
    if isinstance(cursor.node, Listing) and not cursor.node.items:
        cursor.tell("prompt.empty", "the topic has no words", hint="write at least one piece")
    return cursor.items() if isinstance(cursor.node, Listing) else (cursor,)


def _spoken(cursor: Cursor) -> str | None:
    """Words that can be said; None and a problem when they cannot."""
    if cursor.is_unset or (isinstance(cursor.node, Scalar) and not cursor.node.text.strip()):
        cursor.tell("prompt.empty", "there are no words here", hint="write them, or delete the key")
        return None
    text = cursor.text()
    if text is None:
        return None
    if len(text) > MAX_WORDING:
        cursor.tell("prompt.long", f"{len(text)} characters are said in one go", hint=f"at most {MAX_WORDING}")
        return None
    for wrong in template_problems(text):
        cursor.tell("prompt.braces", wrong)
    return text


def _without(cursor: Cursor) -> dict[str, str]:
    """What is said instead while a slot is not known."""
    without = cursor.get("without")
    if without is None or without.is_unset:
        return {}
    said = {str(each.path[-1]): _spoken(each) for each in without.table()}
    return {name: text for name, text in said.items() if text is not None}


def _phrases(cursor: Cursor) -> tuple[str, ...]:
    phrases = cursor.get("phrases")
    if phrases is None or phrases.is_unset:
        return ()
    return tuple(filter(None, (item.text() for item in phrases.items())))


def _text(cursor: Cursor, key: str) -> str | None:
    value = cursor.get(key)
    return value.text_or_unset() if value else None
