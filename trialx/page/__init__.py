"""A page: bytes to text (decode), text to lines that know where they stand (lines)."""
