"""Conditions of a target: their tree, the figures that decide them, proposals, and the target split again."""
