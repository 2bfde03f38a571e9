"""The tree of targets: its page, and what the page's script asks for."""
