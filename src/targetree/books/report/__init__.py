"""The plan as a workbook for people: one module a sheet."""
