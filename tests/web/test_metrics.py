"""What is counted while calls go on, and what is in no label: whose call it was."""

import re
from pathlib import Path

import pytest
from practice_line import CALL_ID, CALLER, DIALLED, ROOT, PracticeLine
from prometheus_client import generate_latest

from ivr.web.metrics import EVERY, SPOOL_BYTES
from ivr.wiring import build_figures, build_keeper

PORT = {"IVR_METRICS_PORT": "9464"}


@pytest.fixture
def line(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, ROOT, PORT)


def figures(line: PracticeLine) -> str:
    return generate_latest(build_figures(line.settings)).decode()


def increased(line: PracticeLine) -> dict[str, float]:
    """Every figure that is not zero, but for those that are no two times the same."""
    found = (sample.rpartition(" ") for sample in figures(line).splitlines() if not sample.startswith("#"))
    counted = {name: float(value) for name, _, value in found if float(value)}
    return {name: value for name, value in counted.items() if not name.startswith((SPOOL_BYTES, "ivr_turn_seconds"))}


def resume_path(document: str) -> str:
    found = re.search(r'action="([^"#]+)', document)
    assert found is not None
    return found.group(1)


def posts(line: PracticeLine, *forms: dict[str, str]) -> None:
    path = "/voice"
    for form in forms:
        path = resume_path(line.post(path, form).text)


def test_calls_turns_and_stumbles_are_counted(line: PracticeLine) -> None:
    posts(line, {}, {"Digits": "7"}, {}, {}, {"Digits": "1"})

    assert increased(line) == {
        "ivr_calls_total": 1,
        'ivr_turns_total{input="CallStarted"}': 1,
        'ivr_turns_total{input="Digits"}': 2,
        'ivr_turns_total{input="NoInput"}': 2,
        'ivr_no_match_total{step="main.what_for"}': 1,
        'ivr_no_input_total{step="main.what_for"}': 2,
    }


def test_the_time_of_each_answer_is_taken(line: PracticeLine) -> None:
    posts(line, {}, {"Digits": "1"})

    assert 'ivr_turn_seconds_bucket{le="+Inf"} 2.0' in figures(line)
    assert "ivr_turn_seconds_count 2.0" in figures(line)


def test_hand_offs_are_counted_and_how_they_end(line: PracticeLine) -> None:
    posts(line, {}, {"Digits": "0"}, {"QueueResult": "leave"})

    found = increased(line)
    assert found["ivr_hand_offs_total"] == 1
    assert found['ivr_hand_offs_ended_total{outcome="left"}'] == 1


def test_a_call_that_is_over_is_counted_by_the_keeper(line: PracticeLine) -> None:
    posts(line, {})
    line.post("/voice/status", {"CallStatus": "completed", "CallDuration": "9"})
    line.post("/voice/status", {"CallStatus": "completed", "CallDuration": "9"})

    build_keeper(line.settings).step()

    assert increased(line)['ivr_calls_ended_total{disposition="caller_hung_up"}'] == 1
    assert increased(line)['ivr_turns_total{input="end"}'] == 2


def test_what_the_carrier_did_not_sign_is_counted_and_nothing_else(line: PracticeLine) -> None:
    line.app.test_client().post("/voice", data={"CallSid": CALL_ID})
    line.app.test_client().get("/voice/status")

    assert increased(line) == {"ivr_refused_webhooks_total": 2}
    assert "ivr_turn_seconds_count 0.0" in figures(line)


def test_a_bug_is_counted_and_so_is_the_apology(line: PracticeLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from ivr.carriers.twilio import turns
    from ivr.dialogue.engine import advance

    failing = iter([True, False])
    monkeypatch.setattr(turns, "advance", lambda *given: 1 / 0 if next(failing) else advance(*given))

    line.post("/voice", {})

    found = increased(line)
    assert found['ivr_failed_turns_total{why="bug"}'] == 1
    assert found["ivr_apologies_total"] == 1


def test_a_line_without_a_release_is_counted(line: PracticeLine) -> None:
    (line.settings.var / "releases").rename(line.folder / "gone")

    line.restarted().post("/voice", {})

    assert increased(line)['ivr_failed_turns_total{why="no_release"}'] == 1


def test_a_record_that_is_lost_is_counted(line: PracticeLine) -> None:
    (line.settings.var / "spool").write_text("no folder")

    line.post("/voice", {})

    assert increased(line)["ivr_spool_dropped_total"] == 1
    assert f"{SPOOL_BYTES} 0.0" in figures(line)


def test_what_waits_in_the_spools_is_measured(line: PracticeLine) -> None:
    posts(line, {})

    assert float(re.findall(rf"^{SPOOL_BYTES} (.*)$", figures(line), re.MULTILINE)[0]) > 100


def test_no_figure_tells_whose_call_it_was(line: PracticeLine) -> None:
    posts(line, {}, {"Digits": "7"}, {"Digits": "4"}, {"Digits": "40715520"}, {"Digits": "1"}, {"QueueResult": "leave"})
    line.post("/voice/no-token", {"Digits": "1"})
    shown = figures(line)

    assert not [secret for secret in (CALL_ID, CALLER, DIALLED, "40715520", "no-token") if secret in shown]
    labels = set(re.findall(r"\{(\w+)=", shown))
    assert labels == {"le", "input", "step", "outcome", "disposition", "why"}


def test_nothing_is_counted_or_kept_unless_it_is_asked_for(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT)

    posts(line, {})

    assert not (tmp_path / "var" / "metrics").exists()


@pytest.mark.parametrize("name", [*(series.name for series in EVERY), SPOOL_BYTES])
def test_every_figure_is_told_in_the_documentation(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_the_public_address_shows_no_figures(line: PracticeLine) -> None:
    assert line.app.test_client().get("/metrics").status_code == 404
