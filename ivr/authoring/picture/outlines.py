"""The shape of each kind of step, by which it is told apart in print; and a colour, for the screen."""

from collections.abc import Callable, Mapping

Outline = Callable[[float, float], str]
"""From width and height to the path of an SVG; the corner is at 0, 0."""

CUT = 14.0  # of a corner, a slope, a point


def _polygon(*points: tuple[float, float]) -> str:
    return "M" + " L".join(f"{x:g},{y:g}" for x, y in points) + " Z"


def _rounded(radius: float) -> Outline:
    def path(w: float, h: float) -> str:
        r = min(radius, h / 2)
        arc = f"a{r:g},{r:g} 0 0 1 "
        across, down = w - 2 * r, h - 2 * r
        return f"M{r:g},0 h{across:g} {arc}{r:g},{r:g} v{down:g} {arc}{-r:g},{r:g} h{-across:g} {arc}{-r:g},{-r:g} v{-down:g} {arc}{r:g},{-r:g} Z"  # noqa: E501 - one path

    return path


def _menu(w: float, h: float) -> str:
    return _polygon((CUT, 0), (w - CUT, 0), (w, CUT), (w, h - CUT), (w - CUT, h), (CUT, h), (0, h - CUT), (0, CUT))


def _topics(w: float, h: float) -> str:
    fold = f" M{w - CUT:g},0 v{CUT:g} h{CUT:g}"
    return _polygon((0, 0), (w - CUT, 0), (w, CUT), (w, h), (0, h)) + fold


def _yes_no(w: float, h: float) -> str:
    return _polygon((CUT, 0), (w - CUT, 0), (w, h / 2), (w - CUT, h), (CUT, h), (0, h / 2))


def _collect(w: float, h: float) -> str:
    return _polygon((CUT, 0), (w, 0), (w - CUT, h), (0, h))


def _branch(w: float, h: float) -> str:
    return _polygon((w / 2, 0), (w, h / 2), (w / 2, h), (0, h / 2))


def _hours(w: float, h: float) -> str:
    return _polygon((0, 0), (w, 0), (w - 2 * CUT, h), (2 * CUT, h))


def _transfer(w: float, h: float) -> str:
    return _polygon((0, 0), (w - CUT, 0), (w, h / 2), (w - CUT, h), (0, h), (CUT, h / 2))


def _flow(w: float, h: float) -> str:
    return _polygon((0, 0), (w, 0), (w, h), (0, h)) + f" M7,0 v{h:g} M{w - 7:g},0 v{h:g}"


def _set(w: float, h: float) -> str:
    return _polygon((CUT, 0), (w, 0), (w, h), (0, h), (0, CUT))


def _hand_off(w: float, h: float) -> str:
    inner = f" M12,3 h{w - 24:g} M12,{h - 3:g} h{w - 24:g}"
    return _rounded(12)(w, h) + inner


OUTLINES: Mapping[str, tuple[Outline, str]] = {
    "say": (_rounded(8), "#ffffff"),
    "menu": (_menu, "#e3eefb"),
    "yes_no": (_yes_no, "#e3eefb"),
    "topics": (_topics, "#e3eefb"),
    "collect": (_collect, "#e3eefb"),
    "branch": (_branch, "#fdf3d1"),
    "hours": (_hours, "#fdf3d1"),
    "transfer": (_transfer, "#dff3e4"),
    "hand_off": (_hand_off, "#dff3e4"),
    "flow": (_flow, "#ece6f6"),
    "done": (_rounded(99), "#ece6f6"),
    "set": (_set, "#f3f3f3"),
    "goodbye": (_rounded(99), "#f7dfdd"),
}
"""Kind of step -> its outline and its colour: blue listens, green reaches people, yellow decides, red ends."""

PLAIN: tuple[Outline, str] = (_rounded(3), "#f3f3f3")
"""For a kind that is not here, and for what is no step."""
