"""One part of a picture: boxes and the arrows between them, laid out and written as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ivr.authoring.picture.boxes import Box, flow_box, port_box, step_box
from ivr.authoring.picture.drawing import Drawing, FlowDrawing, Way
from ivr.authoring.picture.labels import set_apart
from ivr.authoring.picture.layout import Placed, Point, place

TITLE = 34.0
PAD = 14.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the picture: its size, and what is drawn with the corner at 0, 0."""

    width: float
    height: float
    svg: str


def flow_panel(flow: FlowDrawing, base: str) -> Panel:
    """One flow, with ports to the others; `base` is the way from the picture to the helpline's folder."""
    boxes = {step.address: step_box(step, f"{base}{step.file}#L{step.line}") for step in flow.steps}
    boxes |= {port: port_box(port) for port in flow.ports}
    return _panel(flow.name, flow.file, boxes, flow.ways, anchor=f"flow-{flow.name}")


def overview(drawing: Drawing) -> Panel:
    """How the flows lead to one another."""
    known = {flow.name: flow_box(flow.name, flow.file, len(flow.steps)) for flow in drawing.flows}
    return _panel("the whole line", "how the flows lead to one another", known, drawing.between, anchor="overview")


def _panel(title: str, note: str, boxes: Mapping[str, Box], ways: Sequence[Way], *, anchor: str) -> Panel:
    placed = place({name: box.size for name, box in boxes.items()}, [(way.source, way.target) for way in ways])
    head = (f'<text class="title" x="{PAD:g}" y="20">{escape(title)}</text>'
            f'<text class="note" x="{PAD + 9.5 * len(title) + 10:g}" y="20">{escape(note)}</text>')  # fmt: skip
    arrows = _arrows(boxes, ways, placed)
    drawn = "".join(
        f'<g transform="translate({x - boxes[name].size.width / 2:g} {y:g})">{boxes[name].svg}</g>'
        for name, (x, y) in placed.boxes.items()
    )
    body = f'<g transform="translate({PAD:g} {TITLE:g})">{arrows[0]}{drawn}{arrows[1]}</g>'
    width = max(placed.width + 2 * PAD, 9.5 * len(title) + 6 * len(note) + 3 * PAD)
    return Panel(width, placed.height + TITLE + PAD, f'<g id="{escape(anchor)}">{head}{body}</g>')


def _arrows(boxes: Mapping[str, Box], ways: Sequence[Way], placed: Placed) -> tuple[str, str]:
    """Arrows, and what is written beside them; words are drawn last, over everything."""
    leaving, coming = _spread(boxes, ways, placed, out=True), _spread(boxes, ways, placed, out=False)
    lines, labels = [], []
    for way in ways:
        pair = (way.source, way.target)
        if way.source == way.target:
            points = _loop(boxes[way.source], placed.boxes[way.source])
        elif pair in placed.bends:
            points = _down(leaving[pair], coming[pair], placed.bends[pair])
        else:
            points = _up(boxes, placed, pair)
        lines.append(f'<path class="way" d="{points}" marker-end="url(#tip)"/>')
        if way.label:
            labels.append((way.label, points))
    words = (f'<text class="label" x="{x:.1f}" y="{y:.1f}">{escape(word)}</text>' for word, (x, y) in set_apart(labels))
    return "".join(lines), "".join(words)


def _spread(
    boxes: Mapping[str, Box], ways: Sequence[Way], placed: Placed, *, out: bool
) -> Mapping[tuple[str, str], Point]:
    """Where each arrow leaves the lower edge of its box, or comes to the upper one: beside one another, uncrossed."""
    by_box: dict[str, list[tuple[float, tuple[str, str]]]] = {}
    for pair in ((way.source, way.target) for way in ways):
        if pair in placed.bends:
            via = placed.bends[pair]
            here, there = pair if out else pair[::-1]
            far = (via[0] if out else via[-1])[0] if via else placed.boxes[there][0]
            by_box.setdefault(here, []).append((far, pair))
    spots: dict[tuple[str, str], Point] = {}
    for name, found in by_box.items():
        box, (x, y) = boxes[name], placed.boxes[name]
        room = box.size.width * (box.leaving if out else 0.5)
        for nth, (_, pair) in enumerate(sorted(found)):
            spots[pair] = (x - room / 2 + room * (nth + 0.5) / len(found), y + box.size.height if out else y)
    return spots


def _down(start: Point, end: Point, via: Sequence[tuple[float, float, float]]) -> str:
    path, at = f"M{start[0]:.1f},{start[1]:.1f}", start
    for x, top, bottom in via:
        path += _curve(at, (x, top)) + f" L{x:.1f},{bottom:.1f}"
        at = (x, bottom)
    return path + _curve(at, (end[0], end[1] - 6))


def _curve(start: Point, end: Point) -> str:
    middle = (start[1] + end[1]) / 2
    return f" C{start[0]:.1f},{middle:.1f} {end[0]:.1f},{middle:.1f} {end[0]:.1f},{end[1]:.1f}"


def _up(boxes: Mapping[str, Box], placed: Placed, pair: tuple[str, str]) -> str:
    """An arrow that leads back up: from the upper edge of its box to the lower edge of the other."""
    (x, y), (to, top) = placed.boxes[pair[0]], placed.boxes[pair[1]]
    shift = boxes[pair[0]].size.width * 0.38
    path, at = f"M{x + shift:.1f},{y:.1f}", (x + shift, y)
    for across, upper, lower in reversed(placed.bends.get(pair[::-1], ())):
        path += _curve(at, (across, lower)) + f" L{across:.1f},{upper:.1f}"
        at = (across, upper)
    return path + _curve(at, (to + shift, top + boxes[pair[1]].size.height + 6))


def _loop(box: Box, at: Point) -> str:
    x, y = at[0] + box.size.width / 2, at[1] + box.size.height / 2
    return f"M{x:.1f},{y + 10:.1f} C{x + 26:.1f},{y + 16:.1f} {x + 26:.1f},{y - 16:.1f} {x + 6:.1f},{y - 8:.1f}"
