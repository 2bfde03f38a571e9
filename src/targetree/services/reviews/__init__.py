"""A plan on one page: handed in, talked over, returned or agreed; its copies, its letter, the planning season."""
