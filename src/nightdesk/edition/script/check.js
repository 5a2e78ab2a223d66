// The Check button of a story's proof page. It takes the story's page as it is served, works out its wire-text/1, and
// follows it to the log: commitments, leaf, inclusion, signed checkpoint. It asks for static files of this site alone.
//
// The proof page holds:
//   #check           data-state (ready, then busy, same, newer, other, unable), data-n (the text this page speaks of),
//                    data-story (the story's folder, "../"), data-log ("/log/"), data-zone, data-digits ("0123456789")
//   #check path.holes         the tape; it is punched anew where the text found is another
//   #check-button    data-busy, data-again: its words while and after checking
//   #check-says      role="status": takes the sentence
//   #check-steps li  four: text read, digest, log entry, signed checkpoint; each gets the class "done"
//   #check-words [data-say=…] (hidden) the sentences, markup and all: busy, same, newer, other, unable, and where wanted
//                    unsigned (this browser knows no Ed25519) and gone (withdrawn), else unable stands in.
//                    An empty <time> in a sentence takes the hour of the check.
"use strict";
(() => {
  const box = document.getElementById("check");
  const button = document.getElementById("check-button");
  const words = document.getElementById("check-words");
  const steps = document.querySelectorAll("#check-steps li");
  const folder = new URL(box.dataset.story || "../", location.href);
  const log = new URL(box.dataset.log || "/log/", location.href);

  const fail = (state) => { throw Object.assign(new Error(state), { state }); };
  const must = (holds) => holds || fail("other");
  const bytes = async (...parts) => new Uint8Array(await new Blob(parts).arrayBuffer());
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes(...parts)));
  const tag = (number) => Uint8Array.of(number);
  const hex = (content) => [...content].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const unhex = (text) => Uint8Array.from(must(/^(?:[0-9a-f]{2})+$/.test(text) && text.match(/../g)), (two) => parseInt(two, 16));
  const json = (text) => { try { return JSON.parse(text); } catch { return fail("other"); } };

  function unbase64(text) {
    must(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text));
    const letters = atob(text);
    must(letters && btoa(letters) === text);
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  }

  async function file(address) {
    const answer = await fetch(address, { cache: "no-cache" }).catch(() => fail("unable"));
    if (!answer.ok) fail("unable");
    const content = await answer.arrayBuffer().catch(() => fail("unable"));
    try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content); } catch { return fail("other"); }
  }

  // Trusted Types forbid DOMParser; a document that arrives as one needs no policy, and runs no scripts.
  const story = () => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unable = () => reject(Object.assign(new Error(), { state: [410, 451].includes(request.status) ? "gone" : "unable" }));
    request.open("GET", folder);
    request.responseType = "document";
    request.setRequestHeader("Cache-Control", "no-cache");
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : unable());
    request.onerror = unable;
    request.send();
  });

  // ---- wire-text/1
  const SKIPPED = /^(?:script|style|template|head|iframe|object|embed|svg|figure|media)$/;
  const BLOCK = new RegExp("^(?:p|h[1-6]|hl[12]|li|d[tdl]|t[dhr]|caption|blockquote|pre|div|section|article|header|footer|table|" +
    "thead|tbody|[uo]l|block|body|address|aside|bq|details|fieldset|figcaption|fn|form|hr|main|nav|summary)$");

  const INSIDE = /^(?:p|h[1-6]|[uo]l|li|d[tdl]|blockquote|pre|hr|table|caption|t(?:head|body|foot|r|h|d)|div|a|span|br|[bi]|em|strong|su[bp])$/;

  const OWN = { a: /^(?:href|rel)$/, span: /^(?:lang|dir)$/ };
  const RIGHT_TO_LEFT = /^(?![-\w]*-(?:latn|deva)\b)(?:ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi|[-\w]*-(?:arab|hebr))\b/i;

  // What hides, turns or adds words does not stand in the agency's elements: the walk below takes no notice of it.
  function ownOnly(root) {
    const headline = root.dataset.wire === "h";
    const extra = headline ? (/[^\t\n\f\r ]/.test(root.textContent) ? "" : "hidden") : "id";
    must(root.getAttributeNames().every((name) => name === extra || /^(?:data-wire|class|lang|dir)$/.test(name)));
    must(/^(?:wire|text|long| )*$/.test(root.getAttribute("class") || ""));
    must([null, RIGHT_TO_LEFT.test(root.getAttribute("lang") || "") ? "rtl" : "ltr"].includes(root.getAttribute("dir")));
    for (const inner of root.querySelectorAll("*"))
      must(!headline && INSIDE.test(inner.localName) && inner.getAttributeNames().every((name) => OWN[inner.localName]?.test(name)));
  }

  function blocksOf(root) {
    ownOnly(root);
    const blocks = [""];
    (function walk(node) {
      for (const child of node.childNodes) {
        if (child.nodeType === 3) blocks[blocks.length - 1] += child.data;
        if (child.nodeType !== 1) continue;
        const edge = BLOCK.test(child.localName) ? [""] : [];
        blocks.push(...edge);
        if (child.localName === "br") blocks[blocks.length - 1] += " ";
        if (!SKIPPED.test(child.localName) && child.dataset.wire !== "x") walk(child);
        blocks.push(...edge);
      }
    })(root);
    return blocks.map((block) => block.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "")).filter(Boolean);
  }

  // ---- the log
  const sorted = (value) => (value && typeof value === "object"
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value);
  const canonical = (value) => JSON.stringify(sorted(value));
  const FIELDS = "head,label,parser,prev,raw,recv,ref,shown,story,t,text,url,v,ver,why,wire";

  async function commitment(field, salt, content) {
    must(typeof salt === "string" && salt.length === 32);
    return hex(await sha256(tag(1), field, tag(0), unhex(salt), content));
  }

  async function rootOf(leaf, index, size, path) {  // RFC 9162, 2.1.3.2
    let [root, here, last] = [await sha256(tag(0), leaf), index, size - 1];
    const up = () => { here = Math.floor(here / 2); last = Math.floor(last / 2); };
    must(here <= last);
    for (const sibling of path) {
      must(last);
      const fromLeft = here % 2 || here === last;
      root = await (fromLeft ? sha256(tag(1), sibling, root) : sha256(tag(1), root, sibling));
      while (fromLeft && here && here % 2 === 0) up();
      up();
    }
    must(last === 0);
    return hex(root);
  }

  const NOTE = /^(([^\n]+)\n(0|[1-9]\d{0,14})\n([^\n]+)\n(?:[^\n]+\n)*)\n((?:— [^\s+]+ [A-Za-z0-9+/=]+\n){1,64})$/;

  async function opened(text, keys, fits = () => {}) { // a C2SP checkpoint: what it says, then who signed it
    const [, note, origin, digits, encoded, lines] = must(!/[\0-\x09\x0b-\x1f]/.test(text) && NOTE.exec(text));
    const [size, root] = [Number(digits), hex(unbase64(encoded))];
    await fits(size, root);
    let signed = false;
    for (const line of lines.trim().split("\n")) {
      const [, name, said] = line.split(" ");
      const signature = unbase64(said);
      for (const known of keys.filter((key) => key.name === origin && name === origin && key.id === hex(signature.slice(0, 4)))) {
        const key = await crypto.subtle.importKey("raw", known.key, "Ed25519", false, ["verify"])
          .catch((error) => fail(error.name === "NotSupportedError" ? "unsigned" : "other"));
        must(await crypto.subtle.verify("Ed25519", key, signature.slice(4), await bytes(note)));
        signed = true;
      }
    }
    must(signed);
    return { size, root };
  }

  async function readKey(line) {
    const [, name, id, encoded] = must(/^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line));
    const content = unbase64(encoded);
    must(hex((await sha256(name, "\n", content)).slice(0, 4)) === id);
    return content[0] === 1 ? [{ name, id, key: content.slice(1) }] : [];
  }

  // ---- the check, step by step
  async function check(done) {
    if (!crypto.subtle) fail("unsigned");
    const page = await story();
    const one = (selector) => { const found = page.querySelectorAll(selector); must(found.length === 1); return found[0]; };
    const marked = one("[data-wire=h]");
    const headline = blocksOf(marked).join(" ");
    must((marked.localName === "h1" || !headline) && one("[data-wire=b]") === one("div#agency-text"));
    const blocks = blocksOf(one("[data-wire=b]"));
    done();
    const text = await bytes(["wire-text/1", headline, ...blocks].map((line) => line + "\n").join(""));
    const digest = hex(await sha256(text));
    punch(digest);
    must(one("meta[name=wire-text]").content === digest);
    done();

    const told = json(one("script#wire-leaf").textContent);
    must(told && Object.keys(told).sort().join() === "leaf,n,salts" && typeof told.leaf === "string" && told.salts);
    must(Number.isInteger(told.n) && (told.n !== Number(box.dataset.n) || digest === box.dataset.digest));
    const leaf = json(told.leaf);
    must(leaf && canonical(leaf) === told.leaf && Object.keys(leaf).join() === FIELDS && leaf.v === 1);
    must(/^(?:publish|update|correct|restore|release)$/.test(leaf.t) && leaf.text && leaf.head);
    must(leaf.text.len === text.length && leaf.text.blocks === blocks.length);
    must(leaf.text.c === (await commitment("text", told.salts.text, text)));
    must(leaf.head.c === (await commitment("head", told.salts.head, headline)));
    const { guid, version } = one("article[data-guid]").dataset;
    must((leaf.story === guid || leaf.story === "sha256:" + hex(await sha256(guid))) && leaf.ver === version);
    const place = must(/^https?:\/\/[^?#]+(\/[^/?#]+\/)(?:[^/?#]*-)?([^-/?#]+)\/$/.exec(one("link[rel=canonical]").getAttribute("href")));
    must(leaf.url === place[1] + place[2]);
    const { leaves } = json(await file(new URL("versions.json", folder)));
    const entry = leaves.find((other) => other.n === told.n) || fail("unable");
    must(entry.leaf === told.leaf);
    must(canonical(entry.salts || fail("gone")) === canonical(told.salts));
    done();

    const proof = await file(new URL(`v${told.n}.tlog-proof`, folder));
    const form = /^c2sp\.org\/tlog-proof@v1\nindex (0|[1-9]\d{0,14})\n((?:[^\n]{44}\n){0,63})\n([^]*)$/;
    const [, index, path, note] = must(form.exec(proof));
    const lines = (await file(new URL("vkey", log))).split(/\s+/).filter(Boolean);
    const keys = (await Promise.all(lines.map(readKey))).flat();
    const climb = (size) => rootOf(told.leaf, Number(index), size, path.split("\n").slice(0, -1).map(unbase64));
    const then = await opened(note, keys, async (size, root) => must((await climb(size)) === root));
    const now = await opened(await file(new URL("checkpoint", log)), keys);
    if (now.size < then.size) fail("unable"); // an old copy somewhere on the way; if it stays so, a monitor will say so
    must(now.size > then.size || now.root === then.root);
    done();
    const newest = Math.max(...leaves.map((other) => other.n || 0));
    return newest > Math.min(told.n, Number(box.dataset.n) || told.n) ? "newer" : "same";
  }

  // ---- what the reader sees
  function punch(digest) {
    const bits = [...digest + "0"].map((letter) => parseInt(letter, 16).toString(2).padStart(4, "0")).join("");
    const holes = [...bits].map((bit, at) => (bit === "1" ? `M${3 + 6 * Math.floor(at / 5)} ${[5, 11, 23, 29, 35][at % 5]}h0` : ""));
    box.querySelector("path.holes")?.setAttribute("d", holes.join(""));
  }

  function hour() {
    const form = { timeStyle: "medium", hourCycle: "h23", timeZone: box.dataset.zone || undefined };
    const digits = [...(box.dataset.digits || "0123456789")];
    return new Intl.DateTimeFormat("en-GB", form).format().replace(/\d/g, (digit) => digits[digit]);
  }

  function say(state) {
    const sentence = (words.querySelector(`[data-say=${state}]`) || words.querySelector("[data-say=unable]")).cloneNode(true);
    for (const time of sentence.querySelectorAll("time:empty")) time.textContent = hour();
    box.dataset.state = ["unsigned", "gone"].includes(state) ? "unable" : state;
    document.getElementById("check-says").replaceChildren(...sentence.childNodes);
    button.textContent = state === "busy" ? button.dataset.busy : button.dataset.again;
    button.setAttribute("aria-disabled", String(state === "busy"));
  }

  button.addEventListener("click", async () => {
    if (box.dataset.state === "busy") return;
    say("busy");
    steps.forEach((step) => step.classList.remove("done"));
    let at = 0;
    say(await check(() => steps[at++]?.classList.add("done")).catch((error) => error.state || "unable"));
  });
})();
