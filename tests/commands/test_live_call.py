"""`ivr call` on a terminal: words come as they are spoken, and keys count at the moment at which they are pressed."""

from dataclasses import dataclass

import pytest
from paper_keyboard import PaperKeyboard, PaperScreen
from paper_line import ACCOUNT, PaperLine

from ivr.commands.telephone.live import HELP, LiveCaller
from ivr.commands.telephone.screen import Screen
from ivr.simulator.happenings import Happening, Said
from ivr.simulator.line import Line
from ivr.simulator.stretch import Press, Scene, Stretch
from ivr.simulator.transport import InProcess
from ivr.simulator.world import World

MENU = (
    "<Gather numDigits='1' timeout='5' action='/next' actionOnEmptyResult='true'><Say>press one or two</Say></Gather>"
)
BYE = "<Say>good bye</Say>"
AT_ONCE = World(round_trip=0.0)
Keys = list[tuple[float, str]]


@dataclass
class Heard:
    """What stood on the screen in the end, when each piece of it came, and what happened."""

    lines: list[str]
    moments: list[tuple[float, str]]
    happenings: list[Happening]
    seconds: float

    def moment_of(self, text: str) -> float:
        return next(at for at, written in self.moments if written.strip() == text)


def live(
    keys: Keys, *pages: str, speed: float = 1.0, width: int = 80, world: World = AT_ONCE, coloured: bool = False
) -> Heard:
    """Call a line whose first page is at /voice and whose others come at /next, pressing keys at real moments."""
    line = PaperLine({"/voice": pages[0], "/voice/fallback": pages[0], "/next": [*pages[1:], BYE]})
    keyboard = PaperKeyboard(keys)
    out = PaperScreen(keyboard)
    caller = LiveCaller(keyboard, Screen(out, coloured=coloured, width=lambda: width), speed=speed)
    happenings = []
    for happening in Line(InProcess(line, ACCOUNT), ACCOUNT, world).call(caller):
        happenings.append(happening)
        caller.show(happening)
    caller.end()
    return Heard(out.getvalue().splitlines(), out.moments, happenings, round(keyboard.now(), 2))


def test_words_come_one_after_another_as_they_are_spoken() -> None:
    heard = live([], MENU)

    assert [heard.moment_of(word) for word in ("press", "one", "or", "two")] == [0.0, 0.4, 0.8, 1.2]
    assert heard.lines == [
        "  0:00  line     press one or two",
        "  0:01           [listens for 5 s]",
        "  0:06  you      (silence)",
        "  0:06  line     good bye",
        "  0:07           [line ends the call: the document ended]",
    ]
    assert heard.seconds == 7.4


def test_twice_as_fast_takes_half_the_time_and_the_margin_stays() -> None:
    heard = live([], MENU, speed=2)

    assert heard.moment_of("two") == 0.6
    assert heard.seconds == 3.7
    assert heard.lines[-1].startswith("  0:07 ")


def test_a_key_cuts_the_words_and_stands_where_it_was_pressed() -> None:
    heard = live([(0.5, "2")], MENU)

    assert heard.lines[:3] == [
        "  0:00  line     press one —",
        "  0:00  you      presses 2",
        "  0:00  line     good bye",
    ]
    assert heard.moment_of("2") == 0.5


def test_what_was_cut_off_on_the_screen_is_what_the_caller_heard() -> None:
    heard = live([(0.9, "1")], MENU)

    assert "CutOff(at=0.9, heard='press one or'" in str(heard.happenings)
    assert heard.lines[0] == "  0:00  line     press one or —"


@pytest.mark.parametrize("first", [0.5, 2.0], ids=["cutting the words", "after the words"])
def test_several_keys_stand_on_one_row_each_at_its_moment(first: float) -> None:
    ask = "<Gather numDigits='3' action='/next'><Say>your number</Say></Gather>"

    heard = live([(first, "4"), (3, "0"), (4, "7")], ask)

    assert f"  0:0{first:.0f}  you      presses 407" in heard.lines
    assert [heard.moment_of(key) for key in "407"] == [first, 3, 4]


def test_keys_that_nothing_listens_to_are_lost_and_the_words_go_on() -> None:
    heard = live([(0.5, "3")], "<Say>wait for the list</Say>" + MENU)

    assert heard.lines[:4] == [
        "  0:00  line     wait for",
        "  0:00           [the line does not listen now: 3 is lost]",
        "                 the list",
        "  0:01  line     press one or two",
    ]


def test_keys_between_two_documents_are_lost() -> None:
    heard = live([(2, "1"), (2.2, "7")], MENU, world=World())

    assert "  0:02           [the line does not listen now: 7 is lost]" in heard.lines


def test_enter_skips_the_words_and_then_the_wait() -> None:
    heard = live([(0.5, "\r"), (1, "\r")], MENU)

    assert heard.lines[:3] == [
        "  0:00  line     press one or two",
        "  0:01           [listens for 5 s]",
        "  0:06  you      (silence)",
    ]
    assert heard.moment_of("two") == 0.5
    assert heard.seconds == 1.8  # one second until the second Enter, and the words of the good-bye


def test_enter_skips_over_documents_to_where_the_line_listens() -> None:
    heard = live([(0.1, "\n")], "<Say>one two three four five</Say><Redirect>/next</Redirect>", MENU)

    assert heard.moment_of("two") == 0.1
    assert heard.lines[1] == "  0:02  line     press one or two"
    assert heard.seconds == 5.9


def test_enter_after_some_keys_says_that_these_were_all() -> None:
    heard = live([(1, "4"), (1.5, "\r")], "<Gather numDigits='3' action='/next'><Say>your number</Say></Gather>")

    assert heard.lines[1:4] == [
        "  0:00           [listens for 5 s]",
        "  0:01  you      presses 4",
        "  0:06  line     good bye",
    ]


@pytest.mark.parametrize("key", ["h", "H", "\x04", "^C"], ids=["h", "H", "the end of the input", "Ctrl+C"])
def test_the_telephone_can_be_put_down_in_the_middle_of_a_word(key: str) -> None:
    heard = live([(0.5, key)], MENU)

    assert heard.lines == ["  0:00  line     press one", "  0:00           [caller ends the call: hung up]"]


@pytest.mark.parametrize(
    ("key", "row"),
    [("?", HELP), ("x", "[a telephone has no key 'x': ? for help]")],
)
def test_help_and_wrong_keys_are_told_and_the_call_goes_on(key: str, row: str) -> None:
    heard = live([(0.5, key)], MENU, width=120)

    assert heard.lines[1].strip() == f"0:00           {row}"
    assert heard.lines[2].strip() == "or two"


def test_keys_of_no_meaning_at_all_change_nothing() -> None:
    assert live([(0.5, "\x1b"), (0.6, "\t")], MENU).lines == live([], MENU).lines


def test_words_that_the_line_does_not_listen_to_are_said_all_the_same() -> None:
    heard = live([(2, "s"), (3, "hi"), (9, "\r")], MENU)

    assert heard.lines[1:5] == [
        "  0:01           [listens for 5 s]",
        "  0:02  you      says hi",
        "  0:02           [the line does not listen to words here]",
        "  0:06  you      (silence)",
    ]


def test_words_that_the_line_listens_to_cut_its_own() -> None:
    ask = "<Gather input='speech' action='/next' speechTimeout='1'><Say>say what you want</Say></Gather>"

    heard = live([(0.5, "s"), (1, "the rinm"), (2, "\x7fg"), (3, "\r")], ask)

    assert heard.lines[0] == "  0:00  line     say what —"
    assert heard.lines[1].startswith("  0:00  you      says the rin")
    assert "Spoke(at=2.3, text='the ring'" in str(heard.happenings)
    assert heard.lines[2] == "  0:02  line     good bye"


@pytest.mark.parametrize("end", ["\r", "x\x1b", "x\x04"], ids=["nothing typed", "Escape", "the end of the input"])
def test_who_says_nothing_after_all_goes_on_listening(end: str) -> None:
    heard = live([(0.5, "s" + end)], MENU)

    assert "Spoke" not in str(heard.happenings)
    assert "  0:06  you      (silence)" in heard.lines


def test_words_that_need_several_lines_can_be_taken_back_as_well() -> None:
    taken_back = "why does it turn dark" + "\x7f" * 13 + " not\r"

    heard = live([(2, "s"), (3, taken_back)], MENU.replace("<Gather", "<Gather input='dtmf speech'"), width=24)

    assert "text='why does not'" in str(heard.happenings), heard.happenings
    assert heard.lines[3:5] == ["0:02 you: says why does ", "  it turn dark" + "\b \b" * 12 + " not"]


def test_time_stands_still_while_words_are_typed() -> None:
    heard = live([(2, "s"), (60, "hi\r")], MENU)

    assert heard.seconds == 65.4
    assert heard.lines[-1].startswith("  0:07 ")


def test_ringing_and_talk_are_made_shorter_and_it_is_said() -> None:
    heard = live([], f"<Dial timeout='20'>+18005550123</Dial>{MENU}", world=World(round_trip=0.0, rings=10))

    assert heard.lines[:4] == [
        "  0:00           [rings +18005550123 for up to 20 s]",
        "  0:00           [ringing: 0:10, made shorter here]",
        "  0:10           [a person speaks with the caller: +18005550123]",
        "  0:10           [talk: 1:00, made shorter here]",
    ]
    assert heard.moment_of("press") == 8.0


def test_the_wait_in_a_queue_is_made_shorter_but_its_words_are_not() -> None:
    pages = ("<Enqueue waitUrl='/next'>care</Enqueue>", "<Say>please wait a little</Say><Pause length='30'/>")

    heard = live([], *pages, world=World(round_trip=0.0, served_after=20, talk=2))

    assert heard.moment_of("little") == 1.2
    assert "  0:01           [waiting: 0:18, made shorter here]" in heard.lines
    assert heard.seconds == 7.6


def test_what_is_shorter_is_told_once() -> None:
    world = World(round_trip=0.0, rings=10, talk=0)

    heard = live([(1, "5"), (2, "\r")], f"<Dial>+18005550123</Dial>{MENU}", world=world)

    assert sum("made shorter" in line for line in heard.lines) == 1
    assert "  0:02           [the line does not listen now: 5 is lost]" in heard.lines


def test_only_the_person_hears_keys_and_words_while_they_talk() -> None:
    heard = live([(7, "5"), (7.5, "s"), (8, "hi\r")], "<Dial>+18005550123</Dial>", width=60)

    assert [line[17:] for line in heard.lines if "person hears" in line] == ["[only the person hears that]"] * 2


def test_words_for_the_person_who_is_rung_stand_in_one_piece() -> None:
    page = "<Dial><Number url='/next'>+18005550123</Number></Dial>"

    heard = live([], page, "<Say>a caller with a ring</Say>")

    assert "  0:06  to agent a caller with a ring" in heard.lines


def test_words_without_a_time_of_their_own_are_not_lost() -> None:
    heard = live([], "<?no")

    assert "  0:00  line     We're sorry, an application error has occurred. Goodbye." in heard.lines


def test_what_was_begun_is_shown_to_its_end_when_the_call_breaks_off() -> None:
    keyboard = PaperKeyboard()
    out = PaperScreen(keyboard)
    caller = LiveCaller(keyboard, Screen(out, coloured=False))

    caller.show(Said(0, "good bye"))
    caller.end()

    assert out.getvalue() == "  0:00  line     good bye\n"


def test_a_narrow_screen_has_the_time_before_the_words_and_all_its_columns_for_them() -> None:
    heard = live([(4.1, "1")], MENU.replace("press one or two", "for everything press one or two or three"), width=24)

    assert heard.lines[:4] == [
        "0:00 line: for",
        "  everything press one",
        "  or two or three",
        "0:03 [listens for 5 s]",
    ]
    assert heard.lines[4] == "0:04 you: presses 1"


def test_colours_say_who_and_words_are_plain() -> None:
    heard = live([(2, "1")], MENU, coloured=True)

    text = "\n".join(heard.lines)
    assert "\x1b[32m  0:02  you      " in text
    assert "\x1b[2m  0:01           [listens for 5 s]" in text


def test_no_time_passes_while_the_program_is_stopped() -> None:
    keyboard = PaperKeyboard()
    screen = Screen(PaperScreen(keyboard), coloured=False)

    class Stopped(PaperKeyboard):
        def key(self, seconds: float) -> str:
            self.moment += 3600 if self.moment == 0 else seconds
            return "5" if 3600 <= self.moment < 3601 else ""

    caller = LiveCaller(Stopped(), screen)

    assert caller.next_act(Stretch(0, 30, Scene.PAUSING)) == Press(1.0, "5")


def test_a_recording_takes_what_is_said_until_a_key() -> None:
    record = "<Record action='/next' finishOnKey='#' playBeep='false'/>"

    heard = live([(1, "s"), (2, "hello there\r"), (3, "1"), (4, "#")], record)

    assert [line[8:] for line in heard.lines[:4]] == [
        "you      says hello there",
        "         [the line does not listen now: 1 is lost]",
        "you      presses #",
        "         [recorded 1 s: hello there]",
    ]
