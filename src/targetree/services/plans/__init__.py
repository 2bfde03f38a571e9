"""Work plans: one for each unit or seat and measure; what belongs to a plan is read and changed through its head."""
