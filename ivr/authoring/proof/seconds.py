"""How long a turn takes: its words at the pace of speech, and the wait for what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Dial, Pause, Say, Verb
from ivr.language.book import PromptBook
from ivr.language.playable import Break, Words
from ivr.language.render import UnknownPrompt, phrase

WORDS_A_MINUTE = 150  # the usual pace of the carriers' voices, as the simulated line has it
MS_A_WORD = 60_000 // WORDS_A_MINUTE
MS_A_SECOND = 1000


@dataclass
class Clock:
    """Times turns in the words of one locale; prompts that are not there are kept in `missing`."""

    book: PromptBook
    missing: set[str] = field(default_factory=set)
    _known: dict[PromptRef, int] = field(default_factory=dict)
    _worded: set[PromptRef] = field(default_factory=set)

    def spoken(self, says: Iterable[Verb]) -> int:
        """Milliseconds of words and pauses; a `Collect` speaks too."""
        spent = 0
        for said in says:
            match said:
                case Say(prompt):
                    spent += self._prompt(prompt)
                case Pause(ms):
                    spent += ms
                case Collect(says=inner):
                    spent += self.spoken(inner)
                case _:
                    pass
        return spent

    def has_words(self, verbs: Iterable[Verb]) -> bool:
        """Whether anything is said; a pause alone is no word."""
        says = (inner for verb in verbs for inner in (verb.says if isinstance(verb, Collect) else (verb,)))
        return any(isinstance(each, Say) and self._is_worded(each.prompt) for each in says)

    @staticmethod
    def waited(verb: Verb) -> int:
        """Milliseconds until silence, or a telephone that nobody picks up, is over."""
        match verb:
            case Collect(first_key=seconds) | Dial(ring=seconds):
                return seconds * MS_A_SECOND
            case _:
                return 0

    def _is_worded(self, ref: PromptRef) -> bool:
        return self._prompt(ref) > 0 and ref in self._worded

    def _prompt(self, ref: PromptRef) -> int:
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = self._rendered(ref)
        return known

    def _rendered(self, ref: PromptRef) -> int:
        try:
            playable = phrase(self.book, ref).playable
        except UnknownPrompt:
            self.missing.add(ref.key)
            return 0
        words = sum(len(part.text.split()) for part in playable if isinstance(part, Words))
        if words:
            self._worded.add(ref)
        return words * MS_A_WORD + sum(part.ms for part in playable if isinstance(part, Break))
