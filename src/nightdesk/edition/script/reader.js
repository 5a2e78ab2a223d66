// The reader of the e-paper: keys, swipe and clicks at the edge turn the page, zoom stands in the page, and whoever
// closes a story is back where it was opened. Without this script links do all of it but the zoom in place.
//
// It is served without its comments and margins (assets.py): a line may not begin inside of a string.
"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const [page, zoom, told] = [one("#page"), one("#zoom"), one("#zoomed")];
  const rightToLeft = document.documentElement.dir === "rtl";
  const opened = () => one(".clip:target");
  const turn = (way) => one(`.leaves a[rel=${way}]`)?.click();
  const held = (event) => event.ctrlKey || event.metaKey || event.altKey;
  const still = { preventScroll: true };

  // Zoom: as wide as the column, two or three times as large. Then the page scrolls within its frame, and what was in
  // the middle of the window stays there.
  const SIZES = ["fit", "two", "three"];
  let size = 0;
  function middle() {
    const box = page.getBoundingClientRect();
    const y = (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2 - box.top;
    return [(page.scrollLeft + page.clientWidth / 2) / page.scrollWidth, (page.scrollTop + y) / page.scrollHeight];
  }
  function show(next) {
    if (next < 0 || next > 2) return;
    const [x, y] = middle();
    size = next;
    page.dataset.size = SIZES[size];
    page.tabIndex = size ? 0 : -1;
    told.textContent = told.dataset[SIZES[size]] || "";
    page.scrollTo(x * page.scrollWidth - page.clientWidth / 2, y * page.scrollHeight - page.clientHeight / 2);
    if (!size) return zoom.focus(still);
    page.focus(still);
    page.scrollIntoView({ block: "nearest" });
  }
  zoom.setAttribute("role", "button");
  zoom.addEventListener("click", (event) => {
    if (held(event)) return;
    event.preventDefault();
    show((size + 1) % 3);
  });
  zoom.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    zoom.click();
  });

  // Stories: who opens one goes into it, who closes it is back.
  let [opener, from] = [null, 0];
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#s-"]');
    if (link && !link.closest(".open")) [opener, from] = [link, scrollY];
    if (!event.target.closest(".close")) return;
    event.preventDefault();
    close();
  });
  function enter() {
    const story = opened();
    document.querySelectorAll(".spots a").forEach((spot) => spot.classList.toggle("lit", spot.getAttribute("href") === location.hash));
    if (story) setTimeout(() => story.focus(still));
  }
  addEventListener("hashchange", enter);
  enter();
  function close() {
    const back = opener || opened().querySelector("h3 a");
    location.hash = "list";
    if (opener) scrollTo({ top: from, behavior: "instant" });
    back.focus({ preventScroll: Boolean(opener) });
    opener = null;
  }
  // A story that lies over the page keeps the focus.
  function stay(event, story) {
    const stops = [...story.querySelectorAll("a, summary")].filter((stop) => stop.checkVisibility());
    const here = document.activeElement;
    if (event.shiftKey ? here !== stops[0] && here !== story : here !== stops.at(-1)) return;
    event.preventDefault();
    stops.at(event.shiftKey ? -1 : 0).focus();
  }
  if (navigator.share) {
    document.addEventListener("click", (event) => {
      const share = event.target.closest(".share summary")?.parentElement;
      if (!share) return;
      event.preventDefault();
      const [title, line] = [share.closest(".clip").querySelector("h3").textContent, share.querySelector(".fine")];
      navigator.share({ title, text: `${title}\n${line.textContent}`, url: line.querySelector("a").href }).catch(() => {});
    });
  }

  // Turning.
  const [left, right] = rightToLeft ? ["next", "prev"] : ["prev", "next"];
  document.addEventListener("keydown", (event) => {
    const story = opened();
    if (held(event)) return;
    if (story) {
      if (event.key === "Escape") close();
      if (event.key === "Tab") stay(event, story);
      return;
    }
    const root = document.scrollingElement;
    const act = {
      "+": () => show(size + 1),
      "=": () => show(size + 1),
      "-": () => show(size - 1),
      0: () => show(0),
      Escape: () => size && show(0),
      ArrowRight: () => size || turn(right),
      ArrowLeft: () => size || turn(left),
      PageDown: () => size || root.scrollTop + root.clientHeight < root.scrollHeight - 2 || turn("next"),
      PageUp: () => size || root.scrollTop > 1 || turn("prev"),
    };
    act[event.key]?.();
  });
  let start = null;
  const whole = () => !size && (visualViewport?.scale ?? 1) < 1.05;
  page.addEventListener("touchstart", (event) => { start = whole() && event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  page.addEventListener("touchend", (event) => {
    const [begun, end] = [start, event.changedTouches[0]];
    start = null;
    if (!begun || !whole() || event.touches.length) return;
    const [across, along] = [end.clientX - begun.clientX, end.clientY - begun.clientY];
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(along)) turn(across < 0 ? right : left);
  });
  page.addEventListener("click", (event) => {
    const box = page.getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    if (!size && !event.target.closest("a") && (at < 0.07 || at > 0.93)) turn(at > 0.5 ? right : left);
  });
})();
