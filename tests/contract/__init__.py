"""The planning book, sentence by sentence, through the command line alone: expectations come from its text."""
