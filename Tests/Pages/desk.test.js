// What the desk's script does with what the desk says, and what an agent's keys and clicks become.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Page, json, events } = require("./browser.js");

const standing = (state, work = [], more = {}) => ({ agent: "A001", tier: 1, state, work, ...more });
const offered = { contact: "C1-42", channel: "secure_message", phase: "offered", offer: "O1-77" };
const made = { offer: "O1-77", contact: "C1-42", class: "general" };

/** A desk at which A001 has signed in. */
async function desk(refusal) {
  const streams = [];
  const page = new Page("Roles/AgentDesk/Web", "desk", ({ address }) => {
    if (address.endsWith("/sign-in")) return json({ session: "s-1", status: "accepted" }, 201);
    if (address.endsWith("/events")) { streams.push(events()); return streams.at(-1).answer; }
    return refusal ? json({ error: refusal }, 422) : json({ status: "accepted" }, 202);
  });
  page.get("agent").value = "A001";
  page.get("token").value = "secret";
  await page.get("sign-in").submit();
  await page.settle();
  return { page, streams, stream: streams[0], sent: () => page.requests.filter((one) => one.method === "POST") };
}

async function told(page, stream, name, value) {
  stream.tell(name, value);
  await page.settle();
}

test("signing in opens the desk and follows the agent's events, the token in a header and in no address", async () => {
  const { page } = await desk();
  assert.equal(page.get("signed-in").hidden, false);
  assert.equal(page.get("sign-in").hidden, true);
  assert.match(page.text("link"), /attached/);
  assert.deepEqual(page.requests.map((one) => one.address), ["/v1/agents/A001/sign-in", "/v1/agents/A001/events"]);
  for (const one of page.requests) assert.equal(one.headers.Authorization, "Bearer secret");
});

test("an offer is shown with its class and accepted by its button, under the session", async () => {
  const { page, stream, sent } = await desk();
  await told(page, stream, "offerMade", made);
  await told(page, stream, "agentStateChanged", standing("offered", [offered]));
  assert.match(page.text("offers"), /secure message C1-42 general/);
  await page.button("offers", "Accept").click();
  const last = sent().at(-1);
  assert.equal(last.address, "/v1/agents/A001/offers/O1-77/accept");
  assert.equal(last.headers["Tierline-Session"], "s-1");
});

test("an event that comes in pieces is one event", async () => {
  const { page, stream } = await desk();
  const text = `: keep-alive\n\nevent: agentStateChanged\ndata: ${JSON.stringify(standing("ready"))}\n\n`;
  for (const part of [text.slice(0, 20), text.slice(20, 60), text.slice(60)]) { stream.say(part); await page.settle(); }
  assert.equal(page.text("standing"), "A001: ready");
});

test("work is shown by phase with what can be done in it, and what was said of its inquiries is sent", async () => {
  const { page, stream, sent } = await desk();
  await told(page, stream, "agentStateChanged", standing("engaged", [{ ...offered, phase: "inService" }]));
  assert.match(page.text("work"), /C1-42, secure message, in service/);
  await page.button("work", "Resolved, member objects").click();
  assert.deepEqual(JSON.parse(sent().at(-1).body),
    { dispositions: [{ index: 1, result: "resolved", acceptance: "objected" }] });
  await told(page, stream, "agentStateChanged", standing("wrap_up", [{ ...offered, phase: "wrapUp" }]));
  assert.equal(page.button("work", "Hold"), undefined);
  assert.ok(page.button("work", "Wrap-up ended"));
});

test("13.B11: what became of an inquiry after its contact, and whose it is, is said under the contact", async () => {
  const { page, stream, sent } = await desk();
  await told(page, stream, "agentStateChanged", standing("ready"));
  Object.assign(page.get("later-contact"), { value: "C1-7" });
  Object.assign(page.get("later-inquiry"), { value: "2" });
  Object.assign(page.get("later-means"), { value: "letter" });
  await page.button("later-results", "Resolved, member accepts").click();
  assert.equal(sent().at(-1).address, "/v1/agents/A001/contacts/C1-7/follow-up");
  assert.deepEqual(JSON.parse(sent().at(-1).body),
    { inquiry: 2, by: "letter", result: "resolved", acceptance: "accepted" });
  Object.assign(page.get("later-member"), { value: "m-1" });
  Object.assign(page.get("later-issue"), { value: "i-1" });
  await page.get("later-identify").click();
  assert.equal(sent().at(-1).address, "/v1/agents/A001/contacts/C1-7/identity");
  assert.deepEqual(JSON.parse(sent().at(-1).body), { inquiry: 2, member: "m-1", issue: "i-1" });
});

test("13.B10: who wrote is answered by a reply that is sent, or otherwise with proof", async () => {
  const { page, stream, sent } = await desk();
  await told(page, stream, "agentStateChanged", standing("wrap_up", [{ ...offered, phase: "wrapUp" }]));
  await page.button("work", "Send the reply").click();
  assert.equal(sent().at(-1).address, "/v1/agents/A001/contacts/C1-42/reply");
  page.labelled("work", "answered by").value = "letter";
  page.labelled("work", "evidence of the answer").value = "copy-1";
  await page.button("work", "Resolved otherwise").click();
  assert.deepEqual(JSON.parse(sent().at(-1).body),
    { dispositions: [{ index: 1, result: "resolved", answered_by: "letter", evidence: "copy-1" }] });
  await told(page, stream, "agentStateChanged",
    standing("engaged", [{ ...offered, channel: "phone", phase: "inService" }]));
  for (const name of ["Send the reply", "Resolved otherwise"]) assert.equal(page.button("work", name), undefined);
  Object.assign(page.get("later-contact"), { value: "C1-42" });
  Object.assign(page.get("later-means"), { value: "call" });
  Object.assign(page.get("later-evidence"), { value: "recording-1" });
  await page.button("later-results", "Resolved").click();
  assert.equal(JSON.parse(sent().at(-1).body).evidence, "recording-1");
});

test("13.A7: that the matter was answered is said by a button of its own, to the member or the referrer", async () => {
  const { page, stream, sent } = await desk();
  await told(page, stream, "agentStateChanged", standing("engaged", [{ ...offered, phase: "inService" }]));
  await page.button("work", "Answered the member").click();
  assert.equal(sent().at(-1).address, "/v1/agents/A001/contacts/C1-42/respond");
  assert.deepEqual(JSON.parse(sent().at(-1).body), { to: "member" });
  await told(page, stream, "agentStateChanged", standing("wrap_up", [{ ...offered, phase: "wrapUp" }]));
  await page.button("work", "Answered the referrer").click();
  assert.deepEqual(JSON.parse(sent().at(-1).body), { to: "referrer" });
});

test("13.A7: a tone sounds at the desk and says of what it is", async () => {
  const { page, stream } = await desk();
  await told(page, stream, "toneSounded", { contact: "C1-42", threshold: "20s" });
  assert.equal(page.beeps, 1);
  assert.equal(page.text("note"), "C1-42: 20s passed");
});

test("what the desk refuses is told in the machine's words, or by field and what was expected", async () => {
  const first = await desk({ reason: "C1-42 is open" });
  await first.page.get("sign-out").click();
  assert.equal(first.page.text("note"), "C1-42 is open");
  const second = await desk({ field: "reason", value: "absent", expected: "a word" });
  await second.page.get("not-ready").click();
  assert.equal(second.page.text("note"), "reason is absent, expected a word");
});

test("who is signed out elsewhere is shown the sign-in again; whom the roster moved is not", async () => {
  const { page, stream } = await desk();
  await told(page, stream, "agentStateChanged", standing("ready"));
  await told(page, stream, "agentStateChanged", standing("signed_out", [], { reason: "off_roster" }));
  assert.equal(page.get("signed-in").hidden, false);
  await told(page, stream, "agentStateChanged", standing("signed_out"));
  assert.equal(page.get("signed-in").hidden, true);
});

test("a desk that ends the stream is told and attached to again", async () => {
  const { page, streams, stream } = await desk();
  stream.end();
  await page.settle();
  assert.match(page.text("link"), /not attached: what is shown may be old/);
  await page.pass(1000);
  assert.equal(streams.length, 2);
  assert.match(page.text("link"), /\u25CF attached/);
});

test("what comes from outside is text and never markup", async () => {
  const { page, stream } = await desk();
  await told(page, stream, "requestRefused", { request: "hold", reason: "<img src=x>", items: [] });
  assert.equal(page.text("note"), "hold: <img src=x> ");
  assert.equal(page.get("note").children.length, 0);
});

test("a typed space does not answer a call: an offer leaves the focus with whoever is typing", async () => {
  const { page, stream, sent } = await desk();
  page.get("reason").value = "team";
  page.get("reason").focus();
  const before = sent().length;
  await told(page, stream, "agentStateChanged", standing("offered", [offered]));
  for (const key of " talk") page.type(key);
  await page.settle();
  assert.equal(sent().length, before);
  assert.equal(page.get("reason").value, "team talk");
});

test("an offer takes the focus of an agent who types nothing", async () => {
  const { page, stream } = await desk();
  await told(page, stream, "agentStateChanged", standing("offered", [offered]));
  assert.equal(page.active, page.button("offers", "Accept"));
});

test("a frozen desk is shown: silence longer than its keep-alive is told, and its end too", async () => {
  const { page, stream } = await desk();
  await page.pass(15_000);
  assert.match(page.text("link"), /\u25CF attached/);
  await page.pass(6_000);
  assert.match(page.text("link"), /silent: what is shown may be old/);
  stream.say(": keep-alive\n\n");
  await page.settle();
  await page.pass(500);
  assert.match(page.text("link"), /\u25CF attached/);
});
