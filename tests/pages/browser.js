// Looks at pages in Chromium: accessibility, security policy, requests, widths, fonts, text without scripts, pictures.
// Reads one plan as JSON from standard input, writes one finding list as JSON to standard output.

const { createHash } = require("node:crypto");
const { readFileSync, mkdirSync } = require("node:fs");
const { join } = require("node:path");
const { axeOptions, launch } = require("./chromium.js");
const { wireText } = require("./wire_text.js");

const plan = JSON.parse(readFileSync(0, "utf8"));
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const MODES = [360, 1280].flatMap((width) => ["light", "dark"].map((scheme) => ({ width, scheme })));

async function open(context, { width = 1280, scheme = "light", scripts = true } = {}) {
  const page = await context.newPage();
  await page.setViewport({ width, height: width < 700 ? 780 : 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setJavaScriptEnabled(scripts);
  return page;
}

// One cold visit: what was asked for, what the policy or the console complained of, and the weight on the line.
async function coldVisit(browser, kind) {
  const context = await browser.createBrowserContext();
  const page = await open(context);
  const found = { requests: [], foreign: [], complaints: [], status: 0 };
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith(plan.origin + "/")) found.requests.push(url.slice(plan.origin.length));
    else if (!url.startsWith("data:")) found.foreign.push(url);
  });
  page.on("console", (message) => {
    const ownStatus = message.text().startsWith("Failed to load resource") && kind.status >= 400;
    if (["error", "warn"].includes(message.type()) && !ownStatus) found.complaints.push(message.text());
  });
  page.on("pageerror", (error) => found.complaints.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    window.policyBreaks = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.policyBreaks.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const answer = await page.goto(plan.origin + kind.path, { waitUntil: "networkidle0" });
  found.status = answer.status();
  found.complaints.push(...(await page.evaluate(() => window.policyBreaks)));
  await context.close();
  return found;
}

// What sticks out to the side, with every `details` opened.
async function sideways(page, width) {
  await page.setViewport({ width, height: 780 });
  return page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const wide = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    return { width: root.scrollWidth, elements: wide.slice(-4).map((element) => element.outerHTML.slice(0, 90)) };
  });
}

// Which of our own words or the agency's were drawn by a font of this machine: there our faces lack a letter. Urdu is
// the reader's own by design, tabular text is set in the reader's monospace, and no face of ours has pictures.
async function strangeFonts(page) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body *")) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
      const language = element.closest("[lang]").getAttribute("lang").slice(0, 2);
      const theirs = ["ur", "ar"].includes(language) || element.closest("pre, code, kbd, samp") !== null;
      if (own.trim() && !theirs && !/\p{Extended_Pictographic}/u.test(own)) element.setAttribute("data-own", "");
    }
  });
  const session = await page.createCDPSession();
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "[data-own]" });
  const strange = {};
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const font of fonts.filter((one) => !one.isCustomFont && !(one.familyName in strange))) {
      const { outerHTML } = await session.send("DOM.getOuterHTML", { nodeId });
      if (!/\p{Extended_Pictographic}/u.test(outerHTML)) strange[font.familyName] = outerHTML.slice(0, 160);
    }
  }
  await session.detach();
  return strange;
}

// Our faces are optional: a browser that waited too long for one draws that view with the machine's, and has ours in its
// cache for the next. A letter that no face of ours has is missing in every view.
async function missingLetters(page) {
  let strange = await strangeFonts(page);
  for (let again = 0; again < 3 && Object.keys(strange).length; again += 1) {
    await page.reload({ waitUntil: "networkidle0" });
    await page.evaluate(() => document.fonts.ready);
    const now = await strangeFonts(page);
    strange = Object.fromEntries(Object.entries(now).filter(([font]) => font in strange));
  }
  return strange;
}

async function axeRun(page) {
  await page.evaluate(axeSource);
  const results = await page.evaluate((options) => axe.run(document, options), axeOptions);
  const short = (rules) =>
    rules.map((rule) => ({
      rule: rule.id,
      nodes: rule.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}: ${node.any.map((one) => one.message).join(" ")}`),
    }));
  return { violations: short(results.violations), incomplete: short(results.incomplete) };
}

async function textWithoutScripts(context, kind) {
  const page = await open(context, { scripts: false });
  await page.goto(plan.origin + kind.path, { waitUntil: "load" });
  const told = await page.evaluate(wireText);
  await page.close();
  const lines = ["wire-text/1", told.headline, ...told.blocks];
  const digest = createHash("sha256").update(lines.map((line) => `${line}\n`).join("")).digest("hex");
  return { same: digest === told.meta, blocks: told.blocks.length, visible: told.visible, strangers: told.strangers };
}

async function look(browser, large, kind) {
  const found = { kind: kind.name, path: kind.path, axe: {}, sideways: {}, ...(await coldVisit(browser, kind)) };
  const url = plan.origin + kind.path;
  const context = await browser.createBrowserContext();
  for (const { width, scheme } of plan.brief ? MODES.slice(0, 1) : MODES) {
    const page = await open(context, { width, scheme });
    await page.goto(url, { waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
    if (plan.screens) {
      mkdirSync(plan.screens, { recursive: true });
      const file = `${plan.prefix || ""}${kind.name}-${width}-${scheme}.png`;
      await page.screenshot({ path: join(plan.screens, file), fullPage: true });
    }
    found.axe[`${width} ${scheme}`] = await axeRun(page);
    if (width === 360 && scheme === "light") {
      const over = await sideways(page, 320);
      if (over) found.sideways["320"] = over;
      await page.setViewport({ width, height: 780 });
      found.axe["360 light, all opened"] = await axeRun(page);
      found.fonts = await missingLetters(page);
    }
    await page.close();
  }
  const page = await open(await large.createBrowserContext(), { width: 360 });
  await page.goto(url, { waitUntil: "load" });
  const over = await sideways(page, 360);
  if (over) found.sideways["360, letters twice as large"] = over;
  await page.browserContext().close();
  if (kind.story) found.text = await textWithoutScripts(context, kind);
  await context.close();
  return found;
}

(async () => {
  const browser = await launch(plan);
  const large = await launch(plan, ["--blink-settings=defaultFontSize=32"]);
  try {
    const findings = [];
    for (const kind of plan.kinds) {
      findings.push(await look(browser, large, kind));
    }
    process.stdout.write(JSON.stringify(findings));
  } finally {
    await Promise.all([browser.close(), large.close()]);
  }
})();
