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
    assert settings.metrics_port is None


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
    "a port for figures that is none": ({"IVR_METRICS_PORT": "127.0.0.1:9464"}, "from 1 to 65535"),
    "a port for figures that is too high": ({"IVR_METRICS_PORT": "65536"}, "from 1 to 65535"),
    "a public url with a port that is none": ({"PUBLIC_URL": "https://host:abc"}, "PUBLIC_URL is 'https://host:abc'"),
    "a port that is too high": ({"PUBLIC_URL": "https://host:65536"}, "perhaps a port"),
    "a public url with half an address": ({"PUBLIC_URL": "http://[bad"}, "PUBLIC_URL is 'http://[bad'"),
    "an address of no kind": ({"TWILIO_API_URL": "http://[:::]"}, "TWILIO_API_URL is"),
    "a public url with a password": ({"PUBLIC_URL": "https://user:pw@host"}, "PUBLIC_URL is 'https://•••@host'"),
    "a public url with a blank": ({"PUBLIC_URL": "https://ho st"}, "PUBLIC_URL is 'https://ho st'"),
    "a public url with an empty query": ({"PUBLIC_URL": "https://host?"}, "PUBLIC_URL is 'https://host?'"),
    "a token in two words": ({**ACCOUNT, "TWILIO_AUTH_TOKEN": "old new"}, "separate several with a comma"),
    "letters that changed places": ({"PUBLIC_ULR": "https://host"}, "did you mean 'PUBLIC_URL'?"),
    "a plural": ({"TWILIO_AUTH_TOKENS": "x"}, "did you mean 'TWILIO_AUTH_TOKEN'?"),
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


@pytest.mark.parametrize("url", ["http://[::1]:9000", "https://a-b.example:443", "http://carrier_stub:1", "https://h/"])
def test_an_address_is_a_scheme_a_host_and_perhaps_a_port(tmp_path: Path, url: str) -> None:
    assert load_settings({"PUBLIC_URL": url}, folder=tmp_path).public_url == url.rstrip("/")


def test_what_other_programs_call_their_settings_is_nobodys_mistake(tmp_path: Path) -> None:
    others = {"TWILIO_API_KEY": "x", "PUBLIC_URL_PREFIX": "x", "DATABASE_HOST": "x", "DATABASE_URL_TEST": "x"}

    assert load_settings(others, folder=tmp_path).practice


@pytest.mark.parametrize("state", ["file", "file/below", "/proc/ivr", "/proc"])
def test_a_state_folder_that_cannot_be_written_is_named(tmp_path: Path, state: str) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsError, match=rf"the state folder '.*{state}' cannot be written: .* \(set IVR_VAR"):
        load_settings({"IVR_VAR": state}, folder=tmp_path)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"# words\n\nPUBLIC_URL https://a.example\n", ".env:3: not a setting"),
        (b"IVR_VAR=x\nPUBLIC_URL\n", ".env:2: not a setting"),
        (b"\nIVR_VAR='x\n", ".env:2: not a setting"),
        (b"# B\xe4ume\n", ".env:1: not UTF-8"),
        (b"IVR_VAR=x\r\n# B\xe4ume\r\n", ".env:2: not UTF-8"),
    ],
)
def test_a_line_of_the_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, named: str) -> None:
    (tmp_path / ".env").write_bytes(content)

    with pytest.raises(SettingsError) as error:
        load_settings({}, folder=tmp_path)

    assert named in str(error.value)


def test_a_folder_called_env_is_no_file_of_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()

    assert load_settings({}, folder=tmp_path).practice


@pytest.mark.parametrize("name", ["secret-key", "practice-token"])
@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff" * 64, b"00" * 31, "٣".encode() * 64])
def test_a_secret_that_is_damaged_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    load_settings({}, folder=tmp_path)
    (tmp_path / "var" / name).write_bytes(content)

    with pytest.raises(SettingsError, match=rf"{name}' does not hold 64 hex digits: delete it"):
        load_settings({}, folder=tmp_path)


def test_a_secret_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "var" / "secret-key").mkdir(parents=True)

    with pytest.raises(SettingsError, match="secret-key' cannot be used: Is a directory"):
        load_settings({}, folder=tmp_path)


def test_whoever_only_reads_makes_nothing(tmp_path: Path) -> None:
    before = load_settings({}, folder=tmp_path, make=False)
    folders = list(tmp_path.iterdir())
    made = load_settings({}, folder=tmp_path)

    assert (before.auth_tokens, before.secret_keys, folders) == ((), (), [])
    assert load_settings({}, folder=tmp_path, make=False) == made


def test_a_real_line_without_its_address_is_warned_about(tmp_path: Path) -> None:
    (warning,) = load_settings(ACCOUNT, folder=tmp_path, port=9000).warnings
    known = load_settings({**ACCOUNT, "PUBLIC_URL": "https://a.example"}, folder=tmp_path)

    assert warning.startswith("PUBLIC_URL is not set: the carrier signs http://127.0.0.1:9000")
    assert known.warnings == load_settings({}, folder=tmp_path).warnings == ()


def test_every_secret_can_be_kept_out_of_the_logs(tmp_path: Path) -> None:
    settings = load_settings({**ACCOUNT, "IVR_SECRET_KEYS": "0a" * 32}, folder=tmp_path)

    assert settings.to_hide == ("old", "new", "0a" * 32)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TWILIO_TOKEN=x\n")

    with pytest.raises(SettingsError) as error:
        load_settings({"PUBLIC_URL": "x", "IVR_WEB_THREADS": "0"}, folder=tmp_path)

    assert len(error.value.problems) == 3


def test_every_setting_says_what_it_is_for() -> None:
    assert all(SETTINGS.values())
