"""The rules of fields and files."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "field.missing": Rule(
        "what a step or the line needs is written",
        "Something that must be there is not.",
        wrong="bye: {type: goodbye}",
        right="bye: {type: goodbye, prompt: main.bye}",
    ),
    "field.unknown": Rule(
        "only known keys are written",
        "A key that is not known here, most often misspelt.",
        wrong="promt: main.bye",
        right="prompt: main.bye",
    ),
    "field.value": Rule(
        "values are of the kind that is expected",
        "The value does not fit: a word that is none of those allowed, a number out of range, a text that is too long.",
        wrong="tries: 9",
        right="tries: 3",
    ),
    "field.shape": Rule(
        "a text, list or table stands where one is expected",
        "A text stands where a list or a table belongs, or the other way round.",
        wrong="locales: en-US",
        right="locales: [en-US]",
    ),
    "field.name": Rule(
        "names are small letters, digits and _",
        "Names are small letters, digits and `_`, beginning with a letter, at most 40 characters; keys "
        "of prompts may have dots between them.",
        wrong="My-Step: {type: say, ...}",
        right="my_step: {type: say, ...}",
    ),
    "files.missing": Rule(
        "helpline.yaml is there",
        "There is no `helpline.yaml`.",
        wrong="(a folder without helpline.yaml)",
        right="(the folder that holds helpline.yaml, flows/ and prompts/)",
    ),
    "files.ending": Rule(
        "files of flows/ and prompts/ end in .yaml",
        "A file in `flows/` or `prompts/` ends in something like `.yaml.txt` or `.YAML`, so it is not read.",
        wrong="flows/gift.yaml.txt",
        right="flows/gift.yaml",
        severity="warning",
    ),
    "files.many": Rule(
        "a helpline has at most 500 files",
        "More than 500 files: probably the wrong folder.",
        wrong="(a folder with 501 files in flows/ and prompts/)",
        right="(fewer, larger files)",
    ),
    "files.flow-twice": Rule(
        "two files do not have the same flow's name",
        "Two files in subfolders of `flows/` have the same name, and so would be the same flow.",
        wrong="flows/old/gift.yaml   # beside flows/gift.yaml",
        right="flows/old_gift.yaml",
    ),
}
