"""The files of a helpline are found in a folder, and a release is named by what they hold."""

import os
from pathlib import Path

import pytest

from ivr.authoring.compiling import compile_release
from ivr.authoring.sources import meant_name, read_sources, release_id


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


def test_a_file_with_a_wrong_ending_is_named_and_not_read(tmp_path: Path) -> None:
    names = ["flows/gift.yaml.txt", "flows/main.YAML", "prompts/en-US/gift.yml.bak", "flows/main.yaml"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("bye: {type: goodbye, prompt: main.bye}\n")

    files = read_sources(tmp_path)
    told = [str(each) for each in compile_release(files).problems if each.rule == "files.ending"]

    assert {name: content for name, content in files.items() if not content} == dict.fromkeys(names[:3], b"")
    assert told == [
        "flows/gift.yaml.txt:1:1: warning: flows/gift.yaml.txt is not read (rename it to gift.yaml)",
        "flows/main.YAML:1:1: warning: flows/main.YAML is not read (flows/main.yaml is there: delete this one)",
        "prompts/en-US/gift.yml.bak:1:1: warning: prompts/en-US/gift.yml.bak is not read (rename it to gift.yaml)",
    ]


@pytest.mark.parametrize("name", ["flows/a.yaml", "flows/a.yml", "flows/a.yaml~", "flows/notes.txt", "flows/a.yaml.d"])
def test_files_that_are_right_or_none_of_ours_are_no_slip(name: str) -> None:
    assert meant_name(name) is None


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "prompts").symlink_to("prompts")

    with pytest.raises(OSError, match="prompts"):
        read_sources(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir(mode=0o000)

    with pytest.raises(PermissionError, match="prompts"):
        read_sources(tmp_path)
