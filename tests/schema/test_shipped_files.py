"""The schemas that editors use are fresh, and every file that is shipped passes them and names its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from schemas import faults, kind_of, made

from ivr.authoring.helpline_reader import OPTIONAL, REQUIRED
from ivr.authoring.prompt_reader import PIECE_KEYS, PROMPT_KEYS, TOPIC_KEYS
from ivr.commands.schema import SCHEMAS, as_text
from ivr.dialogue.steps import STEP_TYPES
from ivr.rehearsal.moves import VERBS
from ivr.rehearsal.reader import KEYS

ROOT = Path(__file__).parents[2]
LINES = (ROOT, *sorted(path.parent for path in (ROOT / "examples").glob("*/helpline.yaml")))
FILES = [
    (path, path.relative_to(line).as_posix())
    for line in LINES
    for part in ("helpline.yaml", "flows", "prompts", "calls")
    for path in ([line / part] if part.endswith(".yaml") else sorted((line / part).rglob("*.yaml")))
]
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_folder_is_that_of_the_code(name: str, request: pytest.FixtureRequest) -> None:
    fresh, file = as_text(made(name)), ROOT / "schema" / f"{name}.json"
    if request.config.getoption("--update"):
        file.write_text(fresh, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == fresh, "stale: ivr schema --write"


@pytest.mark.parametrize(("path", "name"), FILES, ids=[path.relative_to(ROOT).as_posix() for path, _ in FILES])
def test_a_shipped_file_passes_its_schema_and_names_it_in_its_first_line(path: Path, name: str) -> None:
    content = path.read_bytes()
    modeline = MODELINE.match(content.decode())

    assert faults(kind_of(name), content) == []
    assert modeline is not None
    assert (path.parent / modeline[1]).resolve() == ROOT / "schema" / f"{kind_of(name)}.json"


def objects(node: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every part of a schema that describes a table, with its path."""
    if isinstance(node, list):
        return [found for nth, each in enumerate(node) for found in objects(each, f"{path}/{nth}")]
    if not isinstance(node, dict):
        return []
    own = [(path, node)] if node.get("type") == "object" and not path.endswith("/if") else []
    return own + [found for key, each in node.items() for found in objects(each, f"{path}/{key}")]


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_table_takes_keys_that_nobody_reads(name: str) -> None:
    open_ones = [path for path, node in objects(made(name)) if "additionalProperties" not in node]

    assert open_ones in ([], ["/definitions/step"])  # a step is closed by its type


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_every_field_of_a_step_has_its_help(kind: str) -> None:
    schema = made("flow")["definitions"]

    for model in (kind, *(name for name in schema if f'"#/definitions/{name}"' in json.dumps(schema[kind]))):
        told = {name for name, field in schema[model]["properties"].items() if field.get("description")}
        assert told == set(schema[model]["properties"]), model
        assert schema[model]["description"]


def test_the_schemas_have_the_keys_that_the_readers_have() -> None:
    prompts = next(iter(made("prompts")["patternProperties"].values()))
    prompt, topic = prompts["else"]["anyOf"][1], prompts["then"]
    call = next(iter(made("calls")["patternProperties"].values()))
    move = call["properties"]["call"]["items"]["else"]

    assert set(made("helpline")["properties"]) == {*REQUIRED, *OPTIONAL}
    assert set(made("flow")["definitions"]["step"]["properties"]) == {"type"}
    assert set(prompt["properties"]) == set(PROMPT_KEYS)
    assert set(topic["properties"]) == set(TOPIC_KEYS)
    assert set(topic["properties"]["say"]["anyOf"][1]["properties"]) == set(PIECE_KEYS)
    assert set(call["properties"]) == set(KEYS)
    assert [each["required"] for each in move["oneOf"]] == [[verb] for verb in VERBS]
    assert set(move["dependencies"]) == {option for _, options in VERBS.values() for option in options}
