"""How fast the line is: measured beside others, in one run, and written into docs/performance.md by `scripts/bench`."""
