"""The tables of Targetree, in PostgreSQL: the one Django app that owns them all."""
