"""The planning book: read, written, explained."""
