"""Writing a case: its sources, its outline, its text beside the pages it becomes, what is left to do, where it went."""
