"""Why a number is what it is: receipts and strategy."""
