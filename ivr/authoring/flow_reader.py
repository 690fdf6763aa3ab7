"""A file of `flows/` becomes steps: each is a model of its type, with targets in full."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import ValidationError

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import StepDraft
from ivr.authoring.field_problems import note_field
from ivr.authoring.located import Entry, Table, plain
from ivr.authoring.naming import is_free, is_name
from ivr.authoring.suggestions import did_you_mean
from ivr.dialogue.steps import STEP_TYPES
from ivr.dialogue.steps.step import Step


def flow_of(file: str) -> str:
    """The flow that a file holds: its name without folder and ending."""
    return PurePosixPath(file).stem


def read_flow(flow: str, root: Cursor) -> Iterator[tuple[str, StepDraft | None]]:
    """Every step's address, with the step when it could be read."""
    for entry in root.entries():
        name = root.at_key(entry)
        if is_name(name, "a step") and is_free(name):
            yield f"{flow}.{entry.key.text}", _step(flow, root, entry)


def _step(flow: str, root: Cursor, entry: Entry) -> StepDraft | None:
    place = Cursor(entry.value, (*root.path, entry.key.text), root.found)
    if not isinstance(entry.value, Table):
        place.tell("field.shape", f"{place.what()} stands where a step is expected", hint="write {type: say, ...}")
        return None
    model = _model(place)
    step = _validated(model, flow, place) if model else None
    return StepDraft(f"{flow}.{entry.key.text}", step, entry.key.mark, entry.value) if step else None


def _model(place: Cursor) -> type[Step] | None:
    kind = place.get("type")
    if kind is None:
        place.missing("type", hint=_types())
        return None
    name = kind.text()
    if name is not None and name not in STEP_TYPES:
        kind.tell(
            "step.unknown-type", f"there is no step type '{name}'", hint=did_you_mean(name, STEP_TYPES) or _types()
        )
    return STEP_TYPES.get(name or "")


def _types() -> str:
    return f"known: {', '.join(STEP_TYPES)}"


def _validated(model: type[Step], flow: str, place: Cursor) -> Step | None:
    try:
        return model.model_validate(plain(place.node), context={"flow": flow})
    except ValidationError as wrong:
        for error in wrong.errors(include_url=False):
            note_field(place, model, error)
        return None
