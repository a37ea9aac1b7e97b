"""What is shown of this office."""
