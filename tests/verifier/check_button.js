// Presses the Check button of each proof page in Chromium, and says what a reader would see and what the browser asked for.
// Reads one plan as JSON from standard input, writes the findings as JSON to standard output.

const { readFileSync } = require("node:fs");
const { launch } = require("../pages/chromium.js");

const plan = JSON.parse(readFileSync(0, "utf8"));

// An older browser: WebCrypto is there, Ed25519 is not.
function withoutEd25519() {
  const known = SubtleCrypto.prototype.importKey;
  SubtleCrypto.prototype.importKey = function importKey(format, key, algorithm, ...more) {
    if (algorithm === "Ed25519") return Promise.reject(new DOMException("unknown", "NotSupportedError"));
    return known.call(this, format, key, algorithm, ...more);
  };
}

async function press(page, one) {
  const requests = [];
  const complaints = [];
  const listeners = {
    request: (request) => requests.push(request.url()),
    console: (message) => /Failed to load resource/.test(message.text()) || complaints.push(message.text()),
    pageerror: (error) => complaints.push(String(error)),
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  await page.bringToFront();
  await page.goto(plan.origin + one.path, { waitUntil: "load" });
  const before = await page.$eval("#check", (box) => box.dataset.state);
  await page.click("#check-button");
  await page.waitForFunction(() => !["ready", "busy"].includes(document.getElementById("check").dataset.state), { timeout: 20000 });
  const after = await page.evaluate(() => ({
    state: document.getElementById("check").dataset.state,
    says: document.getElementById("check-says").textContent.trim(),
    done: document.querySelectorAll("#check-steps .done").length,
    holes: document.querySelector("#check path.holes").getAttribute("d"),
    button: document.getElementById("check-button").textContent,
    waits: document.getElementById("check-button").getAttribute("aria-disabled"),
  }));
  for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
  return { ...after, before, requests, complaints };
}

(async () => {
  const browser = await launch(plan);
  try {
    const findings = [];
    const [today, before] = [await browser.newPage(), await browser.newPage()];
    await before.evaluateOnNewDocument(withoutEd25519);
    for (const one of plan.cases) findings.push(await press(one.old ? before : today, one));
    process.stdout.write(JSON.stringify(findings));
  } finally {
    await browser.close();
  }
})();
