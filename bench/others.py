"""What others wrote and we only measure: installed into a folder of its own under var/, never into the line's .venv."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.apps.menus import REFUNDS, WELCOME
from bench.report import progress

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "bench"

JAMBONZ = {"@jambonz/sdk": "0.10.1", "express": "4.21.2"}
SERVERS = ("granian==2.8.7", "waitress==3.0.2", "uvicorn==0.54.0", "a2wsgi==1.10.10", "hypercorn==0.18.0")


class NotInstalledError(Exception):
    """Something of others that is not here; the message says why, for its row."""


def jambonz(*, validate: bool) -> list[str]:
    """The command that runs the jambonz SDK's webhook application on `{port}`. Raises NotInstalledError.

    With `validate` it checks each reply against its schemas, as it does unless told otherwise.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise NotInstalledError("no Node.js here")
    folder = FOLDER / "jambonz"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": JAMBONZ}), encoding="utf-8")
    if not (folder / "node_modules" / "@jambonz" / "sdk").is_dir():
        progress("  installing the jambonz SDK into var/bench ...")
        _install([npm, "install", "--no-audit", "--no-fund", "--silent"], folder)
    shutil.copy(ROOT / "bench" / "apps" / "menu.mjs", folder)
    (folder / "words.json").write_text(json.dumps({"welcome": WELCOME, "refunds": REFUNDS}), encoding="utf-8")
    return [node, str(folder / "menu.mjs"), "{port}", str(folder / "words.json"), "validate" if validate else "-"]


def servers() -> str:
    """The folder that the other servers are imported from. Raises NotInstalledError."""
    folder = FOLDER / "servers"
    done = folder / "installed.txt"
    if not done.is_file() or done.read_text(encoding="utf-8") != " ".join(SERVERS):
        progress("  installing the other servers into var/bench ...")
        shutil.rmtree(folder, ignore_errors=True)
        _install([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *SERVERS], ROOT)
        done.write_text(" ".join(SERVERS), encoding="utf-8")
    return str(folder)


def _install(command: list[str], folder: Path) -> None:
    environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise NotInstalledError(f"could not be installed: {lines[-1]}")
