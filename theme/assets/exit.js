// SPDX-License-Identifier: AGPL-3.0-or-later
// Quick exit. The link works by itself; this adds the key, hides the page at once and leaves no entry to come back to.
(() => {
  const link = document.querySelector("[data-exit]");
  if (!link) return;
  const { href, dataset: { exit: key } } = link; // kept: the page's own address changes below
  const root = document.documentElement, icon = document.querySelector("link[rel=icon]");
  const before = [document.title, location.href, icon && icon.href];
  const popover = CSS.supports("selector(:popover-open)") ? ",:popover-open" : "";
  let leaving, presses = 0, last = 0;

  const go = () => location.replace(href);
  const show = (title, address, image) => {
    document.title = title;
    if (icon) icon.href = image;
    try { history.replaceState(null, "", address); } catch { /* a page opened as a file has no "/" */ }
  };
  const leave = (event) => {
    event.preventDefault(); // Escape would stop the page that is loading
    if (!leaving) {
      root.classList.add("leaving");
      show("\u00a0", "/", "/favicon.ico");
      leaving = setTimeout(go, 2000); // once more by itself, should the load be stopped
    }
    go();
  };
  addEventListener("pageshow", (event) => {
    if (!leaving || !event.persisted) return;
    leaving = clearTimeout(leaving);
    root.classList.remove("leaving");
    show(...before);
  });
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) leave(event);
  });

  // The key belongs to whatever is open or being typed in, before it belongs to us.
  const taken = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey ||
      document.fullscreenElement || document.querySelector("dialog[open]" + popover)) return true;
    const field = document.activeElement;
    if (field.matches("select")) return true;
    if (field.isContentEditable || field.matches("textarea")) return !!(field.value || field.textContent);
    const text = field.matches("input:not([type=checkbox],[type=radio],[type=submit],[type=button])");
    if (!text || !field.value) return false;
    if (event.key === "Escape") {
      field.value = "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      event.preventDefault();
    }
    return true;
  };
  const wanted = { escape: ["Escape", 1], "escape-twice": ["Escape", 2], "shift-3": ["Shift", 3] }[key];
  if (wanted) addEventListener("keydown", (event) => {
    if (leaving && event.key === wanted[0]) return leave(event);
    if (event.key !== wanted[0] || taken(event) || (event.shiftKey && event.key !== "Shift")) return void (presses = 0);
    if (wanted[1] > 1 && event.repeat) return;
    presses = event.timeStamp - last < 5000 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses >= wanted[1]) leave(event);
  });
})();
