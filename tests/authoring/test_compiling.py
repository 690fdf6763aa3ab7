"""Files become a release, or problems of all files at once; one unreadable file is one problem."""

from pathlib import Path

import pytest
from growth import PROPORTIONAL, growth
from small_line import FILES, sources

from bench.large_helpline import large_helpline
from ivr.authoring.compiling import compile_release
from ivr.authoring.reading import MAX_FILES
from ivr.authoring.sources import Sources, read_sources, release_id
from ivr.dialogue.values import Kind, Value, Variant

ROOT = Path(__file__).parents[2]
SHIPPED = [ROOT, ROOT / "examples" / "clinic", ROOT / "examples" / "city"]


def told(files: Sources) -> list[str]:
    return [str(each) for each in compile_release(files).problems]


def without(*files: str) -> dict[str, bytes]:
    return {file: content for file, content in sources().items() if file not in files}


def test_a_release_holds_flows_words_and_what_the_engine_must_know_of_them() -> None:
    files = sources()
    release = compile_release(files).release

    assert release is not None
    assert release.id == release_id(files)
    assert release.flows.first_step_of("order") == "order.ask"
    assert next(iter(release.flows.steps)) == "agent.queue"
    assert release.flows.helpline.topics == {"care.kit": {"en-US": 1}, "care.rose": {"en-US": 2}}
    assert release.book("en-US") is release.book("es-US")
    book = release.book("en-US")
    assert book.prompts["main.welcome"].variants[Variant.FIRST][0].text == "Welcome to {brand}."
    assert book.topics["care.rose"].pieces[0].source == "a soft cloth"
    assert book.facts == {
        "brand": Value(Kind.TEXT, "Pandora"),
        "email": Value(Kind.EMAIL, "care@example.com"),
        "balance_number": Value(Kind.PHONE, "+18559222600"),
        "care_hours": Value(Kind.HOURS, "America/New_York; mon-fri 9:00-18:00; sat 10:00-14:00"),
    }


def test_two_locales_each_have_their_book() -> None:
    spanish = {f"prompts/es-US/{n}.yaml": text for n, (file, text) in enumerate(FILES.items()) if "prompts" in file}
    files = sources(**{"helpline.yaml": FILES["helpline.yaml"].replace("[en-US]", "[en-US, es-US]")}, **spanish)

    release = compile_release(files).release

    assert release is not None
    assert release.book("es-US").locale == "es-US"
    assert release.flows.helpline.topics["care.rose"] == {"en-US": 2, "es-US": 2}


def test_a_prompt_that_one_locale_lacks_is_told_with_the_locale() -> None:
    spanish = {f"prompts/es-US/{n}.yaml": text for n, (file, text) in enumerate(FILES.items()) if "prompts" in file}
    spanish["prompts/es-US/5.yaml"] = spanish["prompts/es-US/5.yaml"].replace("main.gifts: gift cards\n", "")
    files = sources(**{"helpline.yaml": FILES["helpline.yaml"].replace("[en-US]", "[en-US, es-US]")}, **spanish)

    assert told(files) == ["flows/main.yaml:8:15: what_for.choices[0].label: no prompt 'main.gifts' in es-US"]


def test_problems_of_all_files_are_told_at_once_with_their_lines() -> None:
    broken = {file: text + "odd: @x\n" for file, text in FILES.items()}

    problems = compile_release(sources(**broken)).problems

    assert [each.file for each in problems] == sorted(FILES)
    assert {each.source for each in problems} == {"odd: @x"}


@pytest.mark.parametrize("file", FILES)
def test_an_unreadable_file_is_one_problem(file: str) -> None:
    problems = compile_release(sources(**{file: "a: {\n"})).problems

    assert [(each.rule, each.file) for each in problems] == [("yaml.brackets", file)]


@pytest.mark.parametrize(
    ("files", "first"),
    [
        ({}, "helpline.yaml:1:1: the file is missing (it names numbers, hours and queues)"),
        (without("helpline.yaml"), "helpline.yaml:1:1: the file is missing (it names numbers, hours and queues)"),
        (
            sources(**{"helpline.yaml": "hello"}),
            "helpline.yaml:1:1: the file is no table of keys and values (write 'key: ",
        ),
        (sources(**{"helpline.yaml": "- a"}), "helpline.yaml:1:1: the file is no table of keys and values"),
        (
            sources(**{"flows/x/main.yaml": "a: {type: done, outcome: b}"}),
            "flows/x/main.yaml:1:1: the flow 'main' stands in flows/main.yaml already (rename the file)",
        ),
        (
            sources(**{"flows/Main-2.yaml": "a: {type: done, outcome: b}"}),
            "flows/Main-2.yaml:1:1: 'Main-2' cannot be the name of a flow (small letters",
        ),
        (
            sources(**{f"flows/f{number}.yaml": "" for number in range(MAX_FILES)}),
            "helpline.yaml:1:1: more than 500 files are no helpline (is it the right folder?)",
        ),
    ],
    ids=["nothing", "no helpline", "a word", "a list", "a flow twice", "an odd flow", "too many files"],
)
def test_what_is_wrong_with_the_files_themselves_is_told(files: Sources, first: str) -> None:
    assert told(files)[0].startswith(first), told(files)
    assert compile_release(files).release is None


def test_a_line_that_cannot_be_read_does_not_make_its_names_unknown() -> None:
    only = sources(
        **{"helpline.yaml": "hello", "flows/agent.yaml": FILES["flows/agent.yaml"].replace("main.more", "x")}
    )

    assert [each.partition(": ")[2][:14] for each in told(only)] == [
        "queue.on.ended",
        "sorry.then: no",
        "the file is no",
    ]


def test_a_topic_that_no_step_lists_cannot_be_a_target() -> None:
    files = sources(**{"flows/care.yaml": "menu: {type: say, prompt: main.bye, then: care.rose}\n"})

    assert any("(list it in a topics step, and go there)" in each for each in told(files))


def test_an_entry_that_is_forgotten_on_its_way_round_is_asked_anew() -> None:
    order = FILES["flows/order.yaml"].replace("then: known", "then: forget")
    files = sources(**{"flows/order.yaml": order + "forget: {type: set, clear: [order_number], then: ask}\n"})

    assert not any("circle" in each for each in told(files))


def test_a_queue_without_words_is_told_once() -> None:
    line = FILES["helpline.yaml"].replace(", wait: hold.care", "")

    assert [each.partition(": ")[2] for each in told(sources(**{"helpline.yaml": line}))] == [
        "queues.care: 'wait' is missing (the prompt that is heard while waiting)"
    ]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_is_shipped_has_no_error(folder: Path) -> None:
    compiled = compile_release(read_sources(folder))

    assert [str(each) for each in compiled.problems] == []
    assert compiled.release is not None


def test_a_large_line_is_compiled_in_a_time_in_proportion() -> None:
    assert growth(lambda steps: compile_release(large_helpline(steps)), 150) < PROPORTIONAL
