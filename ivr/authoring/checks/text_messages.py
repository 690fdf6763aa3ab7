"""Text messages are short: each segment is sent, and paid for, by itself."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.figures import TEXT_SEGMENTS
from ivr.authoring.problem import Problem
from ivr.language.book import Topic
from ivr.language.text_segments import odd_sign, segments_of


def texts_are_short(draft: Draft) -> Iterator[Problem]:
    """A topic's text fits into a few segments; one odd sign more than halves what fits into each."""
    for book in draft.books.values():
        for words in book.words.values():
            text = words.content.text if isinstance(words.content, Topic) else None
            for name, fact in draft.helpline.spoken.items() if text else ():
                text = text.replace(f"{{{name}}}", fact.text) if text else text
            if text and segments_of(text) > TEXT_SEGMENTS:
                odd = odd_sign(text)
                hint = f"'{odd}' makes each hold 70 signs instead of 160" if odd else "write less"
                message = f"the text is sent in {segments_of(text)} messages; {TEXT_SEGMENTS} are the most"
                yield words.tell("text.segments", ("text",), message, hint=hint)
