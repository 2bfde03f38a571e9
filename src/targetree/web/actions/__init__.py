"""Actions of a plan: list, board, timeline, calendar, map; each action with its six directions; the expense budget."""
