"""Strategy: what the company wants, and the targets that serve it."""
