"""One state folder, one helpline: two that share it would put each other's words on the line."""

import fcntl
from pathlib import Path
from typing import IO


class ForeignFolderError(Exception):
    """The state folder belongs to a running line with another helpline; the message names it and the fix."""


def claim_state_folder(folder: Path, helpline: Path) -> IO[str]:
    """Claim the folder for a helpline, as long as the file that is returned stays open; lines may share a helpline.

    Raises ForeignFolderError.
    """
    claim = (folder / "helpline.lock").open("a+", encoding="utf-8")
    ours = str(helpline.resolve())
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claim.seek(0)
        theirs = claim.read()
        if theirs != ours:
            claim.close()
            raise ForeignFolderError(
                f"the state folder '{folder}' belongs to a running line with the helpline in '{theirs}':"
                " give this line one of its own with IVR_VAR"
            ) from None
    else:
        claim.truncate(0)
        claim.write(ours)
        claim.flush()
    fcntl.flock(claim, fcntl.LOCK_SH)
    return claim
