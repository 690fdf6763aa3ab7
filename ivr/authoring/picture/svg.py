"""The picture as SVG: a sheet of landscape pages, on which no flow that fits a page is cut by its edge."""

from collections.abc import Iterator, Sequence
from html import escape

from ivr.authoring.picture.drawing import Drawing
from ivr.authoring.picture.outlines import OUTLINES
from ivr.authoring.picture.panel import Panel, flow_panel, overview

PAGE_WIDTH, PAGE_HEIGHT = 1046.0, 717.0  # of A4 on its side, within margins of 10 mm
SMALLEST = 0.62  # a flow is made no smaller than this to fit a page
GAP = 18.0
STYLE = """
@page { size: A4 landscape; margin: 10mm }
text { font: 11px Helvetica, Arial, sans-serif; fill: #1b1b1b }
.mid, .name, .kind, .tag, .label { text-anchor: middle }
.name, .key { font-weight: bold } .name { font-size: 12px }
.kind, .tag, .note { fill: #595959; font-size: 9.5px } .note { font-size: 11px }
.title { font-size: 16px; font-weight: bold }
path { stroke: #333; stroke-width: 1.2 } .way { fill: none; stroke: #555 }
.port path { fill: #fff; stroke-dasharray: 4 3 }
.label { font-size: 10.5px; stroke: #fff; stroke-width: 4px; paint-order: stroke; stroke-linejoin: round }
a:hover path { stroke-width: 2.4 }
"""
_TIP = '<marker id="tip" viewBox="0 0 10 10" refX="1" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
DEFS = f'<defs>{_TIP}<path d="M0,0 L10,5 L0,10 Z" style="fill:#555;stroke:none"/></marker></defs>'


def as_svg(drawing: Drawing, base: str = "") -> str:
    """The whole picture; `base` is the way from it to the helpline's folder, for the links to lines."""
    panels = [flow_panel(flow, base) for flow in drawing.flows]
    if len(panels) > 1:
        panels.insert(0, overview(drawing))
    width = max([PAGE_WIDTH, *(panel.width * _scale(panel) for panel in panels)])
    placed = list(_on_pages([*panels, _legend(drawing)], width, PAGE_HEIGHT * width / PAGE_WIDTH))
    height = max(y + panel.height * _scale(panel) for _, y, panel in placed)
    body = "".join(
        f'<g transform="translate({x:g} {y:g}) scale({_scale(panel):.3g})">{panel.svg}</g>' for x, y, panel in placed
    )
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    title = ", ".join(flow.name for flow in drawing.flows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(title)}</title>'
        f'<style>{STYLE}</style>{DEFS}<rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n'
    )


def _scale(panel: Panel) -> float:
    return max(SMALLEST, min(1.0, PAGE_WIDTH / panel.width, PAGE_HEIGHT / panel.height))


def _on_pages(panels: Sequence[Panel], width: float, page: float) -> Iterator[tuple[float, float, Panel]]:
    """Panels in rows, each on the first page with room for it; what is taller than a page begins one of its own."""
    filled: list[float] = []
    for row in _rows(panels, width):
        tall = max(panel.height * _scale(panel) for panel in row)
        begin = max(0, len(filled) - 1) if row[-1] is panels[-1] else 0  # the legend stands at the end
        nth = next((nth for nth in range(begin, len(filled)) if filled[nth] + tall <= page), len(filled))
        if nth == len(filled):
            filled.append(0.0)
        x = 0.0
        for panel in row:
            yield x, nth * page + filled[nth], panel
            x += panel.width * _scale(panel) + GAP
        filled[nth] += tall + GAP
        filled += [page] * int((tall - 1) // page)  # the pages that it goes on over are full


def _rows(panels: Sequence[Panel], width: float) -> Iterator[list[Panel]]:
    row: list[Panel] = []
    for panel in panels:
        if row and sum(each.width * _scale(each) + GAP for each in row) + panel.width * _scale(panel) > width:
            yield row
            row = []
        row.append(panel)
    yield row


def _legend(drawing: Drawing) -> Panel:
    """What the shapes and arrows mean."""
    parts = ['<text class="title" x="14" y="20">how to read it</text>']
    for nth, (kind, (outline, colour)) in enumerate(OUTLINES.items()):
        x, y = 14 + 146 * (nth % 7), 36 + 44 * (nth // 7)
        path = f'<path d="{outline(130, 32)}" fill="{colour}"/><text class="mid" x="65" y="20">{kind}</text>'
        parts.append(f'<g transform="translate({x} {y})">{path}</g>')
    notes = (
        "Beside an arrow: the key that a caller presses, or how the step went. A dashed box is a step of another flow.",
        "A box leads to its line in the file; rest the mouse on it for all of its words.",
        *drawing.everywhere,
    )
    rows = [f'<text x="14" y="{142 + 15 * nth}">{escape(note)}</text>' for nth, note in enumerate(notes)]
    return Panel(1040, 150 + 15 * len(notes), "".join([*parts, *rows]))
