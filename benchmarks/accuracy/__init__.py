"""How near to what came: customers' support computed from the past alone, set beside the future that is on record."""
