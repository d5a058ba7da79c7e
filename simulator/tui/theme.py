"""Two themes of our own: quiet ground, one accent for what can be done, one for the buyer."""

from textual.theme import Theme

DARK = Theme(
    name="prospect-dark",
    primary="#6fb8a2",
    accent="#7fd1b9",
    secondary="#e0ad6b",
    foreground="#d9dee3",
    background="#11161b",
    surface="#161c22",
    panel="#1e262d",
    warning="#e0ad6b",
    error="#e58a7b",
    success="#7fd1b9",
    dark=True,
    variables={
        "footer-key-foreground": "#7fd1b9",
        "footer-background": "#161c22",
        "block-cursor-background": "#26413b",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1e262d",
        "border": "#6fb8a2",
        "border-blurred": "#2a343c",
        "input-selection-background": "#6fb8a2 35%",
    },
)

LIGHT = Theme(
    name="prospect-light",
    primary="#1f6f5c",
    accent="#12604e",
    secondary="#8a4b08",
    foreground="#1d2429",
    background="#faf9f6",
    surface="#f2f0eb",
    panel="#e7e4dd",
    warning="#8a4b08",
    error="#a03323",
    success="#12604e",
    dark=False,
    variables={
        "footer-key-foreground": "#12604e",
        "footer-background": "#f2f0eb",
        "block-cursor-background": "#cfe5dd",
        "block-cursor-foreground": "#10241e",
        "block-cursor-blurred-background": "#e7e4dd",
        "border": "#1f6f5c",
        "border-blurred": "#cfcabf",
        "input-selection-background": "#1f6f5c 30%",
    },
)

THEMES = (DARK, LIGHT)
