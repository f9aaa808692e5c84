"""The clinical core: values, published rules and what they say. Standard library only."""
