"""Call scripts: calls written down as YAML, played against a helpline, and judged.

Read it in this order: `script` (what a script says), `reader` (from YAML, with every mistake at its place), `player`
(the caller who does what a script says), `heights` (the two ways in which a call is played), `judge` (where a call went
differently), `playing` (all of it for one script), `coverage`, and `writer` (a script from a call).
"""
