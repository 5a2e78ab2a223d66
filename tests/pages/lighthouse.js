// Lighthouse, mobile, several runs of each page; the median run by its performance score is told.
// Reads one plan as JSON from standard input, writes one list as JSON to standard output.

const { readFileSync } = require("node:fs");
const { launch } = require("./chromium.js");

const plan = JSON.parse(readFileSync(0, "utf8"));
const SPARE = 4; // on a busy machine Lighthouse now and then loses the start of a trace, and asks to be run again
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

// How many times longer than their work the larger tasks of the pages took: on a machine with nothing else to do, about
// once. Others' work counts as the page's in Lighthouse, which knows only the clock on the wall.
function waiting(trace) {
  const names = trace.filter((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  const threads = new Set(names.map((event) => `${event.pid} ${event.tid}`));
  const tasks = trace.filter(
    (event) => event.dur > 10000 && /RunTask$/.test(event.name) && threads.has(`${event.pid} ${event.tid}`),
  );
  const sum = (key) => tasks.reduce((total, event) => total + (event[key] || 0), 0);
  return tasks.length ? Math.round((10 * sum("dur")) / Math.max(1, sum("tdur"))) / 10 : 1;
}

const short = (result, trace) => ({
  waiting: waiting(trace),
  scores: Object.fromEntries(CATEGORIES.map((name) => [name, result.categories[name].score])),
  lcp_ms: Math.round(result.audits["largest-contentful-paint"].numericValue),
  fcp_ms: Math.round(result.audits["first-contentful-paint"].numericValue),
  cls: result.audits["cumulative-layout-shift"].numericValue,
  tbt_ms: Math.round(result.audits["total-blocking-time"].numericValue),
  machine: Math.round(result.environment.benchmarkIndex), // Lighthouse calls a machine below 1000 slow
  bytes: result.audits["total-byte-weight"].numericValue,
  short_of: Object.values(result.audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && ["binary", "numeric"].includes(audit.scoreDisplayMode))
    .map((audit) => `${audit.id} ${audit.displayValue || audit.score}`),
});

(async () => {
  const { default: lighthouse } = await import("lighthouse");
  const browser = await launch(plan);
  const port = Number(new URL(browser.wsEndpoint()).port);
  try {
    const told = [];
    for (const kind of plan.kinds) {
      const runs = [];
      for (let tries = plan.runs + SPARE; runs.length < plan.runs; tries -= 1) {
        const { lhr, artifacts } = await lighthouse(plan.origin + kind.path, {
          port,
          logLevel: "silent",
          onlyCategories: CATEGORIES,
          // A notice is a page too; that its own status stands in the console is no error of it.
          ignoreStatusCode: kind.status !== 200,
          skipAudits: kind.status === 200 ? [] : ["errors-in-console"],
        });
        if (!lhr.runtimeError) runs.push(short(lhr, artifacts.Trace.traceEvents));
        else if (tries <= 1) throw new Error(`${kind.path}: ${lhr.runtimeError.message}`);
      }
      runs.sort((one, other) => one.scores.performance - other.scores.performance);
      told.push({ kind: kind.name, path: kind.path, ...runs[Math.floor(runs.length / 2)] });
    }
    process.stdout.write(JSON.stringify(told));
  } finally {
    await browser.close();
  }
})();
