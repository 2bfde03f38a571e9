"""Plans in Excel: taken along, changed, and brought back after a look at what changes."""
