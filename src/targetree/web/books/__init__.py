"""Import and export: books and plans as files."""
