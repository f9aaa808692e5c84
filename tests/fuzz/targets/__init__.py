"""One parser each; a new file here is found by itself."""
