// Presses Check on every proof page it is given, in one browser; prints how each ended, one JSON object.
const { readFileSync } = require("fs");
const puppeteer = require("puppeteer-core");

const plan = JSON.parse(readFileSync(0, "utf8"));
const TABS = 4;

(async () => {
  const browser = await puppeteer.launch({ executablePath: plan.chromium, headless: true, args: ["--no-sandbox", "--disable-gpu"] });
  const ended = {};
  const left = [...plan.addresses];
  const work = async () => {
    const tab = await browser.newPage();
    while (left.length) {
      const address = left.pop();
      await tab.goto(address, { waitUntil: "domcontentloaded" });
      await tab.waitForSelector("#check-button");
      await tab.evaluate(() => document.getElementById("check-button").click());
      await tab.waitForFunction(() => !["ready", "busy"].includes(document.getElementById("check").dataset.state), { timeout: 20000, polling: 50 });
      ended[address] = await tab.$eval("#check", (box) => box.dataset.state);
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  await browser.close();
  console.log(JSON.stringify(ended));
})();
