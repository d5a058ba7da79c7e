// Tells the terminal where to connect and how large its letters are, before it starts on load.
const terminal = document.getElementById("terminal");
const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
const place = new URL(`/ws/${scheme}`, location.href);
place.protocol = location.protocol === "https:" ? "wss:" : "ws:";
terminal.dataset.sessionWebsocketUrl = place.href;
terminal.dataset.fontSize = innerWidth < 600 ? "11" : "16";

// The terminal's script obeys words in the address; this page has none.
if (location.search) history.replaceState(null, "", location.pathname);

document.getElementById("again").addEventListener("click", () => location.reload());

// What is typed goes to the app at once, without a click first.
new MutationObserver((_, watch) => {
  if (!document.body.classList.contains("-first-byte")) return;
  watch.disconnect();
  terminal.querySelector("textarea").focus();
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
