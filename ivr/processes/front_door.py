"""The socket that callers come to.

The parent opens and keeps it, so that a web process that dies loses nobody: connections wait at the door until the
next one is there.
"""

import errno
import socket
import time

BACKLOG = 2048  # connections that wait; the carrier gives up after 15 s anyway
FREE_WITHIN = 5.0  # seconds in which a line that was just killed lets go of its port
TRY_EVERY = 0.1  # seconds


def open_front_door(host: str, port: int) -> socket.socket:
    """A socket that listens; raises OSError when the port stays taken, or the address is none of ours."""
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
