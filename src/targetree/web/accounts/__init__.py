"""Ways in: an invitation is accepted, an empty installation gets its first director."""
