"""The strokes and letters of which paper plots are drawn, in points."""

from xml.sax.saxutils import escape, quoteattr

from clonus_desktop.report.palette import print_colours


def svg_line(
    x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 0.5, dash: str = ""
) -> str:
    """A straight line in a colour of the print."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}" stroke="{print_colours()[colour]}" '
        f'stroke-width="{width:g}"{dashes}/>'
    )


def svg_text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    size: float = 7.0,
    is_bold: bool = False,
    colour: str = "ink",
) -> str:
    """A few words in the fonts of the letter; never markup."""
    # The SemiBold cut names a family of its own.
    family = "IBM Plex Sans SmBld" if is_bold else "IBM Plex Sans"
    style = f'font-family={quoteattr(family)} font-size="{size:g}" text-anchor="{anchor}"'
    fill = print_colours()[colour]
    return f'<text x="{x:.2f}" y="{y:.2f}" {style} fill="{fill}">{escape(text)}</text>'
