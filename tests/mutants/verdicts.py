"""What becomes of a mutant: refused by the checks, refused by the proof, or accepted."""

import re
from dataclasses import dataclass

from mutants.making import Mutant

from ivr.authoring.compiling import compile_release
from ivr.authoring.proof.findings import Proof
from ivr.authoring.proof.proof import prove
from ivr.authoring.release import Release
from ivr.carriers.twilio.voices import spoken

CHECK, PROOF, ACCEPTED = "check", "proof", "accepted"
_BOUND = re.compile(r"from anywhere, .*at most (\d+) turns")


@dataclass(frozen=True)
class Verdict:
    """Who refused it and why (rules, or statements), or the bound of turns that the proof prints for it."""

    by: str
    why: tuple[str, ...]
    most_turns: int = 0


def verdict(mutant: Mutant) -> Verdict:
    """Check it, and prove what passes."""
    compiled = compile_release(mutant.sources(), spoken())
    if compiled.release is None:
        return Verdict(CHECK, tuple(sorted({each.rule for each in compiled.problems if each.severity == "error"})))
    proof = prove(compiled.release)
    if not proof.holds:
        return Verdict(PROOF, tuple(sorted({f"{each.statement}: {each.what}" for each in proof.findings})))
    return Verdict(ACCEPTED, (), _most_turns(proof))


def release_of(mutant: Mutant) -> Release:
    """The release of an accepted one."""
    release = compile_release(mutant.sources(), spoken()).release
    assert release is not None
    return release


def _most_turns(proof: Proof) -> int:
    """The bound of the second statement, as it is printed; the worst of all locales."""
    bounds = [_BOUND.search(bound.what) for bound in proof.bounds]
    return max(int(found[1]) for found in bounds if found)
