"""Actions of a plan with their six directions, and the budget that they are paid from (M18)."""
