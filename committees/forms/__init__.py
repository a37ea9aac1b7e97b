"""What is asked of members and officers, field by field."""
