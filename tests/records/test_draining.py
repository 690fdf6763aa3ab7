"""Every line of every spool comes into the database once, whatever fails on the way."""

import json
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from ivr.records.database import DatabaseAwayError, make_engine, reading, writing
from ivr.records.entry import Entry, to_line
from ivr.records.keeper import Drained, drain
from ivr.records.spool import Spool
from ivr.records.spool_files import MAX_LINE, REFUSED, spool_files
from ivr.records.tables import heard, spool_offsets

MakeEntry = Callable[..., Entry]


def write(folder: Path, entries: Sequence[Entry], name: str = "web-1") -> Spool:
    spool = Spool(folder, name, "r")
    for entry in entries:
        assert spool.append(entry)
    return spool


def write_raw(folder: Path, content: bytes, name: str = "web-9-1-r-1.jsonl") -> Path:
    """The file of a process that is dead."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def turns(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return list(connection.execute(select(heard.c.turn).order_by(heard.c.turn)).scalars())


def test_nothing_to_drain_is_nothing_done(spool: Path, engine: Engine) -> None:
    assert drain(spool, engine) == Drained()


def test_a_living_process_is_drained_and_keeps_its_file(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    writer = write(spool, [entry(1), entry(2)])

    first = drain(spool, engine)
    writer.append(entry(3))
    second = drain(spool, engine)

    assert (first, second) == (Drained(rows=2), Drained(rows=1))
    assert turns(engine) == [1, 2, 3]
    assert len(spool_files(spool)) == 1


def test_the_file_of_a_dead_process_is_drained_and_deleted(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    write(spool, [entry(1), entry(2)]).close()

    assert drain(spool, engine) == Drained(rows=2, files=1)

    assert turns(engine) == [1, 2]
    assert spool_files(spool) == ()
    with reading(engine) as connection:
        assert connection.execute(select(func.count()).select_from(spool_offsets)).scalar_one() == 0


def test_more_than_one_batch_is_drained_at_once(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    write(spool, [entry(turn) for turn in range(1203)])

    assert drain(spool, engine).rows == 1203


def test_the_same_request_heard_by_two_processes_is_one_row(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    writers = [write(spool, [entry(1), entry(2)], name) for name in ("web-1", "web-2")]

    assert drain(spool, engine).rows == 2
    assert len(writers) == 2


def test_the_torn_last_line_of_a_living_process_waits_until_it_is_whole(
    spool: Path, engine: Engine, entry: MakeEntry
) -> None:
    writer = write(spool, [entry(1)])
    (path,) = spool_files(spool)
    line = to_line(entry(2))

    with path.open("ab") as file:
        file.write(line[:30])
    assert drain(spool, engine) == Drained(rows=1)
    with path.open("ab") as file:
        file.write(line[30:])
    assert drain(spool, engine) == Drained(rows=1)

    writer.close()
    assert turns(engine) == [1, 2]


def test_the_torn_last_line_of_a_dead_process_is_put_aside(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    torn = to_line(entry(2))[:30]
    write_raw(spool, to_line(entry(1)) + torn)

    assert drain(spool, engine) == Drained(rows=1, files=1, refused=1)

    assert (spool / REFUSED).read_bytes() == torn + b"\n"
    assert drain(spool, engine) == Drained(), "what was refused is not read again"


def test_damaged_lines_are_put_aside_and_the_rest_goes_on(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    bad = [b"{}", b"\0\0\0\0", b"x" * (MAX_LINE + 9)]
    write_raw(spool, b"\n".join([to_line(entry(1))[:-1], *bad, to_line(entry(2))]))

    drained = drain(spool, engine)

    assert drained == Drained(rows=2, files=1, refused=4)  # the endless line in two parts
    assert turns(engine) == [1, 2]
    assert (spool / REFUSED).read_bytes().startswith(b"{}\n\0\0\0\0\nxxx")


def test_a_value_that_the_database_refuses_does_not_block_the_rest(
    spool: Path, engine: Engine, entry: MakeEntry
) -> None:
    """No value that an entry can hold is refused today; a trigger plays the one that may be tomorrow."""
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite takes every text")
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE heard ALTER COLUMN said TYPE varchar(40)"))
    write(spool, [entry(1), entry(2, said=("x" * 50,)), entry(3)]).close()

    assert drain(spool, engine) == Drained(rows=2, files=1, refused=1)

    assert turns(engine) == [1, 3]
    assert json.loads((spool / REFUSED).read_bytes())["turn"] == 2


def test_events_of_a_newer_version_stay_in_the_database(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    record = json.loads(to_line(entry()))
    record["events"].append({"type": "MoodGuessed", "mood": "good"})
    write_raw(spool, json.dumps(record).encode() + b"\n")

    drain(spool, engine)

    with reading(engine) as connection:
        assert "MoodGuessed" in connection.execute(select(heard.c.events)).scalar_one()


def test_six_drains_at_once_give_one_set_of_rows(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    write(spool, [entry(turn) for turn in range(700)]).close()

    with ThreadPoolExecutor(6) as pool:
        drained = list(pool.map(lambda _: drain(spool, engine), range(6)))

    assert sum(one.rows for one in drained) == 700
    assert sum(one.files for one in drained) == 1
    assert turns(engine) == list(range(700))


def test_six_machines_with_the_same_requests_give_one_set_of_rows(
    tmp_path: Path, engine: Engine, entry: MakeEntry
) -> None:
    entries = [entry(turn, call_id=f"CA{turn % 7}") for turn in range(210)]
    folders = [tmp_path / f"machine-{n}" / "spool" for n in range(6)]
    for n, folder in enumerate(folders):
        write(folder, entries[n:] + entries[:n], f"web-{n}").close()

    with ThreadPoolExecutor(6) as pool:
        drained = list(pool.map(lambda folder: drain(folder, engine), folders))

    assert sum(one.rows for one in drained) == 210
    assert turns(engine) == list(range(210))


def test_the_spool_waits_while_the_database_is_away(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    writer = write(spool, [entry(1)])
    drain(spool, engine)
    writer.append(entry(2))
    with spool_files(spool)[0].open("ab") as file:
        file.write(b"damaged\n")

    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE heard RENAME TO elsewhere"))
    for _ in range(3):
        with pytest.raises(DatabaseAwayError, match="the database is away: "):
            drain(spool, engine)
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO heard"))

    assert drain(spool, engine) == Drained(rows=1, refused=1)
    assert turns(engine) == [1, 2]
    assert (spool / REFUSED).read_bytes() == b"damaged\n", "put aside once, not at every attempt"
    writer.close()


def test_a_server_that_shuts_its_doors_and_opens_them_again_loses_nothing(
    spool: Path, new_postgresql: str, postgresql_server: str, entry: MakeEntry
) -> None:
    from ivr.records.schema import upgrade

    engine, admin = make_engine(new_postgresql), make_engine(postgresql_server)
    name = engine.url.database
    upgrade(engine)
    writer = write(spool, [entry(1)])
    drain(spool, engine)
    writer.append(entry(2))

    with writing(admin) as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
    with reading(admin) as connection:
        ours = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(ours, {"name": name})
    with pytest.raises(DatabaseAwayError):
        drain(spool, engine)
    with writing(admin) as connection:
        connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))

    assert drain(spool, engine).rows == 1
    assert turns(engine) == [1, 2]
    writer.close()
    engine.dispose()
    admin.dispose()


def test_a_spool_read_again_from_its_beginning_changes_nothing(
    spool: Path, tmp_path: Path, engine: Engine, entry: MakeEntry
) -> None:
    write(spool, [entry(turn) for turn in range(5)]).close()
    shutil.copytree(spool, tmp_path / "copy")
    drain(spool, engine)
    shutil.copytree(tmp_path / "copy", spool, dirs_exist_ok=True)

    assert drain(spool, engine) == Drained(rows=0, files=1)
    assert turns(engine) == [0, 1, 2, 3, 4]


def test_a_drain_that_is_told_to_stop_stops_and_the_next_one_goes_on(
    spool: Path, engine: Engine, entry: MakeEntry
) -> None:
    write(spool, [entry(turn) for turn in range(5)]).close()
    stop = threading.Event()
    stop.set()

    assert drain(spool, engine, stop) == Drained()
    assert drain(spool, engine) == Drained(rows=5, files=1)


def test_a_file_that_cannot_be_read_does_not_block_the_others(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    (spool / "web-0-1-r-1.jsonl").mkdir(parents=True)
    write(spool, [entry(1)]).close()

    assert drain(spool, engine) == Drained(rows=1, files=1)
