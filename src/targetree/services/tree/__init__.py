"""The tree of targets to read: rows, parts, periods, marks."""
