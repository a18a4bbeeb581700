"""Records in standard forms: which there are, and what one is written by.

What comes in: the name of a form. What goes out: its `Format`. Only the module of the form that is asked for is loaded.
"""

from trialx.export.formats import FORMATS, Exported, Format, format_of

__all__ = ["FORMATS", "Exported", "Format", "format_of"]
