"""Work in the background and at night: thin tasks that call services."""
