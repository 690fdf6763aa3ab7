"""Whether keys and words count at a moment of the call."""

from ivr.simulator.stretch import Ears, Scene, Stretch


def takes_key(stretch: Stretch, key: str) -> bool:
    """Whether a key that is pressed now counts."""
    ears = open_ears(stretch)
    return ears is not None and ears.keypad and (stretch.scene is not Scene.RECORDING or key in ears.finish_key)


def hears_words(stretch: Stretch) -> bool:
    """Whether the line, or the person on it, hears what is said now."""
    ears = open_ears(stretch)
    return stretch.scene in {Scene.RECORDING, Scene.TALKING} or (ears is not None and ears.speech)


def open_ears(stretch: Stretch) -> Ears | None:
    """Return how the line listens now; nothing while its words cannot be cut."""
    ears = stretch.ears
    return ears if ears is not None and (stretch.is_callers_turn or ears.barge_in) else None
