"""The action plan in five parts (M17): what must be done well, gain and loss, obstacles, support, dates."""
