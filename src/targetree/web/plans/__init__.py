"""Work plans: who has one, in which state, and the frame around the pages of one."""
