"""How long words take to be spoken."""

from ivr.language.playable import Break, Playable, Words, transcript


def words_in(playable: Playable) -> int:
    """The words that a caller hears."""
    return len(transcript(playable).split())


def seconds_of(playable: Playable, words_a_minute: float) -> float:
    """How long a caller listens: the words at a pace, and the silences between them."""
    words = sum(len(part.text.split()) for part in playable if isinstance(part, Words))
    silence = sum(part.ms for part in playable if isinstance(part, Break))
    return words * 60 / words_a_minute + silence / 1000
