"""What was read where, and why: grounding, traces, and the page as a terminal shows it."""
