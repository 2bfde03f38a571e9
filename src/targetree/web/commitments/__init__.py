"""Commitments: what was assigned, what people commit to, and how it is settled."""
