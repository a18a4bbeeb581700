"""What each reader reads, and what it refuses."""
