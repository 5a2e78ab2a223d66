// How Chromium is started for every check, and which rules axe judges by.

const puppeteer = require("puppeteer-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--hide-scrollbars",
];

const axeOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
};

const launch = (plan, more = []) =>
  puppeteer.launch({ executablePath: plan.chromium, headless: true, args: [...FLAGS, ...more], protocolTimeout: 180000 });

module.exports = { axeOptions, launch };
