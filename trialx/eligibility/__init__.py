"""Who may take part: the criteria of a trial as a tree, and the thresholds in them."""
