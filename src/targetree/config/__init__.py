"""Settings, the embedded PostgreSQL, start-up checks, serving."""
