"""What a trial record is: its shape (model), its enumerations (vocab)."""
