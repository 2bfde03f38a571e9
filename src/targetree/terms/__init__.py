"""Every domain word once, every finding's sentence once, in Chinese and English."""
