"""A keyboard on paper: keys at chosen moments of a time that passes only while somebody waits for them."""

from collections import deque
from collections.abc import Iterable
from io import StringIO


class PaperKeyboard:
    """Keys by the second at which they are pressed; Ctrl+C is `^C`. Afterwards nothing is pressed any more."""

    def __init__(self, keys: Iterable[tuple[float, str]] = ()) -> None:
        self.moment = 0.0
        self._keys = deque((at, key) for at, text in keys for key in ([text] if text == "^C" else text))

    def now(self) -> float:
        return self.moment

    def key(self, seconds: float) -> str:
        if not self._keys or self._keys[0][0] > self.moment + seconds:
            self.moment += seconds
            return ""
        at, key = self._keys.popleft()
        self.moment = max(self.moment, at)
        if key == "^C":
            raise KeyboardInterrupt
        return key


class PaperScreen(StringIO):
    """Keeps what is written, and when."""

    def __init__(self, keyboard: PaperKeyboard) -> None:
        super().__init__()
        self.moments: list[tuple[float, str]] = []
        self._keyboard = keyboard

    def write(self, text: str) -> int:
        self.moments.append((round(self._keyboard.now(), 2), text))
        return super().write(text)
