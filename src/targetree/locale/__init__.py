"""The words of the pages: English in the source, Chinese in `zh_Hans/<area>.po`; `python -m targetree.locale` helps.

Only the standard library is needed to compile them, so that building the program needs no gettext on the machine.
"""
