"""Working days and dates: who works when, and where the year stands today."""
