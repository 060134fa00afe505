"""三个一批: innovation projects as a board by stage and as a table, their figures, and moving them."""
