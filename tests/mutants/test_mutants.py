"""One slip in a good line: it is refused, or it strands nobody. Few of them here; thousands in `scripts/campaign`."""

from pathlib import Path

import pytest
from mutants.campaign import HEAD, Campaign, ring, table
from mutants.kinds import KINDS
from mutants.making import mutant
from mutants.verdicts import ACCEPTED, verdict

LINE, SEED = ("city",), 2  # the quickest to be proved
EACH, CALLS = 2, 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_mutant_is_refused_or_strands_nobody(kind: str) -> None:
    for nth in range(EACH):
        made = mutant(SEED, list(KINDS).index(kind) + nth * len(KINDS), LINE)
        found = verdict(made)

        assert found.by == ACCEPTED or found.why
        if found.by == ACCEPTED:
            assert ring(made, CALLS, found.most_turns)[0] == []


def test_a_campaign_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "mutants.jsonl"
    campaign = Campaign(SEED, 6, 4, file, lines=LINE)
    told: list[str] = []
    whole = campaign.run(told.append)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)

    file.write_text("".join(lines[:3]) + lines[3][:20], encoding="utf-8")
    again = campaign.run(told.append)

    assert {str(each) for each in again} == {str(each) for each in whole}
    assert len(again) == len(whole)
    assert [each["mutant"] for each in again[:3]] == [each["mutant"] for each in whole[:3]]


def test_the_table_counts_every_mutant_once() -> None:
    found = [
        {"what": "verdict", "mutant": 1, "kind": "retarget", "by": "check"},
        {"what": "verdict", "mutant": 2, "kind": "retarget", "by": "proof"},
        {"what": "verdict", "mutant": 3, "kind": "retarget", "by": "accepted"},
        {"what": "calls", "mutant": 3, "kind": "retarget", "calls": 1200, "wrong": ["call 4: a", "call 4: b"]},
    ]

    told = table(found).splitlines()

    assert told[0] == HEAD
    assert told[2] == "| retarget | 3 | 1 | 1 | 1 | 1,200 | 1 |"
    assert told[-1] == "| together | 3 | 1 | 1 | 1 | 1,200 | 1 |"
