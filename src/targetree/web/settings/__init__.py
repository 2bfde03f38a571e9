"""Everyday administration: units, people, products, customers, calendar, measures, company, accounts, tokens."""
