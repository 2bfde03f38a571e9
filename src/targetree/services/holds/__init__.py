"""Numbers that stand while others make room."""
