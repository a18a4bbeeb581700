"""Rivals of trialx on the same pages: a TextFSM template, `jc --kv`, and plain regular expressions, each done well.

What comes in: a page's text. What goes out: claims, `(name of a field, words of the page)`; `fields.py` says what a
name means. What a rival's words are worth is judged in `score.py`, apart from what it takes to find them.
"""
