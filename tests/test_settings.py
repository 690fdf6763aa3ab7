"""Settings: every one has a default or says what is missing, and secrets are made once and never shown."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from ivr.settings import PRACTICE_ACCOUNT, SETTINGS, SettingsError, load_settings

ACCOUNT = {"TWILIO_ACCOUNT_SID": "AC" + "1" * 32, "TWILIO_AUTH_TOKEN": "old, new"}


def test_nothing_set_is_a_line_for_practice(tmp_path: Path) -> None:
    settings = load_settings({}, folder=tmp_path, port=8081)

    assert settings.practice
    assert settings.account_sid == PRACTICE_ACCOUNT
    assert settings.public_url == "http://127.0.0.1:8081"
    assert settings.database_url == f"sqlite:///{tmp_path}/var/line.db"
    assert settings.log_format == "text"


def test_secrets_are_made_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    first, second = load_settings({}, folder=tmp_path), load_settings({}, folder=tmp_path)

    assert first.auth_tokens == second.auth_tokens
    assert first.secret_keys == second.secret_keys
    assert len(first.secret_keys[0]) == 32
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "var").iterdir()} == {0}
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["practice-token", "secret-key"]


def test_an_account_makes_it_a_real_line_with_json_logs(tmp_path: Path) -> None:
    settings = load_settings(ACCOUNT, folder=tmp_path)

    assert not settings.practice
    assert settings.auth_tokens == ("old", "new")
    assert settings.log_format == "json"


def test_secrets_are_in_no_repr(tmp_path: Path) -> None:
    keys = "0a" * 32 + "," + "0b" * 32
    environ = {**ACCOUNT, "IVR_SECRET_KEYS": keys, "DATABASE_URL": "postgresql://me:hidden@host/line"}

    settings = load_settings(environ, folder=tmp_path)

    assert settings.secret_keys == (b"\x0a" * 32, b"\x0b" * 32)
    assert not any(secret in repr(settings) for secret in ("old", "hidden", "\\n\\n\\n"))


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PUBLIC_URL=https://file.example/\nIVR_VAR=state\n")

    settings = load_settings({"PUBLIC_URL": "https://environment.example"}, folder=tmp_path)

    assert settings.public_url == "https://environment.example"
    assert settings.var == tmp_path / "state"


WRONG: Mapping[str, tuple[Mapping[str, str], str]] = {
    "an account of another form": ({**ACCOUNT, "TWILIO_ACCOUNT_SID": "AC1"}, "expected AC and 32 hex digits"),
    "an account without its token": ({"TWILIO_ACCOUNT_SID": "AC" + "1" * 32}, "TWILIO_AUTH_TOKEN is not set"),
    "a token without its account": ({"TWILIO_AUTH_TOKEN": "x"}, "TWILIO_ACCOUNT_SID is not set"),
    "a public url with a path": ({"PUBLIC_URL": "https://a.example/line"}, "without a path"),
    "a public url that is none": ({"PUBLIC_URL": "a.example"}, "PUBLIC_URL is 'a.example'"),
    "keys that are no hex": ({"IVR_SECRET_KEYS": "x" * 64}, "expected 64 hex digits"),
    "a short key": ({"IVR_SECRET_KEYS": "00" * 16}, "expected 64 hex digits"),
    "PostgreSQL without shared keys": ({"DATABASE_URL": "postgresql://host/line"}, "IVR_SECRET_KEYS is not set"),
    "a log format of our dreams": ({"IVR_LOG_FORMAT": "xml"}, "expected text or json"),
    "processes that are no number": ({"IVR_WEB_PROCESSES": "many"}, "from 1 to 1000"),
    "a misspelt name": ({"IVR_SECRET_KEY": "x"}, "did you mean 'IVR_SECRET_KEYS'?"),
    "a name like no other": ({"IVR_COLOUR_OF_THE_SKY": "x"}, "known: TWILIO_ACCOUNT_SID"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_used_is_named_with_its_fix(tmp_path: Path, what: str) -> None:
    environ, named = WRONG[what]

    with pytest.raises(SettingsError) as error:
        load_settings(environ, folder=tmp_path)

    assert any(named in problem for problem in error.value.problems)
    assert not (tmp_path / "var").exists()


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TWILIO_TOKEN=x\n")

    with pytest.raises(SettingsError) as error:
        load_settings({"PUBLIC_URL": "x", "IVR_WEB_THREADS": "0"}, folder=tmp_path)

    assert len(error.value.problems) == 3


def test_every_setting_says_what_it_is_for() -> None:
    assert all(SETTINGS.values())
