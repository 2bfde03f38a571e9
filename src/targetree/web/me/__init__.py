"""My page: what somebody has to reach, and the next step to it."""
