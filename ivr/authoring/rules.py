"""Every rule that a problem can name, in the chapters of its documentation."""

from collections.abc import Mapping

from ivr.authoring.rulebook import (
    answers,
    called_flows,
    files,
    line,
    menus,
    steps,
    topics,
    waivers,
    words,
    yaml_files,
)
from ivr.authoring.rulebook.rule import Rule

CHAPTERS: Mapping[str, Mapping[str, Rule]] = {
    "Steps and targets": steps.RULES,
    "Menus and keys": menus.RULES,
    "Answers and branches": answers.RULES,
    "Flows that are called": called_flows.RULES,
    "Words": words.RULES,
    "Topics": topics.RULES,
    "Numbers, hours, queues": line.RULES,
    "Fields and files": files.RULES,
    "Waivers": waivers.RULES,
    "YAML": yaml_files.RULES,
}

RULES: Mapping[str, Rule] = {name: rule for chapter in CHAPTERS.values() for name, rule in chapter.items()}
