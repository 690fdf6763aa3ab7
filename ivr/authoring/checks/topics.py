"""Every topic has one home: the topics step that lists it."""

from collections.abc import Iterator

from ivr.authoring.draft import BookDraft, Draft, StepDraft
from ivr.authoring.located import Path
from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import did_you_mean
from ivr.dialogue.steps.topics import TopicsStep

Listing = tuple[StepDraft, Path, str]
"""Where a topic is listed, and which."""


def topics_have_one_home(draft: Draft) -> Iterator[Problem]:
    """A listed topic is in every locale and listed once; none is left out."""
    listings = list(_listings(draft))
    missing = [told for listing in listings for book in draft.books.values() for told in _missing(book, *listing)]
    yield from missing
    yield from _listed_twice(listings)
    if draft.whole and not missing:
        yield from _homeless(draft, {topic for _, _, topic in listings})


def _listings(draft: Draft) -> Iterator[Listing]:
    for step, topics in draft.of_type(TopicsStep):
        yield from ((step, ("list", index), listed.topic) for index, listed in enumerate(topics.list))


def _missing(book: BookDraft, step: StepDraft, path: Path, topic: str) -> Iterator[Problem]:
    words = book.words.get(topic)
    if words is None and book.whole and book.words:
        hint = did_you_mean(topic, book.topics)
        yield step.tell("topic.missing", path, f"no topic '{topic}' in {book.locale}", hint=hint)
    elif words is not None and words.content is not None and topic in book.prompts:
        message = f"'{topic}' is a prompt, not a topic: it has no pieces"
        yield step.tell("topic.missing", path, message, hint="give it 'title:' and 'say:'")


def _listed_twice(listings: list[Listing]) -> Iterator[Problem]:
    homes: dict[str, str] = {}
    for step, path, topic in listings:
        if topic in homes:
            message = f"the topic '{topic}' is listed in '{homes[topic]}' already"
            yield step.tell("topic.two-homes", path, message, hint=f"lead to '{homes[topic]}' instead")
        homes.setdefault(topic, step.address)


def _homeless(draft: Draft, homes: set[str]) -> Iterator[Problem]:
    for book in draft.books.values():
        for topic in sorted(book.topics - homes):
            message = "no topics step lists this topic, so nobody can hear it"
            yield problem("topic.homeless", book.words[topic].mark, (topic,), message, hint="list it in a topics step")
