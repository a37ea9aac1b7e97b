"""What is asked for the acts of this office, and what narrows its lists."""
