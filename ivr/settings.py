"""Every setting once: its name in the environment (or `.env`), its type, its default, and what it is for.

Settings hold addresses and secrets; what callers hear is in helpline.yaml. Everything wrong is reported at once.
"""

import io
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from pathlib import Path
from typing import Literal

from dotenv.parser import parse_stream
from rapidfuzz import fuzz
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
    "IVR_METRICS_PORT": "port on 127.0.0.1 where figures for Prometheus are read; default none",
}
"""Every setting with what it is for; a name that is not here is a mistake."""

_ADDRESS = re.compile(r"https?://(?:[\w-]+(?:\.[\w-]+)*|\[([\da-fA-F:.]+)\])(?::([1-9]\d{0,4}))?", re.ASCII)
_CREDENTIALS = re.compile(r"//.*@")


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
    metrics_port: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def to_hide(self) -> tuple[str, ...]:
        """Every secret as text: what no log may show."""
        return (*self.auth_tokens, *(key.hex() for key in self.secret_keys))


def load_settings(
    environ: Mapping[str, str], *, folder: Path, port: int = 8080, helpline: Path | None = None, make: bool = True
) -> Settings:
    """Read the settings of a line in `folder`; what `.env` there says is beaten by the environment.

    Makes the state folder, and in it the secrets that are not set; with `make` False nothing, and they are left out.
    Raises SettingsError, naming every unknown, missing or malformed setting, or the file that cannot be used.
    """
    written, unread = _written(folder / ".env")
    reading = _Reading({**written, **environ}, [*unread, *_unknown(written), *_strange(environ, written)])
    sid, tokens = reading.account()
    public_url = reading.url("PUBLIC_URL", f"http://127.0.0.1:{port}")
    api_url = reading.url("TWILIO_API_URL", "https://api.twilio.com")
    var = folder / (reading.get("IVR_VAR") or "var")
    database_url = reading.get("DATABASE_URL") or f"sqlite:///{var.resolve()}/line.db"
    keys = reading.keys(needed=not database_url.startswith("sqlite"))
    log_format = reading.one_of("IVR_LOG_FORMAT", "text json", "json" if sid else "text")
    processes, threads = reading.count("IVR_WEB_PROCESSES", 2), reading.count("IVR_WEB_THREADS", 200)
    metrics_port = reading.count("IVR_METRICS_PORT", 0, 65535) or None
    if reading.problems:
        raise SettingsError(reading.problems)
    if make:
        _make_folder(var)
    return Settings(
        account_sid=sid or PRACTICE_ACCOUNT,
        auth_tokens=tokens or _kept(var / "practice-token", make=make),
        practice=not sid,
        api_url=api_url,
        public_url=public_url,
        database_url=database_url,
        var=var,
        secret_keys=keys or tuple(map(bytes.fromhex, _kept(var / "secret-key", make=make))),
        helpline=helpline or folder,
        port=port,
        log_format="json" if log_format == "json" else "text",
        processes=processes,
        threads=threads,
        metrics_port=metrics_port,
        warnings=reading.warnings(sid, public_url),
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
        if any(len(token.split()) > 1 for token in tokens):
            self.problems.append("TWILIO_AUTH_TOKEN has white space inside a token: separate several with a comma")
        if tokens and not sid:
            self.problems.append(
                "TWILIO_ACCOUNT_SID is not set, but TWILIO_AUTH_TOKEN is: set both, or none to practise"
            )
        return sid, tokens

    def url(self, name: str, default: str) -> str:
        text = (self.get(name) or default).removesuffix("/")
        if not _is_address(text):
            shown = _CREDENTIALS.sub("//•••@", text)
            self.problems.append(
                f"{name} is '{shown}': expected http:// or https://, a host, perhaps a port, without a path or more"
            )
        return text

    def warnings(self, sid: str, public_url: str) -> tuple[str, ...]:
        """What is allowed, but hardly meant."""
        if not sid or self.get("PUBLIC_URL"):
            return ()
        return (
            f"PUBLIC_URL is not set: the carrier signs {public_url}, which is right only for rehearsals;"
            " set it to this line's public https address",
        )

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

    def count(self, name: str, default: int, most: int = 1000) -> int:
        text = self.get(name) or str(default)
        if text != str(default) and not (text.isascii() and text.isdecimal() and 1 <= int(text) <= most):
            self.problems.append(f"{name} is '{text}': expected a whole number from 1 to {most}")
            return default
        return int(text)


def _strange(environ: Mapping[str, str], written: Mapping[str, str]) -> list[str]:
    """What is wrong with the environment's names; it is full of others' that are nobody's mistake.

    A prefix that we share counts only in a name that is very like a setting of ours, and this one is not set.
    """
    problems = _unknown([name for name in environ if name.startswith("IVR_")])
    for name in filter(lambda name: name.startswith(("TWILIO_", "PUBLIC_", "DATABASE_")), environ):
        near = extractOne(name, SETTINGS.keys(), scorer=fuzz.ratio, score_cutoff=90)
        if near and near[0] not in {*environ, *written}:
            problems.append(f"unknown setting '{name}' (did you mean '{near[0]}'?)")
    return problems


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


def _is_address(text: str) -> bool:
    """Whether it is a scheme and a host, perhaps with a port, and nothing else."""
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found[2] or 1) > 65535:
        return False
    try:
        return found[1] is None or bool(IPv6Address(found[1]))
    except ValueError:
        return False


def _written(path: Path) -> tuple[dict[str, str], list[str]]:
    """The settings in the file, and what is wrong with its lines. No file is no setting, nor is a folder so named."""
    try:
        content = path.read_bytes()
        bindings = list(parse_stream(io.StringIO(content.decode("utf-8"))))
    except (FileNotFoundError, IsADirectoryError):
        return {}, []
    except OSError as error:
        return {}, [f"'{path}' cannot be read: {error.strerror}"]
    except UnicodeDecodeError as error:
        line = 1 + content[: error.start].count(b"\n")
        return {}, [f"{path}:{line}: not UTF-8: save the file as UTF-8"]
    settings, problems = {}, []
    for binding in bindings:
        text = binding.original.string
        line = binding.original.line + text.count("\n", 0, len(text) - len(text.lstrip()))
        if binding.error or (binding.key and binding.value is None):
            problems.append(f"{path}:{line}: not a setting: expected NAME=value, or a comment that begins with #")
        elif binding.key:
            settings[binding.key] = binding.value or ""
    return settings, problems


def _make_folder(var: Path) -> None:
    """Make the state folder, and write in it once: permissions alone do not tell."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var):
            return
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        problem = f"the state folder '{var}' cannot be written: {why} (set IVR_VAR to a folder on a local disk)"
        raise SettingsError([problem]) from error


def _kept(path: Path, *, make: bool) -> tuple[str, ...]:
    """The secret in the file, made if it may be; none where it is not there and must not be made."""
    if not path.exists() and not make:
        return ()
    try:
        text = _made_once(path)
    except OSError as error:
        raise SettingsError([f"the secret in '{path}' cannot be used: {error.strerror}"]) from error
    except UnicodeDecodeError:
        text = ""
    if len(text) != 64 or not _is_hex(text):
        problem = f"'{path}' does not hold 64 hex digits: delete it, and the next start makes a new one"
        raise SettingsError([problem])
    return (text,)


def _made_once(path: Path) -> str:
    """A secret of 32 bytes in hex, made when it is first needed; processes that start together agree on one."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
                file.flush()
                os.fsync(file.fileno())  # the name must never outlive its content
            with suppress(FileExistsError):
                path.hardlink_to(fresh)
        finally:
            fresh.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
