"""The letter: values of the domain in; sentences, text, HTML, SVG and PDF out. No Qt, no SQL."""
