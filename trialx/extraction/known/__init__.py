"""Pages that a layout knows: recognised, split into sections, each read by its verb."""
