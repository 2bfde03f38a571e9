"""Documents for people to print: A4 pages as PDF, in Chinese and English, with nothing of the system's."""
