"""The list of holds."""
