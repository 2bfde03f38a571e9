"""What the company sets: calendar, measures, products, customers, market."""
