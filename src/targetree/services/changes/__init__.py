"""Change numbers: edits, what they write, taking them back, tiers."""
