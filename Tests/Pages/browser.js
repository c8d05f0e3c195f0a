// As much of a browser as the scripts of our pages use: elements by id, what was typed and clicked, and a network that
// says what a test told it to. What a script uses beyond it fails, so that it is added here on purpose.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

class Element {
  constructor(page, tag) {
    Object.assign(this, { page, tagName: tag.toUpperCase(), children: [], parent: null, listeners: {}, attributes: {},
      dataset: {}, value: "", className: "", hidden: false, text: "" });
    const names = new Set();
    this.classList = {
      toggle: (name, on) => (on ? names.add(name) : names.delete(name)),
      contains: (name) => names.has(name),
    };
  }

  get textContent() { return this.text + this.children.map((child) => child.textContent).join(""); }
  set textContent(words) { this.replaceChildren(); this.text = String(words); }

  append(...nodes) {
    for (const node of nodes) { node.parent = this; this.children.push(node); }
  }
  replaceChildren(...nodes) {
    // As in a browser: what is taken out of the page loses the focus.
    if (this !== this.page.active && this.contains(this.page.active)) this.page.active = this.page.body;
    this.children = [];
    this.append(...nodes);
  }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  addEventListener(name, act) { this.listeners[name] = act; }
  contains(node) {
    for (let one = node; one; one = one.parent) if (one === this) return true;
    return false;
  }
  all(test) { return this.children.flatMap((child) => [...(test(child) ? [child] : []), ...child.all(test)]); }
  querySelector(tag) { return this.all((one) => one.tagName === tag.toUpperCase())[0] ?? null; }
  focus() { this.page.active = this; }
  blur() { this.page.active = this.page.body; }
  click() { return this.listeners.click?.({ preventDefault() {} }); }
  submit() { return this.listeners.submit({ preventDefault() {} }); }
}

/** A page of ours: `name` of its files, `answer` what the network says to a request. */
class Page {
  constructor(folder, name, answer) {
    const root = path.join(__dirname, "..", "..", "Sources", folder, "Page");
    this.now = 1_000_000;
    this.requests = [];
    this.timeouts = [];
    this.intervals = [];
    this.beeps = 0;
    this.body = new Element(this, "body");
    this.active = this.body;
    const html = fs.readFileSync(path.join(root, `${name}.html`), "utf8");
    for (const [, tag, rest] of html.matchAll(/<(\w+)([^>]*\sid="[^>]*)>/g)) {
      const made = new Element(this, tag);
      made.id = /\sid="([^"]+)"/.exec(rest)[1];
      made.value = /\svalue="([^"]*)"/.exec(rest)?.[1] ?? "";
      made.hidden = / hidden\b/.test(rest);
      this.body.append(made);
    }
    const page = this;
    const document = {
      body: this.body,
      get activeElement() { return page.active; },
      createElement: (tag) => new Element(page, tag),
      getElementById: (id) => page.body.all((one) => one.id === id)[0] ?? null,
      querySelectorAll: (tag) => page.body.all((one) => one.tagName === tag.toUpperCase()),
    };
    const fetch = async (address, options = {}) => {
      const asked = { method: "GET", headers: {}, ...options, address };
      page.requests.push(asked);
      return answer(asked);
    };
    this.context = vm.createContext({
      document, fetch, setTimeout: (act) => page.timeouts.push(act), setInterval: (act) => page.intervals.push(act),
      AbortController, AbortSignal, TextDecoderStream,
      AudioContext: class {
        destination = "ears";
        currentTime = 0;
        createOscillator() { return { connect() {}, start() { page.beeps += 1; }, stop() {} }; }
      },
      Date: { now: () => page.now }, performance: { now: () => page.now },
    });
    vm.runInContext(fs.readFileSync(path.join(root, `${name}.js`), "utf8"), this.context, { filename: `${name}.js` });
  }

  get(id) { return this.body.all((one) => one.id === id)[0]; }
  text(id) { return this.get(id).textContent; }
  button(id, words) {
    return this.get(id).all((one) => one.tagName === "BUTTON" && one.textContent === words)[0];
  }
  labelled(id, words) {
    return this.get(id).all((one) => one.attributes["aria-label"] === words)[0];
  }

  /** Types a key where the focus is, as a browser would take it. */
  type(key) {
    if (this.active.tagName === "BUTTON") return key === " " ? this.active.click() : undefined;
    if (this.active.tagName === "INPUT") this.active.value += key;
  }

  /** Lets everything that waits for an answer go on. */
  async settle() { for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done)); }

  /** Milliseconds pass, and whatever waited for time runs once. */
  async pass(milliseconds) {
    this.now += milliseconds;
    for (const act of [...this.timeouts.splice(0), ...this.intervals]) act();
    await this.settle();
  }
}

/** An answer of JSON. */
function json(value, status = 200) {
  return { ok: status < 400, status, json: async () => value };
}

/** A stream of events that a test feeds. */
function events() {
  let feed;
  const body = new ReadableStream({ start: (controller) => { feed = controller; } });
  const say = (text) => feed.enqueue(new TextEncoder().encode(text));
  return {
    answer: { ok: true, status: 200, body },
    say,
    tell: (name, value) => say(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`),
    end: () => feed.close(),
  };
}

module.exports = { Page, json, events };
