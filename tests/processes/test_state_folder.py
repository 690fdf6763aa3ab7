"""Two lines with different helplines never share a state folder: each would say the other's words."""

from pathlib import Path

import pytest

from ivr.processes.state_folder import ForeignFolderError, claim_state_folder


def test_another_helpline_is_refused_while_the_first_line_runs(tmp_path: Path) -> None:
    claim = claim_state_folder(tmp_path, tmp_path / "jewelry")

    with pytest.raises(ForeignFolderError, match="IVR_VAR"):
        claim_state_folder(tmp_path, tmp_path / "bikes")

    claim.close()
    claim_state_folder(tmp_path, tmp_path / "bikes").close()


def test_lines_with_the_same_helpline_share_the_folder(tmp_path: Path) -> None:
    first = claim_state_folder(tmp_path, tmp_path / "jewelry")
    second = claim_state_folder(tmp_path, tmp_path / "jewelry")
    first.close()

    with pytest.raises(ForeignFolderError, match="jewelry"):
        claim_state_folder(tmp_path, tmp_path / "bikes")

    second.close()
