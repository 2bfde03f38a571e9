"""Facts about the world outside: working calendars and the built-in measures."""
