"""Units and people, and how they move."""
