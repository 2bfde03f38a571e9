"""Stated and held cells: the cascade that meets them, the edits that respect them, the clashes between them."""
