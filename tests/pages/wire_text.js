// wire-text/1 as a page's own document tells it: written after docs/reference/wire-text.md, for the reader's browser.
// The function is sent into the page, so it stands alone.

function wireText() {
  const skipped = new Set("script style template head iframe object embed svg figure media".split(" "));
  const blocks = new Set(
    ("p h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd td th caption blockquote pre div section article header footer table thead " +
      "tbody tr ul ol dl block body.content body address aside bq details fieldset figcaption fn footer form hr main " +
      "nav summary").split(" "),
  );
  const read = (root) => {
    const found = [];
    let text = "";
    const end = () => {
      const collapsed = text.replace(/[\t\n\f\r ]+/g, " ").replace(/^ | $/g, "");
      if (collapsed) found.push(collapsed);
      text = "";
    };
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data;
        if (child.nodeType !== Node.ELEMENT_NODE) continue;
        const name = child.localName;
        if (blocks.has(name)) end();
        if (name === "br") text += " ";
        if (!skipped.has(name) && child.dataset.wire !== "x") walk(child);
        if (blocks.has(name)) end();
      }
    };
    walk(root);
    end();
    return found;
  };
  const marked = (mark) => [...document.querySelectorAll(`[data-wire="${mark}"]`)].flatMap(read);
  const text = document.getElementById("agency-text");
  return {
    headline: marked("h").join(" "),
    blocks: marked("b"),
    meta: document.querySelector('meta[name="wire-text"]').content,
    visible: text.getBoundingClientRect().height > 0 && getComputedStyle(text).visibility === "visible",
    strangers: [...text.querySelectorAll("[class], [id], [style], [data-wire], script, button, svg")].map((one) =>
      one.outerHTML.slice(0, 90),
    ),
  };
}

module.exports = { wireText };
