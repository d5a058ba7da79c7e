"""The keys of a screen, on its last line, in the screen's own order; each can be clicked."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

ROOMY = 100
"""Cells from which every key is named; below, a screen's spare keys are left to its help."""


class KeyLine(Footer):
    """A footer whose order does not hang on what has the focus."""

    def compose(self) -> ComposeResult:
        """The screen's `KEYS` first, then whatever else can be done."""
        if not self._bindings_ready:
            return
        first: list[str] = list(getattr(self.screen, "KEYS", ()))
        spare = getattr(self.screen, "SPARE_KEYS", ()) if self.app.size.width < ROOMY else ()
        shown: dict[str, Binding] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            wanted = binding.show and binding.action not in spare
            if wanted and enabled and binding.description:
                shown.setdefault(binding.action, binding)
        order = sorted(shown, key=lambda name: first.index(name) if name in first else len(first))
        for action in order:
            binding = shown[action]
            yield FooterKey(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                tooltip=binding.tooltip,
            )
        if self.show_command_palette and "app.command_palette" not in shown:
            yield FooterKey(
                "ctrl+p", "^p", "All", "app.command_palette", tooltip="Everything by name"
            )
