"""Between the rows of the tables and the types of the engine."""
