"""What is shown of this office: one module a room of work."""
