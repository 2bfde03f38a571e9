"""The pure engine: numbers in, numbers out. No files, no clock, no framework."""
