"""The socket that callers come to.

The parent opens and keeps it, so that a web process that dies loses nobody: connections wait at the door until the
next one is there. Where systemd keeps it (socket activation), they wait even while the whole line is started anew.
"""

import errno
import os
import socket
import time
from collections.abc import MutableMapping

BACKLOG = 2048  # connections that wait; the carrier gives up after 15 s anyway
FREE_WITHIN = 5.0  # seconds in which a line that was just killed lets go of its port
TRY_EVERY = 0.1  # seconds
FIRST_HANDED = 3  # the file that systemd hands over first


def open_front_door(host: str, port: int, environ: MutableMapping[str, str] = os.environ) -> socket.socket:
    """A socket that listens: the one that systemd has opened for this process, or one at this address.

    Raises OSError when the port stays taken, or the address is none of ours.
    """
    if environ.pop("LISTEN_PID", "") == str(os.getpid()) and environ.pop("LISTEN_FDS", "") == "1":
        return socket.socket(fileno=FIRST_HANDED)
    until = time.monotonic() + FREE_WITHIN
    while True:
        try:
            return _listening(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise
        time.sleep(TRY_EVERY)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError:
        door.close()
        raise
    return door
