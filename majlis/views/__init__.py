"""What is shown: the shared pages and the one act view."""
