"""The person at the terminal as a caller in real time: words come as they are spoken, keys count when pressed."""

from collections import deque

from ivr.commands.telephone.hearing import hears_words, takes_key
from ivr.commands.telephone.keyboard import END_OF_INPUT, ESCAPE, Keyboard
from ivr.commands.telephone.passing import Passing
from ivr.commands.telephone.screen import Screen
from ivr.rehearsal.layout import clock
from ivr.rehearsal.rows import UNHEARD, Row, row_of
from ivr.simulator.happenings import CutOff, Happening, Listening, Party, Pressed, Said, Spoke
from ivr.simulator.stretch import KEYPAD, Act, Press, PutDown, Scene, Speak, Spoken, Stretch

HELP = "[keys 0-9 * # at any time; Enter skips ahead, or stays silent; s says something; h hangs up; ? help]"
ENTER = frozenset("\r\n")
RUBOUT = frozenset("\x7f\b")
OTHERS = {Scene.RINGING: "ringing", Scene.TALKING: "talk", Scene.HOLDING: "music"}
LONGEST_OTHERS = 4.0  # seconds that somebody waits here for what is only pretended: ringing, queues, talk
TO_PERSON = Row("", "[only the person hears that]", dim=True)


class LiveCaller:
    """Plays the telephone: shows what happens when it happens, and acts when a key is pressed."""

    def __init__(self, keyboard: Keyboard, screen: Screen, *, speed: float = 1.0) -> None:
        """With a `speed` of 2 everything takes half its time."""
        self._keyboard = keyboard
        self._screen = screen
        self._speed = speed
        self._unbegun = ""  # words that the line says, until the first is spoken
        self._skips = False
        self._is_typing = False
        self._hurried: str | None = None

    def greet(self) -> None:
        """Tell what can be done."""
        self._screen.row(0, Row("", HELP, dim=True))

    def show(self, happening: Happening) -> None:
        """Show what happens, but words and keys only when they are spoken and pressed."""
        if isinstance(happening, CutOff):
            return  # seen when the key was pressed, and more keys may follow it
        self._speak_at_once()
        self._is_typing = False
        match happening:
            case Said(at, text, Party.CALLER):
                self._screen.begin(at, "line")
                self._unbegun = text
            case Pressed(by=Party.CALLER) | Spoke(by=Party.CALLER):
                self._screen.end()
            case Listening(at, wait, to=Party.CALLER):
                self._screen.row(at, Row("", f"[listens for {wait} s]", dim=True))
            case _:
                row = row_of(happening)
                if row is not None:
                    self._screen.row(happening.at, row)

    def end(self) -> None:
        """Show what is left to show."""
        self._speak_at_once()
        self._screen.end()

    def next_act(self, stretch: Stretch) -> Act | None:
        """Let the stretch pass in its time, or act. Ctrl+C puts the telephone down."""
        if stretch.words:
            self._unbegun = ""
        if stretch.is_callers_turn:
            self._skips = False
        passing = Passing(stretch, self._keyboard, self._rate(stretch))
        words = deque(stretch.words)
        try:
            act = self._live(stretch, passing, words)
        except KeyboardInterrupt:
            return PutDown(passing.moment)
        if act is None:
            self._speak(words, stretch.until)
            self._skips = self._skips and not stretch.is_callers_turn
        return act

    def _live(self, stretch: Stretch, passing: Passing, words: deque[Spoken]) -> Act | None:
        while not passing.is_over:
            self._speak(words, passing.moment)
            due = words[0].at if words else stretch.until
            key = passing.key(passing.moment if self._skips else due)
            if key:
                self._speak(words, passing.moment)
                act = self._act(key, stretch, passing)
                if act is not None:
                    return act
            elif self._skips:
                break
        return None

    def _act(self, key: str, stretch: Stretch, passing: Passing) -> Act | None:
        self._skips = key in ENTER
        if key in ENTER:
            return None
        if key in KEYPAD:
            return self._press(key, stretch, passing.moment)
        match key.lower():
            case "h" | "\x04":
                return PutDown(passing.moment)
            case "s":
                return self._say(stretch, passing)
            case "?":
                self._screen.row(passing.moment, Row("", HELP, dim=True))
            case _ if key.isprintable():
                self._screen.row(passing.moment, Row("", f"[a telephone has no key {key!r}: ? for help]", dim=True))
            case _:
                pass
        return None

    def _press(self, key: str, stretch: Stretch, moment: float) -> Press:
        if stretch.scene is Scene.TALKING:
            self._screen.row(moment, TO_PERSON)
        elif takes_key(stretch, key):
            self._echo(key, stretch, moment)
        return Press(moment, key)

    def _echo(self, key: str, stretch: Stretch, moment: float) -> None:
        if self._is_typing and self._screen.is_open:
            self._screen.letters(key)
            return
        self._break_off(stretch)
        self._screen.begin(moment, "you", "green")
        self._screen.word("presses")
        self._screen.word(key)
        self._is_typing = True

    def _say(self, stretch: Stretch, passing: Passing) -> Speak | None:
        """Take words from the keyboard, slower than anybody speaks: time stands still."""
        hears = hears_words(stretch)
        if hears:
            self._break_off(stretch)
        text = self._typed(passing.moment)
        passing.stand_still()
        if not text:
            return None
        if not hears:
            self._screen.row(passing.moment, Row("", UNHEARD, "yellow"))
        elif stretch.scene is Scene.TALKING:
            self._screen.row(passing.moment, TO_PERSON)
        return Speak(passing.moment, text)

    def _typed(self, moment: float) -> str:
        self._screen.begin(moment, "you", "green")
        self._screen.word("says ")
        text = ""
        while True:
            key = self._keyboard.key(1.0)
            if key in ENTER:
                break
            if key in {ESCAPE, END_OF_INPUT}:
                text = ""
                break
            if key in RUBOUT and text:
                text = text[:-1]
                self._screen.erase()
            elif key.isprintable():
                text += key
                self._screen.letters(key)
        self._screen.end()
        return text.strip()

    def _break_off(self, stretch: Stretch) -> None:
        if stretch.scene is Scene.SPEAKING:
            self._screen.cut()

    def _speak(self, words: deque[Spoken], moment: float) -> None:
        while words and words[0].at <= moment:
            if not self._screen.is_open:
                self._screen.go_on()
            self._screen.word(words.popleft().text)

    def _speak_at_once(self) -> None:
        for word in self._unbegun.split():
            self._screen.word(word)
        self._unbegun = ""

    def _rate(self, stretch: Stretch) -> float:
        """Return how many real seconds a second of this stretch takes; what is only pretended takes few."""
        seconds, what = stretch.until - stretch.since, pretended(stretch)
        told, self._hurried = self._hurried, what
        if what is None or seconds <= LONGEST_OTHERS:
            return 1 / self._speed
        if what != told and not self._skips:
            self._screen.row(stretch.since, Row("", f"[{what}: {clock(seconds)}, made shorter here]", dim=True))
        return LONGEST_OTHERS / seconds / self._speed


def pretended(stretch: Stretch) -> str | None:
    """Name what passes without anything for the caller to hear: ringing, a talk that nobody holds, a queue."""
    return OTHERS.get(stretch.scene, "waiting" if stretch.queued and not stretch.words else None)
