"""`app:app` under a server of one's own: it answers, and what is wrong with the settings is one line each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from practice_line import ROOT

SERVERS = {
    "gunicorn": ["-m", "gunicorn", "--bind", "127.0.0.1:0", "--chdir", ".", "app:app"],
    "any other": ["-c", "import app"],
}
WRONG = {
    "a misspelt setting": ({"IVR_VARR": "x"}, "ivr: unknown setting 'IVR_VARR' (did you mean 'IVR_VAR'?)"),
    "half an account": (
        {"TWILIO_ACCOUNT_SID": "AC" + "1" * 32},
        "ivr: TWILIO_AUTH_TOKEN is not set: no signature could be checked; the console shows it",
    ),
    "a database of an unknown kind": (
        {"DATABASE_URL": "oracle://x", "IVR_SECRET_KEYS": "0" * 64},
        'ivr: DATABASE_URL: no database "oracle"',
    ),
}


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("what", WRONG)
def test_settings_that_cannot_be_used_are_one_line_and_no_traceback(tmp_path: Path, server: str, what: str) -> None:
    wrong, line = WRONG[what]

    ended = subprocess.run(
        [sys.executable, *SERVERS[server]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **wrong},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert ended.returncode == 3
    assert [told for told in ended.stderr.splitlines() if told.startswith(line)]
    assert "Traceback" not in ended.stderr
