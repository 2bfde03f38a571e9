"""Requests for support across departments (M34): asked, answered, and never lost sight of."""
