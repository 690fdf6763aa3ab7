"""The files of a helpline are found in a folder, and a release is named by what they hold."""

from pathlib import Path

from ivr.authoring.sources import read_sources, release_id


def test_the_files_of_a_helpline_are_read_and_no_others(tmp_path: Path) -> None:
    files = {
        "helpline.yaml": b"a",
        "flows/main.yaml": b"b",
        "flows/deep/er.yml": b"c",
        "prompts/en-US/topics/care.yaml": b"d",
        "prompts/en-US/.care.yaml.swp": b"-",
        "flows/.main.yaml": b"-",
        "flows/notes.txt": b"-",
        "flows/odd.yXml": b"-",
        "calls/one.yaml": b"-",
        "other.yaml": b"-",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)

    assert read_sources(tmp_path) == {name: content for name, content in files.items() if content != b"-"}


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == {}
    assert read_sources(tmp_path / "missing") == {}


def test_a_release_is_named_by_names_and_content_in_any_order() -> None:
    one = {"a": b"1", "b": b"2"}

    assert release_id(one) == release_id(dict(reversed(one.items())))
    assert (
        len({release_id(one), release_id({"a": b"2", "b": b"1"}), release_id({"a": b"1"}), release_id({"ab": b"12"})})
        == 4
    )
    assert len(release_id({})) == 16
    assert int(release_id(one), 16) >= 0
