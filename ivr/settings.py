"""Every setting once: its name in the environment (or `.env`), its type, its default, and what it is for.

Settings hold addresses and secrets; what callers hear is in helpline.yaml. Everything wrong is reported at once.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from rapidfuzz.process import extractOne

PRACTICE_ACCOUNT = "AC" + "0" * 32
"""The account of the practice line, which no carrier ever gave out."""

LogFormat = Literal["text", "json"]

SETTINGS: Mapping[str, str] = {
    "TWILIO_ACCOUNT_SID": "the carrier's account; unset: practice mode, nothing is dialled or sent",
    "TWILIO_AUTH_TOKEN": "the account's primary auth token; several, comma-separated, while rotating",
    "TWILIO_API_URL": "base address of the carrier's REST API; for a stand-in on loopback",
    "PUBLIC_URL": "address of this line as the carrier signs it; default http://127.0.0.1:PORT",
    "DATABASE_URL": "where the record is kept; default SQLite in the state folder",
    "IVR_VAR": "state folder; default var",
    "IVR_SECRET_KEYS": "32 bytes each in hex, comma-separated: the first seals calls, all open them",
    "IVR_LOG_FORMAT": "text or json; default text in practice mode, else json",
    "IVR_WEB_PROCESSES": "web processes; default 2",
    "IVR_WEB_THREADS": "threads of each web process; default 200",
}
"""Every setting with what it is for; a name that is not here is a mistake."""


class SettingsError(Exception):
    """Settings that cannot be used; `problems` names each with its fix."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """The settings of one process. Secrets stay out of its repr, and so out of every log."""

    account_sid: str
    auth_tokens: tuple[str, ...] = field(repr=False)
    practice: bool
    api_url: str
    public_url: str
    database_url: str = field(repr=False)
    var: Path
    secret_keys: tuple[bytes, ...] = field(repr=False)
    helpline: Path
    port: int
    log_format: LogFormat
    processes: int
    threads: int


def load_settings(
    environ: Mapping[str, str], *, folder: Path, port: int = 8080, helpline: Path | None = None
) -> Settings:
    """Read the settings of a line in `folder`; what `.env` there says is beaten by the environment.

    Makes the state folder, and in it the practice token and the sealing key where they are not set.

    Raises:
        SettingsError: naming every unknown, missing or malformed setting.
    """
    written = {name: value or "" for name, value in dotenv_values(folder / ".env", interpolate=False).items()}
    reading = _Reading({**written, **environ}, [*_unknown(written), *_unknown(_ours(environ))])
    sid, tokens = reading.account()
    public_url = reading.url("PUBLIC_URL", f"http://127.0.0.1:{port}")
    api_url = reading.url("TWILIO_API_URL", "https://api.twilio.com")
    var = folder / (reading.get("IVR_VAR") or "var")
    database_url = reading.get("DATABASE_URL") or f"sqlite:///{var.resolve()}/line.db"
    keys = reading.keys(needed=not database_url.startswith("sqlite"))
    log_format = reading.one_of("IVR_LOG_FORMAT", "text json", "json" if sid else "text")
    processes, threads = reading.count("IVR_WEB_PROCESSES", 2), reading.count("IVR_WEB_THREADS", 200)
    if reading.problems:
        raise SettingsError(reading.problems)
    var.mkdir(parents=True, exist_ok=True)
    return Settings(
        account_sid=sid or PRACTICE_ACCOUNT,
        auth_tokens=tokens or (_made_once(var / "practice-token"),),
        practice=not sid,
        api_url=api_url,
        public_url=public_url,
        database_url=database_url,
        var=var,
        secret_keys=keys or (bytes.fromhex(_made_once(var / "secret-key")),),
        helpline=helpline or folder,
        port=port,
        log_format="json" if log_format == "json" else "text",
        processes=processes,
        threads=threads,
    )


@dataclass
class _Reading:
    """Settings while they are read: the raw texts, and what was wrong so far."""

    raw: Mapping[str, str]
    problems: list[str]

    def get(self, name: str) -> str:
        return self.raw.get(name, "").strip()

    def account(self) -> tuple[str, tuple[str, ...]]:
        sid, tokens = self.get("TWILIO_ACCOUNT_SID"), _listed(self.get("TWILIO_AUTH_TOKEN"))
        if sid and not (len(sid) == 34 and sid.startswith("AC") and _is_hex(sid[2:])):
            self.problems.append(f"TWILIO_ACCOUNT_SID is '{sid}': expected AC and 32 hex digits, as the console shows")
        if sid and not tokens:
            self.problems.append("TWILIO_AUTH_TOKEN is not set: no signature could be checked; the console shows it")
        if tokens and not sid:
            self.problems.append(
                "TWILIO_ACCOUNT_SID is not set, but TWILIO_AUTH_TOKEN is: set both, or none to practise"
            )
        return sid, tokens

    def url(self, name: str, default: str) -> str:
        text = (self.get(name) or default).rstrip("/")
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
            self.problems.append(f"{name} is '{text}': expected http:// or https:// and a host, without a path")
        return text

    def keys(self, *, needed: bool) -> tuple[bytes, ...]:
        texts = _listed(self.get("IVR_SECRET_KEYS"))
        if needed and not texts:
            self.problems.append(
                "IVR_SECRET_KEYS is not set: several machines must share it when DATABASE_URL is not SQLite;"
                " make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
            )
        if not all(len(text) == 64 and _is_hex(text) for text in texts):
            self.problems.append("IVR_SECRET_KEYS: expected 64 hex digits (32 bytes) for each key, comma-separated")
            return ()
        return tuple(bytes.fromhex(text) for text in texts)

    def one_of(self, name: str, allowed: str, default: str) -> str:
        text = self.get(name) or default
        if text not in allowed.split():
            self.problems.append(f"{name} is '{text}': expected {allowed.replace(' ', ' or ')}")
        return text

    def count(self, name: str, default: int) -> int:
        text = self.get(name) or str(default)
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 1000):
            self.problems.append(f"{name} is '{text}': expected a whole number from 1 to 1000")
            return default
        return int(text)


def _ours(environ: Mapping[str, str]) -> list[str]:
    """The names that only we would use; the environment is full of others that are nobody's mistake."""
    return [name for name in environ if name.startswith("IVR_")]


def _unknown(names: Mapping[str, str] | list[str]) -> list[str]:
    problems = []
    for name in names:
        if name in SETTINGS:
            continue
        near = extractOne(name, SETTINGS.keys(), score_cutoff=75)
        hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(SETTINGS)}"
        problems.append(f"unknown setting '{name}' ({hint})")
    return problems


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _is_hex(text: str) -> bool:
    return set(text) <= set("0123456789abcdefABCDEF")


def _made_once(path: Path) -> str:
    """A secret of 32 bytes in hex, made when it is first needed; processes that start together agree on one."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text(encoding="ascii").strip()
