"""Figures of a helpline: how soon callers get to what they ring for, and how long everything is that they hear.

`stats_of` is in `stats.py`. Nothing is estimated a second way: turns are the engine's own, timed by the proof's clock.
"""
