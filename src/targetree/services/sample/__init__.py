"""The sample company as a running one."""
