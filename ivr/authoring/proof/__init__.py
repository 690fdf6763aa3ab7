"""The proof that nobody gets stuck: a walk over every state a call can be in, and five statements about it.

`prove` is in `proof.py`. What is made abstract, and why that hides nothing, is in docs/proof.md.
"""
