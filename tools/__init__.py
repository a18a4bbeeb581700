"""Small programs that make what the documents show; not part of the package."""
