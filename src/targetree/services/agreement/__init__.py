"""Assigned against committed: answers, proposals, settlements."""
