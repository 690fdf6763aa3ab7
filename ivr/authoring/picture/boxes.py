"""Boxes of a picture as SVG: steps, the ports to other flows, and the flows themselves in the overview."""

from dataclasses import dataclass
from html import escape
from textwrap import wrap

from ivr.authoring.picture.drawing import Shown
from ivr.authoring.picture.layout import Size
from ivr.authoring.picture.outlines import OUTLINES, PLAIN
from ivr.authoring.picture.words import KEY_ENDS, ROW

WIDTH, LINE, HEAD, TAG = 196.0, 13.0, 33.0, 13.0
NARROW = 22  # characters of a line in a shape with slopes
SLOPED = frozenset({"branch", "hours"})
PORT_HEIGHT = 22.0
_LEAVING = {"branch": 0.08, "hours": 0.5}  # of shapes that are narrow below
_INDENT = 3  # characters that a key takes


@dataclass(frozen=True, slots=True)
class Box:
    """Something drawn: its size, what is drawn with the corner at 0, 0, and where its arrows begin and end."""

    size: Size
    svg: str
    leaving: float = 0.7
    """The part of its lower edge from which arrows leave."""


def step_box(step: Shown, href: str) -> Box:
    """A step, which leads to its line when it is clicked."""
    outline, colour = OUTLINES.get(step.kind, PLAIN)
    rows, tags = _wrapped(step), _tags(step)
    above = TAG * len(tags)
    height = HEAD + LINE * len(rows) + (8 if rows else 0)
    if step.kind == "branch":
        height = max(height + 30, 74)
    first = (height - HEAD - LINE * len(rows)) / 2 if step.kind in SLOPED else 0
    parts = [
        f'<text class="tag" x="{WIDTH / 2:g}" y="{TAG * nth + 9:g}">{escape(tag)}</text>'
        for nth, tag in enumerate(tags)
    ]
    parts += [
        f'<g transform="translate(0 {above:g})"><path d="{outline(WIDTH, height)}" fill="{colour}"/>',
        f'<text class="kind" x="{WIDTH / 2:g}" y="{first + 13:g}">{escape(step.kind)}</text>',
        f'<text class="name" x="{WIDTH / 2:g}" y="{first + 27:g}">{escape(step.name)}</text>',
        *(_row(step, row, first + HEAD + LINE * nth + 8) for nth, row in enumerate(rows)),
        "</g>",
    ]
    link = f'<a id="{escape(step.address)}" href="{escape(href)}"><title>{escape(step.tip)}</title>{"".join(parts)}</a>'
    return Box(Size(WIDTH, height + above), link, _LEAVING.get(step.kind, 0.7))


def _tags(step: Shown) -> list[str]:
    rung = [f"a call to {number} begins here" for number in step.rung]
    return rung + (wrap(f"from {', '.join(step.called_by)}", 36)[:2] if step.called_by else [])


def _wrapped(step: Shown) -> list[str]:
    room = NARROW if step.kind in SLOPED else ROW
    return [
        line for row in step.rows for line in wrap(row, room, subsequent_indent=" " * _INDENT * _is_choice(row))[:2]
    ]


def _is_choice(row: str) -> bool:
    return row[1:_INDENT] == KEY_ENDS


def _row(step: Shown, row: str, y: float) -> str:
    hanging = row.startswith(" ")
    if step.kind in ("menu", "topics"):
        x = 16 + (16 if hanging else 0)
        if _is_choice(row):
            key, words = row[0], row[_INDENT:]
            return f'<text class="key" x="16" y="{y:g}">{key}</text><text x="32" y="{y:g}">{escape(words)}</text>'
        return f'<text x="{x}" y="{y:g}">{escape(row.strip())}</text>'
    return f'<text class="mid" x="{WIDTH / 2:g}" y="{y:g}">{escape(row)}</text>'


def port_box(address: str) -> Box:
    """Where an arrow leaves the flow: a click goes to the step in this picture."""
    shape = f"M0,0 h{WIDTH - 10:g} l10,{PORT_HEIGHT / 2:g} l-10,{PORT_HEIGHT / 2:g} h{10 - WIDTH:g} Z"
    text = f'<text class="mid" x="{WIDTH / 2:g}" y="15">{escape(address)}</text>'
    inner = f'<title>goes on in {escape(address)}</title><path d="{shape}"/>{text}'
    return Box(Size(WIDTH, PORT_HEIGHT), f'<a class="port" href="#{escape(address)}">{inner}</a>')


def flow_box(name: str, file: str, steps: int) -> Box:
    """A flow in the overview."""
    rows = (f'<text class="name" x="{WIDTH / 2:g}" y="17">{escape(name)}</text>'
            f'<text class="mid" x="{WIDTH / 2:g}" y="32">{steps} step{"s" * (steps != 1)}</text>')  # fmt: skip
    shape = f'<path d="{PLAIN[0](WIDTH, 40)}" fill="#ffffff"/>'
    return Box(Size(WIDTH, 40), f'<a href="#flow-{escape(name)}"><title>{escape(file)}</title>{shape}{rows}</a>')
