"""A picture shows every step and every way out, in each of its forms, and no two boxes stand on one another."""

import json
import random
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from small_line import FILES, sources

from ivr.authoring.picture.as_json import as_json
from ivr.authoring.picture.dot import as_dot
from ivr.authoring.picture.drawing import Drawing
from ivr.authoring.picture.labels import set_apart
from ivr.authoring.picture.layout import Size, place
from ivr.authoring.picture.mermaid import as_mermaid
from ivr.authoring.picture.outlines import OUTLINES
from ivr.authoring.picture.sketch import sketch
from ivr.authoring.picture.svg import as_svg
from ivr.authoring.reading import read_draft
from ivr.commands import main
from ivr.dialogue.steps import STEP_TYPES

SVG = "{http://www.w3.org/2000/svg}"
DRAFT = read_draft(sources())[0]
DRAWING = sketch(DRAFT)


def texts(drawing: Drawing) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(as_svg(drawing)).iter(f"{SVG}text")]


def test_the_kinds_of_steps_are_told_apart_by_their_shapes() -> None:
    shapes = [outline(100, 50) + colour for outline, colour in OUTLINES.values()]

    assert set(OUTLINES) <= set(STEP_TYPES)
    assert len(set(shapes)) == len(shapes)


def test_every_step_is_drawn_and_leads_to_its_line() -> None:
    links = {
        link.get("id"): link.get("href") for link in ElementTree.fromstring(as_svg(DRAWING, "../")).iter(f"{SVG}a")
    }

    assert {address: f"../{step.name.file}#L{step.name.line}" for address, step in DRAFT.steps.items()}.items() <= (
        links.items()
    )


def test_every_way_out_is_an_arrow_with_its_keys_or_outcomes() -> None:
    ways = {(way.source, way.target): way.label for flow in DRAWING.flows for way in flow.ways}

    assert set(ways) == {(step.address, each.target) for step in DRAFT.steps.values() for each in step.step.exits()}
    assert ways["main.what_for", "care.menu"] == "3"
    assert ways["main.more", "main.bye"] == "2 no, gives up"
    assert ways["main.call_balance", "main.more"] == "answered, busy, no_answer, failed, closed"
    assert ways["care.menu", "agent.queue"] == "after 1: 1"
    assert set(filter(None, ways.values())) <= set(texts(DRAWING))


def test_a_step_says_its_words_and_its_choices_with_their_keys() -> None:
    steps = {step.address: step for flow in DRAWING.flows for step in flow.steps}

    assert steps["main.what_for"].rows == ("What is it about?", "1  gift cards", "2  refunds", "3  care")
    assert steps["main.welcome"].rung == ("+18005550100",)
    assert steps["agent.queue"].called_by == ("care", "main")
    assert "flows/main.yaml:1" in steps["main.welcome"].tip


def test_the_flow_that_a_call_begins_with_comes_first() -> None:
    assert DRAWING.flows[0].name == "main"


def test_what_holds_everywhere_is_told_once() -> None:
    told = [text for text in texts(DRAWING) if "agent.queue" in text and "every step" in text]

    assert told == ["At every step: 0 agent.queue, * back, 9 repeat."]


def test_mermaid_dot_and_json_have_every_step_and_way() -> None:
    steps, ways = len(DRAFT.steps), sum(len(flow.ways) for flow in DRAWING.flows)
    mermaid, dot, parsed = as_mermaid(DRAWING), as_dot(DRAWING), json.loads(as_json(DRAWING))

    assert len(re.findall(r"<b>", mermaid)) == steps
    assert mermaid.count(" -->") == ways
    assert dot.count("URL=") == steps
    assert dot.count(" -> ") == ways
    assert sum(len(flow["steps"]) for flow in parsed["flows"]) == steps
    assert sum(len(flow["ways"]) for flow in parsed["flows"]) == ways


def test_the_same_flows_make_the_same_picture() -> None:
    assert as_svg(sketch(read_draft(sources())[0])) == as_svg(DRAWING)


@pytest.mark.parametrize("seed", range(60))
def test_boxes_never_stand_on_one_another_whatever_leads_where(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"s{nth}" for nth in range(chance.randint(1, 30))]
    boxes = {name: Size(100, chance.choice((20, 60, 140))) for name in names}
    arrows = [(chance.choice(names), chance.choice(names)) for _ in range(chance.randint(0, 60))]

    placed = place(boxes, arrows)

    spots = [(x - 50, y, x + 50, y + boxes[name].height) for name, (x, y) in placed.boxes.items()]
    assert set(placed.boxes) == set(names)
    assert all(
        a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        for nth, a in enumerate(spots)
        for b in spots[nth + 1 :]
    )
    joined = {(a, b) for a, b in arrows if a != b}
    assert {pair for pair in joined if pair not in placed.bends} <= {(b, a) for a, b in placed.bends}


def test_words_beside_arrows_do_not_stand_on_one_another() -> None:
    paths = [("answered", "M0,0 C0,30 0,30 0,60"), ("busy, no_answer, failed", "M20,0 C20,30 20,30 20,60")]

    (_, first), (_, second) = set_apart(paths)

    assert abs(first[1] - second[1]) >= 10


def test_a_thousand_steps_in_a_row_are_drawn() -> None:
    names = [f"s{nth}" for nth in range(3000)]

    placed = place(dict.fromkeys(names, Size(10, 10)), list(pairwise(names)))

    assert len(placed.boxes) == 3000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["graph", *words])
    return result.exit_code, result.output


def test_the_command_writes_a_file_whose_links_lead_to_the_flows(folder: Path) -> None:
    (folder / "docs").mkdir()

    code, told = run("--helpline", str(folder), "-o", str(folder / "docs" / "line.svg"))

    svg = (folder / "docs" / "line.svg").read_text(encoding="utf-8")
    links = re.findall(r'href="(\.\.[^"#]+)', svg)
    assert (code, "main, " in told) == (0, True)
    assert links
    assert all((folder / "docs" / link).is_file() for link in links)


@pytest.mark.parametrize("form", ["svg", "mermaid", "dot", "json"])
def test_one_flow_is_drawn_alone(folder: Path, form: str) -> None:
    code, text = run("order", "-f", form, "--helpline", str(folder))

    assert code == 0
    assert "known" in text
    assert "call_balance" not in text


def test_a_flow_that_is_not_there_is_named_with_the_likely_one(folder: Path) -> None:
    assert run("ordr", "--helpline", str(folder)) == (2, "ivr: there is no flow 'ordr' (did you mean 'order'?)\n")


def test_a_folder_without_a_helpline_is_named(tmp_path: Path) -> None:
    code, told = run("--helpline", str(tmp_path))

    assert code == 2
    assert "no helpline.yaml" in told


def test_files_with_mistakes_are_drawn_as_far_as_they_can_be_read(folder: Path) -> None:
    flow = folder / "flows" / "main.yaml"
    flow.write_text(flow.read_text().replace("type: goodbye", "type: godbye"), encoding="utf-8")

    code, text = run("-f", "json", "--helpline", str(folder))

    assert code == 0
    assert "left out: see ivr check" in text
    assert "main.welcome" in text


@pytest.mark.parametrize("line", [".", "examples/city", "examples/clinic"])
def test_every_shipped_line_has_a_picture(line: str) -> None:
    code, svg = run("--helpline", str(Path(__file__).parents[2] / line))

    assert code == 0
    assert ElementTree.fromstring(svg).tag == f"{SVG}svg"
