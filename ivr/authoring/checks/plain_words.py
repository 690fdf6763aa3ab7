"""Words that callers understand at once: short sentences, plain terms, no phrases that waste their time."""

import re
from collections.abc import Callable, Iterator, Mapping

from ivr.authoring.draft import BookDraft, Draft, WordingDraft, WordsDraft
from ivr.authoring.figures import GRADED_WORDS, READING_GRADE, SENTENCE_WORDS
from ivr.authoring.naming import language_of
from ivr.authoring.problem import Problem
from ivr.language.reading_grade import grade_of, sentences_of

_WHISPER = ".whisper"  # heard by the person who takes the call
_BRACED = re.compile(r"\{[^{}]*\}")

GRADES: Mapping[str, Callable[[str], float]] = {"en": grade_of}
"""How the school year of a text is found, by language; texts of others are not graded."""

FORBIDDEN: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"your call is (?:very )?important",
        r"we value your call",
        r"menu(?:s|\s+options?)? (?:has|have) (?:recently )?changed",
        r"(?:please )?listen carefully",
        r"all (?:of )?our (?:agents|operators|representatives|lines) are (?:currently )?busy",
        r"higher than (?:normal|usual) call volumes?",
        r"(?:experiencing|have) (?:unusually )?(?:high|heavy) call volumes?",
        r"did you know(?: that)? you can",
        r"visit our web\s?site",
    ),
    "es": (
        r"su llamada es (?:muy )?importante",
        r"nuestr[oa]s? (?:menús?|opciones) (?:ha|han) cambiado",
        r"escuche (?:con atención|atentamente)",
        r"volumen (?:inusualmente )?alto de llamadas",
    ),
}
"""What no caller wants to hear, by language (caller rule 23)."""

_FORBIDDEN = {
    language: re.compile(rf"\b(?:{'|'.join(phrases)})", re.IGNORECASE) for language, phrases in FORBIDDEN.items()
}


def sentences_are_short(draft: Draft) -> Iterator[Problem]:
    """Nobody can look back at the beginning of a sentence that is heard (caller rule 24)."""
    for _, words in _said_to_callers(draft):
        for each in words.wordings:
            text = each.wording.text
            is_long = len(text.split()) > SENTENCE_WORDS
            longest = max(map(_length, sentences_of(text)), default=0) if is_long else 0
            if longest > SENTENCE_WORDS:
                message = f"a sentence has {longest} words; callers follow {SENTENCE_WORDS}"
                yield each.tell("words.long-sentence", message, hint="make two sentences of it")


def _length(sentence: str) -> int:
    return len(_BRACED.sub("slot", sentence.replace("{pause}", " ")).split())


def words_are_plain(draft: Draft) -> Iterator[Problem]:
    """A text takes no more than some years of school, in the languages that are graded (caller rule 24)."""
    for book, words in _said_to_callers(draft):
        grade_in = GRADES.get(language_of(book.locale))
        text = " ".join(each.wording.text for each in words.wordings)
        if grade_in is not None and len(text.split()) >= GRADED_WORDS:
            grade = grade_in(_BRACED.sub("", text))
            if grade > READING_GRADE + 0.5:  # rounded, as it is told
                message = f"the words are for school year {grade:.0f}; {READING_GRADE} is the most"
                yield words.wordings[0].tell("words.grade", message, hint="shorter sentences, and shorter words")


def no_time_is_wasted(draft: Draft) -> Iterator[Problem]:
    """No "your call is important to us" and its like (caller rule 23)."""
    for book, words in _said_to_callers(draft):
        forbidden = _FORBIDDEN.get(language_of(book.locale))
        for each in words.wordings if forbidden else ():
            found = next(filter(None, map(forbidden.search, _texts(each))), None) if forbidden else None
            if found:
                message = f"the words say '{found[0]}', which helps no caller"
                yield each.tell("words.empty-phrase", message, hint="leave it out")


def _texts(each: WordingDraft) -> tuple[str, ...]:
    return (each.wording.text, *each.wording.without.values())


def _said_to_callers(draft: Draft) -> Iterator[tuple[BookDraft, WordsDraft]]:
    for book in draft.books.values():
        yield from ((book, words) for key, words in book.words.items() if not key.endswith(_WHISPER))
