"""The keeper of a measured line's record, as a process of its own; its folder is the argument."""

import sys
import threading
from pathlib import Path

from ivr.settings import load_settings
from ivr.wiring import build_keeper

if __name__ == "__main__":
    build_keeper(load_settings({}, folder=Path(sys.argv[1]))).run(threading.Event())
