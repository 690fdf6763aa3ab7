"""A helpline made ready for call scripts: compiled once for each set of changed facts, and kept on no disk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ivr.authoring.compiling import Compiled, compile_release
from ivr.authoring.located import Plain
from ivr.authoring.problem import Problem, problem
from ivr.authoring.release import Release
from ivr.authoring.sources import HELPLINE, Sources
from ivr.carriers.twilio.voices import spoken
from ivr.rehearsal.changes import changed, helpline_in, table
from ivr.rehearsal.fields import listed
from ivr.rehearsal.script import REACHED, Changes, Reach, Script
from ivr.rehearsal.signed_line import SignedLine

TABLES = ("facts", "outside")
AS_WRITTEN = Changes()


@dataclass
class Stage:
    """The files of a helpline, and what was made of them so far."""

    sources: Sources
    _compiled: dict[Changes, Compiled] = field(default_factory=dict)
    _lines: dict[Changes, SignedLine] = field(default_factory=dict)

    def compiled(self, changes: Changes = AS_WRITTEN) -> Compiled:
        """The helpline as it is with some changes."""
        if changes not in self._compiled:
            self._compiled[changes] = compile_release(changed(self.sources, changes), spoken())
        return self._compiled[changes]

    def release(self, changes: Changes) -> Release:
        """The release with some changes, which must have been found free of errors before."""
        release = self.compiled(changes).release
        if release is None:
            raise ValueError("a helpline with errors cannot be rung")
        return release

    def line(self, changes: Changes) -> SignedLine:
        """The line that answers webhooks, with some changes."""
        if changes not in self._lines:
            self._lines[changes] = SignedLine(self.release(changes))
        return self._lines[changes]

    @cached_property
    def _helpline(self) -> Mapping[str, Plain]:
        return helpline_in(self.sources.get(HELPLINE, b""))

    def problems_of(self, script: Script) -> tuple[Problem, ...]:
        """What a script says that this helpline does not have."""
        return tuple(self._problems(script)) or tuple(self._problems_with_changes(script))

    def _problems(self, script: Script) -> Iterator[Problem]:
        changes = script.setting.changes
        for key, values in (("facts", changes.facts), ("outside", changes.outside)):
            known = tuple(table(self._helpline, key))
            for name, _ in values:
                if name not in known:
                    message = f"helpline.yaml has no '{name}' under '{key}'"
                    yield problem(
                        "field.unknown", script.mark_of(key, name), (script.name, key, name), message,
                        hint=listed(name, known),
                    )  # fmt: skip
        locales = self.release(AS_WRITTEN).flows.helpline.locales
        if changes.locale and changes.locale not in locales:
            message = f"the helpline has no locale '{changes.locale}'"
            at = script.mark_of("locale")
            yield problem("field.value", at, (script.name, "locale"), message, hint=listed(changes.locale, locales))
        known = (*REACHED, *table(self._helpline, "outside"))
        for move in script.moves:
            if isinstance(move, Reach) and move.whom not in known:
                message = f"nobody is called '{move.whom}'"
                yield problem("field.value", move.mark, (script.name, "call"), message, hint=listed(move.whom, known))

    def _problems_with_changes(self, script: Script) -> Iterator[Problem]:
        compiled = self.compiled(script.setting.changes)
        if compiled.release is None:
            first = next(each for each in compiled.problems if each.severity == "error")
            message = f"with these changes the helpline has an error: {first.message}"
            at = next((script.mark_of(key) for key in TABLES if script.mark_of(key) != script.mark), script.mark)
            yield problem("field.value", at, (script.name,), message, hint=first.hint)
