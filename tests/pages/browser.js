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
  const found = { requests: [], foreign: [], complaints: [], status: 0, html_bytes: 0, encoding: "" };
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
  found.encoding = answer.headers()["content-encoding"] || "";
  found.complaints.push(...(await page.evaluate(() => window.policyBreaks)));
  found.text_height = await page.evaluate(() => {
    const text = document.getElementById("agency-text");
    return text ? text.getBoundingClientRect().height : null;
  });
  await context.close();
  return found;
}

async function sideways(page, url) {
  const over = {};
  for (const [name, width, size] of [["320", 320, ""], ["360 at 200 %", 360, "200%"]]) {
    await page.setViewport({ width, height: 780 });
    await page.goto(url, { waitUntil: "networkidle0" });
    const found = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      const root = document.scrollingElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const wide = [...document.querySelectorAll("body *")].filter(
        (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
      );
      return { width: root.scrollWidth, elements: wide.slice(-4).map((element) => element.outerHTML.slice(0, 90)) };
    }, size);
    if (found) over[name] = found;
  }
  return over;
}

// Which fonts really drew the page, by the text they drew: a face of the reader's machine would show here.
async function strangeFonts(page) {
  const session = await page.createCDPSession();
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "body *" });
  const strange = new Map();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const font of fonts.filter((one) => !one.isCustomFont)) {
      if (strange.has(font.familyName)) continue;
      const { outerHTML } = await session.send("DOM.getOuterHTML", { nodeId });
      strange.set(font.familyName, outerHTML.replace(/\s+/g, " ").slice(0, 160));
    }
  }
  await session.detach();
  return Object.fromEntries(strange);
}

async function axeRun(page) {
  await page.evaluate(axeSource);
  const results = await page.evaluate((options) => axe.run(document, options), axeOptions);
  const short = (rules) =>
    rules.map((rule) => ({ rule: rule.id, nodes: rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
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

async function look(browser, kind) {
  const found = { kind: kind.name, path: kind.path, axe: {}, ...(await coldVisit(browser, kind)) };
  const context = await browser.createBrowserContext();
  for (const { width, scheme } of kind.modes === "one" ? MODES.slice(0, 1) : MODES) {
    const page = await open(context, { width, scheme });
    await page.goto(plan.origin + kind.path, { waitUntil: "networkidle0" });
    found.axe[`${width} ${scheme}`] = await axeRun(page);
    if (plan.screens && !kind.name.startsWith("notice-licence")) {
      mkdirSync(plan.screens, { recursive: true });
      await page.screenshot({ path: join(plan.screens, `${kind.name}-${width}-${scheme}.png`), fullPage: true });
    }
    if (width === 360 && scheme === "light") found.fonts = await strangeFonts(page);
    await page.close();
  }
  const page = await open(context);
  found.sideways = await sideways(page, plan.origin + kind.path);
  if (kind.story) found.text = await textWithoutScripts(context, kind);
  await context.close();
  return found;
}

(async () => {
  const browser = await launch(plan);
  try {
    const findings = [];
    for (const kind of plan.kinds) findings.push(await look(browser, kind));
    process.stdout.write(JSON.stringify(findings));
  } finally {
    await browser.close();
  }
})();
