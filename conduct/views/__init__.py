"""What is shown: the docket, the rooms, and the pages of the acts."""
