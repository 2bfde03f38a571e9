"""Targetree 目标树: one annual number becomes everyone's day."""

__version__ = "0.1.0"
