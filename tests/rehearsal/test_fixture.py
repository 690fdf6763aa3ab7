"""Call scripts in the tests of another project, by the plugin."""

from pathlib import Path

import pytest

from ivr.rehearsal.fixture import CallScriptError, name_of, read_text, scripts_of

pytest_plugins = ["pytester"]

TESTS = """
    from pathlib import Path
    import pytest
    from ivr.rehearsal.fixture import name_of, scripts_of

    pytest_plugins = ["ivr.rehearsal.fixture"]

    @pytest.fixture(scope="session")
    def helpline_folder():
        return Path({folder!r})

    def test_the_welcome(play_call):
        (outcome,) = play_call('''
    the welcome:
      call:
        - hear: "{words}"
    ''')
        assert outcome.seconds > 0
"""
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "clinic"


def run(pytester: pytest.Pytester, words: str) -> pytest.RunResult:
    pytester.makepyfile(TESTS.format(folder=str(EXAMPLE), words=words))
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")


def test_a_call_that_goes_as_written_passes(pytester: pytest.Pytester) -> None:
    run(pytester, "press 1").assert_outcomes(passed=1)


def test_a_call_that_goes_otherwise_fails_with_the_transcript(pytester: pytest.Pytester) -> None:
    result = run(pytester, "entirely other words")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*expected to hear “entirely other words” at the beginning of the call*", "*0:00  line*"]
    )


def test_mistakes_in_scripts_are_an_error_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a:\n  call: [pres: 3]\n", encoding="utf-8")

    with pytest.raises(CallScriptError, match=r"a\.yaml:2:10: .* \(did you mean 'press'\?\)"):
        scripts_of(tmp_path)
    with pytest.raises(CallScriptError, match="call script:2:10"):
        read_text("a:\n  call: [pres: 3]\n")


def test_a_script_is_called_by_its_file_and_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("how it goes:\n  call: [press: 3]\n", encoding="utf-8")

    (script,) = scripts_of(tmp_path)

    assert name_of(script).endswith("a.yaml: how it goes")


def test_the_scripts_of_a_folder_are_a_tuple_and_its_name_may_be_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a:\n  call: [press: 3]\nb:\n  call: [hear: “x”]\n", encoding="utf-8")

    scripts = scripts_of(str(tmp_path))

    assert isinstance(scripts, tuple)
    assert [script.name for script in scripts] == ["a", "b"]


def test_a_folder_without_scripts_is_named(tmp_path: Path) -> None:
    with pytest.raises(CallScriptError, match="no call scripts in"):
        scripts_of(tmp_path)


OWN = """
    import pytest

    pytest_plugins = ["ivr.rehearsal.fixture"]

    @pytest.fixture(scope="session")
    def helpline_folder():
        return {folder!r}

    def test_the_welcome(play_call):
        play_call("a:\\n  call: [hear: press 1]\\n")
"""


def played_at(pytester: pytest.Pytester, folder: Path) -> pytest.RunResult:
    pytester.makepyfile(OWN.format(folder=str(folder)))
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")


def test_the_folder_of_the_helpline_may_be_a_text(pytester: pytest.Pytester) -> None:
    played_at(pytester, EXAMPLE).assert_outcomes(passed=1)


def test_a_folder_that_is_no_helpline_is_named(pytester: pytest.Pytester, tmp_path: Path) -> None:
    result = played_at(pytester, tmp_path)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"no helpline.yaml in '{tmp_path}': name its folder with a fixture helpline_folder"])


def test_the_mistakes_of_a_helpline_are_shown(pytester: pytest.Pytester, tmp_path: Path) -> None:
    (tmp_path / "helpline.yaml").write_text("numbers: {}\n", encoding="utf-8")

    result = played_at(pytester, tmp_path)

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"the helpline in '{tmp_path}' has errors:", "helpline.yaml:1:1*numbers*"])
