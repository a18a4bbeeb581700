"""The review page: what it is given, what it holds, what it does in a browser."""
