// Reads an issue of the e-paper as people do: by key alone, by finger, by mouse, and without scripts.
// Reads one plan as JSON from standard input, writes what it saw as JSON to standard output.

const { readFileSync } = require("node:fs");
const { launch } = require("./chromium.js");

const plan = JSON.parse(readFileSync(0, "utf8"));
const first = plan.origin + plan.base;

const state = () => {
  const here = document.activeElement;
  const open = document.querySelector(".clip:target");
  const page = document.querySelector("#page");
  return {
    path: location.pathname,
    open: open ? open.dataset.story : "",
    shown: open ? open.querySelector("[data-wire=b]")?.getBoundingClientRect().height > 0 : false,
    inside: Boolean(open && open.contains(here)),
    focus: here.tagName.toLowerCase() + (here.getAttribute("href") || "") + (here.id ? `#${here.id}` : ""),
    size: page.dataset.size || "fit",
    told: document.querySelector("#zoomed").textContent,
    image: Math.round((document.querySelector("#page img").getBoundingClientRect().width / page.clientWidth) * 10) / 10,
    scrolled: Math.round(scrollY),
  };
};

async function visit(browser, { width = 1280, scripts = true, touch = false } = {}) {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setViewport({ width, height: 800, hasTouch: touch, isMobile: touch });
  await page.setJavaScriptEnabled(scripts);
  const complaints = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(first, { waitUntil: "networkidle0" });
  return { page, complaints, see: () => page.evaluate(state) };
}

// A key that turns the page is followed to the page it leads to.
async function turned(page, act) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load", timeout: 10000 }), act()]);
}

const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50)));

async function byKey(browser) {
  const { page, complaints, see } = await visit(browser);
  const told = { complaints };
  const press = async (key) => { await page.keyboard.press(key); await settled(page); };
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => Boolean(document.activeElement.closest(".spots")))) break;
  }
  await press("Tab");
  told.spot = await see();
  told.ring = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector("rect")).stroke);
  await press("Enter");
  told.opened = await see();
  for (let tabs = 0; tabs < 20; tabs += 1) await page.keyboard.press("Tab");
  told.kept = await see();
  await page.keyboard.down("Shift");
  for (let tabs = 0; tabs < 20; tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.up("Shift");
  told.keptBack = await see();
  await press("Escape");
  told.closed = await see();
  await press("+");
  told.two = await see();
  await press("+");
  told.three = await see();
  await press("ArrowRight");
  await press("-");
  told.twoAgain = await see();
  await press("0");
  told.fit = await see();
  await turned(page, () => page.keyboard.press("ArrowRight"));
  told.second = await see();
  await turned(page, () => page.keyboard.press("ArrowLeft"));
  told.first = await see();
  await page.keyboard.press("PageDown");
  await settled(page);
  told.halfDown = await see();
  await page.evaluate(() => scrollTo(0, document.scrollingElement.scrollHeight));
  await turned(page, () => page.keyboard.press("PageDown"));
  told.onward = await see();
  return told;
}

async function byMouse(browser) {
  const { page, complaints, see } = await visit(browser);
  const told = { complaints };
  await page.evaluate(() => scrollTo(0, 300));
  const rect = await page.$(".spots a:nth-of-type(2) rect");
  await rect.click();
  await settled(page);
  told.opened = await see();
  await page.click(".clip:target .close");
  await settled(page);
  told.closed = await see();
  await page.click("#zoom");
  await settled(page);
  told.zoomed = await see();
  await page.click("#zoom");
  await page.click("#zoom");
  await settled(page);
  told.fit = await see();

  await page.evaluate(() => scrollTo(0, 0));
  const at = await (await page.$("#page")).boundingBox();
  await turned(page, () => page.mouse.click(at.x + at.width - 8, at.y + 40));
  told.edge = await see();
  return told;
}

async function byFinger(browser) {
  const { page, complaints, see } = await visit(browser, { width: 360, touch: true });
  const told = { complaints };
  await page.$eval("#page", (element) => element.scrollIntoView());
  const swipe = async (from, to, down = 0) => {
    const finger = await page.touchscreen.touchStart(from, 300);
    await finger.move(to, 300 + down);
    await finger.end();
  };
  await swipe(300, 220, 200);
  await settled(page);
  told.scrolling = await see();
  await page.$eval("#page", (element) => element.scrollIntoView());
  await turned(page, () => swipe(320, 120));
  told.second = await see();
  await page.$eval("#page", (element) => element.scrollIntoView());
  await turned(page, () => swipe(120, 320));
  told.first = await see();
  await page.tap("#zoom");
  await settled(page);
  told.zoomed = await see();
  await page.evaluate((story) => { location.hash = `s-${story}`; }, plan.story);
  await settled(page);
  told.full = await page.evaluate(() => {
    const box = document.querySelector(".clip:target").getBoundingClientRect();
    return [box.left, box.top, box.width, box.height];
  });
  return told;
}

async function withoutScripts(browser) {
  const { page, complaints } = await visit(browser, { scripts: false });
  const see = () => page.evaluate(() => {
    const open = document.querySelector(".clip:target");
    return {
      path: location.pathname,
      open: open ? open.dataset.story : "",
      shown: open ? open.querySelector("[data-wire=b]").getBoundingClientRect().height > 0 : false,
      listed: document.querySelectorAll(".onpage h3 a").length,
    };
  });
  const told = { complaints, start: await see() };
  await page.click(`.onpage h3 a[href="#s-${plan.story}"]`);
  told.opened = await see();
  await page.click(".clip:target .close");
  told.closed = await see();
  await turned(page, () => page.click(".leaves a[rel=next]"));
  told.second = await see();
  await turned(page, () => page.click(".thumbs li:first-child a"));
  await turned(page, () => page.click("#zoom"));
  told.zoom = await page.evaluate(() => location.pathname);
  return told;
}

(async () => {
  const browser = await launch(plan);
  try {
    const told = { key: await byKey(browser), mouse: await byMouse(browser), finger: await byFinger(browser), bare: await withoutScripts(browser) };
    process.stdout.write(JSON.stringify(told));
  } finally {
    await browser.close();
  }
})();
