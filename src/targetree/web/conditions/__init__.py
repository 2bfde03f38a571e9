"""The conditions of a target: outline and picture, details, proposals, templates, the target split again."""
