// Takes pictures of the upper part of pages, as a reader of a README should see them.
// Reads one plan as JSON from standard input, writes one list of files as JSON to standard output.

const { readFileSync } = require("node:fs");
const { launch } = require("./chromium.js");

const plan = JSON.parse(readFileSync(0, "utf8"));

(async () => {
  const browser = await launch(plan);
  try {
    const page = await browser.newPage();
    for (const { path, file, height } of plan.pictures) {
      await page.setViewport({ width: 1280, height });
      await page.goto(plan.origin + path, { waitUntil: "networkidle0" });
      await page.reload({ waitUntil: "networkidle0" }); // faces that came late are used from the second look on
      await page.screenshot({ path: file });
    }
    process.stdout.write(JSON.stringify(plan.pictures.map((one) => one.file)));
  } finally {
    await browser.close();
  }
})();
