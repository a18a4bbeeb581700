"""The review page: records beside the pages they were read from, in one HTML file."""
