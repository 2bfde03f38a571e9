"""The record of changes, read and never altered."""
