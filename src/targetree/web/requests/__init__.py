"""Requests for support: the inbox, what was sent, and one request with its trace."""
