"""A telephone in the terminal: shows what happens on a simulated call, and lets a person be the caller.

`rows` has the words for what happens, `layout` puts them on the screen, `teller` tells a call and sums it up. A person
is the caller in one of two ways: `asking` asks whenever the line listens, `live` plays the call in real time, with
`keyboard` and `screen`.
"""
