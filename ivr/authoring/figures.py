"""The figures of the caller rules, each in this one place; `docs/caller-rules.md` tells where they come from."""

CHOICES_REMEMBERED = 5
"""Choices of a menu that callers remember (caller rule 3)."""

CHOICES_MOST = 8
"""Choices of a menu for which there are keys (caller rule 3)."""

FIRST_KEY_WAITS = range(5, 16)
"""Seconds to wait for the first key; the upper third is for what must be looked up (caller rule 13)."""

BETWEEN_KEYS_LEAST = 3
"""Seconds to wait between two keys of an entry, at least (caller rule 14)."""

BEFORE_KEY_FEW = 25
"""Words that callers hear before the first key is named, without a warning (caller rule 20)."""

BEFORE_KEY_MOST = 45
"""Words that callers hear before the first key is named, at all (caller rule 20)."""

PIECE_SECONDS = 12
"""How long one piece of a topic is spoken (caller rule 21)."""

NOTICE_SECONDS = 8
"""How long a notice is spoken, which nobody can cut (caller rule 29)."""

SENTENCE_WORDS = 20
"""Words of a sentence (caller rule 24)."""

READING_GRADE = 8
"""School years that it takes to understand a text (caller rule 24)."""

GRADED_WORDS = 30
"""Words that a text must have before its grade says something."""

TEXT_SEGMENTS = 2
"""Text messages that one text may be cut into; each is paid for."""

DIGITS_IN_ONE = 4
"""Digits that stand together as a year or a price does; more are an account, and are to be said singly (rule 26)."""

WORDS_A_MINUTE = 150
"""How fast the carriers' voices speak."""
