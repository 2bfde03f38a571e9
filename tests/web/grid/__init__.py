"""Who gets in where: one line for each page and each operation, in a file for each area."""
