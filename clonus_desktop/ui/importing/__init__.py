"""Data in, page by page: the file, its columns, what will happen, and what was done."""
