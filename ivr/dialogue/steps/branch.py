"""`branch`: go by what is known already, from a list that can be walked."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from ivr.dialogue.steps.outcome import GoTo, Outcome
from ivr.dialogue.steps.step import Exit, Here, Step, Target, exits_of

Value = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=40)]


class BranchStep(Step):
    """Goes on by a choice made earlier, by `locale`, or by `caller` (known or withheld). Says nothing.

    Every value is routed, or `otherwise` takes the rest, an answer that was never given included.

    Example:
        by_reason: {type: branch, by: about, on: {refunds: refunds.menu}, otherwise: what_for}
    """

    type: Literal["branch"]
    by: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """What decides: the name of an answer, `locale`, or `caller` (known or withheld)."""
    on: Annotated[Mapping[Value, Target], Field(min_length=1)]
    """Each value, and the step it leads to."""
    otherwise: Target | None = None
    """Where every other value leads, and an answer that was never given."""

    def exits(self) -> Iterator[Exit]:
        """One way on per value."""
        yield from exits_of(self.on.items())
        if self.otherwise is not None:
            yield Exit("otherwise", self.otherwise, ("otherwise",))

    def enter(self, here: Here) -> Outcome:
        """Go on by the value; a person where nothing is routed (the checker refuses such a flow)."""
        known = self._known(here)
        if known in self.on:
            return GoTo(call=here.call, target=self.on[known], exit=known)
        if self.otherwise is not None:
            return GoTo(call=here.call, target=self.otherwise, exit="otherwise")
        return GoTo(call=here.call, target=here.helpline.person)

    def _known(self, here: Here) -> str:
        if self.by == "locale":
            return here.call.locale
        if self.by == "caller":
            return "known" if here.call.caller else "withheld"
        answer = here.call.answer(self.by)
        return answer.text if answer else ""
