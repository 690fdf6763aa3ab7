"""The systemd units in docs/deploying.md are such as systemd takes. Skipped where systemd is not installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from practice_line import ROOT


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_units_are_such_as_systemd_takes(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    paths = []
    for block, name in (("systemd", "careline.service"), ("socket", "careline.socket")):
        (unit,) = re.findall(rf"^```{block}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        paths.append(tmp_path / name)
        paths[-1].write_text(unit.replace("/srv/careline/.venv/bin/ivr serve", "/bin/true"))  # nothing is there yet

    command = ["systemd-analyze", "verify", *map(str, paths)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert (verified.returncode, verified.stderr) == (0, "")
