"""Words that were written to be read, and sound wrong when they are spoken: numbers, addresses, markup."""

import re
from collections.abc import Iterator

from ivr.authoring.draft import Draft, WordingDraft
from ivr.authoring.figures import DIGITS_IN_ONE
from ivr.authoring.problem import Problem

Sign = tuple[str, re.Pattern[str], str, str]
"""Rule, what is looked for, what is wrong with it, and the fix. No search may go over the same letters again."""

_SIGNS: tuple[Sign, ...] = (
    (
        "words.markup",
        re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-z]{2,8}|#[0-9]{1,6});|\*\*|\[[^\[\]]*\]\("),
        "is markup, and would be read out",
        "write words alone; {pause} is a short silence",
    ),
    (
        "words.link",
        re.compile(
            r"https?://\S*|\bwww\.\S*|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+"
            r"|(?<![\w-])[\w-]{2,}\.(?:com|org|net|gov|edu|info|co|us|es|mx)\b",
            re.I,
        ),
        "is an address that nobody can write down while listening",
        "make it a fact of helpline.yaml, which is spoken sign by sign, or send it as a text message",
    ),
    (
        "words.digits",
        re.compile(rf"\b\d{{{DIGITS_IN_ONE + 1},}}\b|\b\d?[-. ]?\(?\d{{3}}\)?[-. ]\d{{3}}[-. ]\d{{4}}\b"),
        "would be read as one large number",
        "write a fact or an outside number in helpline.yaml and say its slot, or single digits: 4 0 7 1",
    ),
)
_ANY = re.compile(r"[<&*\[@/.\d](?:(?<=[<&*\[@/])|(?<=\d)\d\d|(?<=\.)\w)")
"""What each of them has in it, and hardly any other words; it begins with one class of signs, which is found fast."""


def words_are_meant_for_the_ear(draft: Draft) -> Iterator[Problem]:
    """No markup, no written address, no long number in the words (caller rule 26)."""
    for book in draft.books.values():
        for words in book.words.values():
            for each in words.wordings:
                yield from _told(each)


def _told(each: WordingDraft) -> Iterator[Problem]:
    wording = each.wording
    texts = [text for text in (wording.text, *wording.without.values()) if _ANY.search(text)]
    for rule, sign, wrong, hint in _SIGNS if texts else ():
        found = next(filter(None, map(sign.search, texts)), None)
        if found:
            yield each.tell(rule, f"'{found[0]}' {wrong}", hint=hint)
            return
