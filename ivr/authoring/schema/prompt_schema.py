"""The schema of a file in prompts/: prompts and topics by key. What has `say` is a topic."""

from ivr.authoring.prompt_reader import MAX_WORDING
from ivr.authoring.schema.shapes import DIALECT, PROMPT_KEY, Schema, either, listing, named, or_nothing, table, text

WITHOUT = "What is said instead while a slot is not known: the slot's name, and the whole wording without it."
KINDS = {
    "no_input": "After silence: one wording or a list, each more helpful than the last.",
    "no_match": "After a key that is not offered, or an entry that does not fit.",
    "wrong": "After the caller said that the entry read back is wrong.",
    "waiting": "To a caller in a queue, about each 45 seconds.",
    "leaving": "To a caller in a queue for whom nobody came.",
}


def prompt_schema() -> Schema:
    """The schema of a file of prompts and topics."""
    content: Schema = {
        "if": {"type": "object", "required": ["say"]},
        "then": _topic(),
        "else": either(_words("The words."), _prompt()),
    }
    said = "What callers hear. Each key is that of a prompt or topic, the same in all files of a locale."
    return {
        "$schema": DIALECT,
        "title": "Prompts and topics of a helpline",
        **named(content, said, pattern=PROMPT_KEY),
    }


def _words(said: str) -> Schema:
    return text(said, pattern=r"\S", maxLength=MAX_WORDING)


def _without() -> Schema:
    slots = {"type": "object", "additionalProperties": _words("The whole wording without this slot.")}
    return or_nothing({"description": WITHOUT, **slots})


def _wording(said: str) -> Schema:
    fields = {"say": _words("The words."), "without": _without(), "source": _note(SOURCE)}
    return either(_words(said), table(fields, required=["say"]), said=said)


def _several(said: str) -> Schema:
    return {"description": said, "anyOf": [*_wording(said)["anyOf"], listing(_wording("One wording."))]}


def _note(said: str) -> Schema:
    return or_nothing(text(said))


SOURCE = "The sentence of the source that this says, copied exactly."


def _prompt() -> Schema:
    first = _wording("What is said at first, and wherever another kind has no words of its own.")
    kinds = {kind: _several(said) for kind, said in KINDS.items()}
    said = "A prompt: its first words, and what is said after silence or a wrong key."
    return table({"first": first, **kinds, "without": _without()}, said, required=["first"])


def _topic() -> Schema:
    piece = _wording("One piece: one idea, at most 30 words.")
    pieces = {"description": "The pieces, read one by one.", "anyOf": [*piece["anyOf"], listing(piece, least=1)]}
    fields = {
        "title": _wording("Its label in the list of topics; it follows 'For'."),
        "phrases": or_nothing(listing(text(), "What callers say when they want this, 8 to 15 of them.")),
        "say": pieces,
        "text": _note("A short form for one text message, 160 characters."),
        "source": _note("The file in docs/sources/ that it comes from."),
    }
    return table(fields, "A topic: an answer that is read out in pieces.", required=["title", "say"])
