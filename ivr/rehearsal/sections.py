"""A call cut into sections: what is heard and happens from one deed of the caller to the next."""

from dataclasses import dataclass
from functools import cached_property

from ivr.rehearsal.played import Played
from ivr.rehearsal.script import Script
from ivr.rehearsal.telling import quoted, told_after
from ivr.rehearsal.wording import Folded, folded
from ivr.simulator.happenings import Happening, Party, Said
from ivr.simulator.stretch import Spoken

MOST_SHOWN = 400  # characters of what was said


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that the caller did not hear to their end, and when they were cut off."""

    at: float
    bare: Folded


@dataclass(frozen=True)
class Section:
    """What is heard and happens after so many deeds; `since` is the end of the last one, `after` tells of it."""

    number: int
    since: float
    after: str
    words: tuple[Spoken, ...]
    happenings: tuple[Happening, ...]

    @cached_property
    def _bare(self) -> tuple[tuple[str, float], ...]:
        return tuple((bare, word.at) for word in self.words for bare in folded(word.text))

    @cached_property
    def bare(self) -> Folded:
        """The words without case and punctuation."""
        return tuple(bare for bare, _ in self._bare)

    @property
    def spoken(self) -> str:
        """The words as they were said."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def cut_off(self) -> Cut | None:
        """What was cut off at the end of this section: the whole of it, as the line would have said it."""
        said = [each for each in self.happenings if isinstance(each, Said) and each.to is Party.CALLER]
        if not said or len(folded(" ".join(each.text for each in said))) <= len(self.bare):
            return None
        return Cut(self.words[-1].at if self.words else self.since, folded(said[-1].text))

    def moment_of(self, word: int) -> float:
        """When a bare word was said."""
        return self._bare[word][1]

    def what_was_said(self) -> str:
        """What the line said, for a sentence."""
        spoken = self.spoken
        if not spoken:
            return "the line said nothing"
        shown = spoken if len(spoken) <= MOST_SHOWN else f"{spoken[:MOST_SHOWN].rpartition(' ')[0]} ..."
        return f"the line said: {quoted(shown)}"


def sections_of(script: Script, played: Played) -> tuple[Section, ...]:
    """The sections of a call, one more than the caller did deeds."""
    deeds = script.deeds
    return tuple(
        Section(
            number,
            played.done[number - 1].ended if number else 0.0,
            told_after(deeds[number - 1], played.done[number - 1].began) if number else "at the beginning of the call",
            tuple(each.word for each in played.heard if each.section == number),
            _of(number, played),
        )
        for number in range(len(played.done) + 1)
    )


def _of(number: int, played: Played) -> tuple[Happening, ...]:
    return tuple(beat.happening for beat in played.beats if beat.section == number)
