// What the wallboard's script makes of the console's state, and of a person's acknowledgement.
"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Page, json } = require("./browser.js");

const alarm = { alarm: 7, clock: "answer", threshold: "60s", contact: "C1-42", count: 4, recipient: "lead-tier-1",
  at: "2026-01-05T09:00:00.000000Z", overdue: false };
const state = {
  now: "2026-01-05T09:01:40.000000Z",
  queues: [
    { tier: 1, class: "general", waiting: 4, oldest_wait_s: 61 },
    { tier: 1, class: "urgent", waiting: 2, oldest_wait_s: 9 },
    { tier: 2, class: "general", waiting: 0, oldest_wait_s: 0 },
  ],
  agent_counts: [{ tier: 1, state: "not_ready", count: 3 }],
  agents: [{ tier: 1, agent: "A001", state: "ready", for_s: 3700 }],
  alarms: [alarm],
  unqueued_items: 2,
  concerns: [{ kind: "growing_lag", station: "tier-1", for_s: 4, evidence: "the lag grew" }],
  stations: [{ name: "router", state: "silent", age_ms: 61_000, detached: ["audit"], lag: 3, blocked: 0 }],
};

/** A console that says `said`, which a test may change. */
async function board(said = { state }) {
  const page = new Page("Roles/Console/Web", "console", ({ method }) => {
    if (said.isGone) throw new Error("refused");
    return method === "POST" ? said.acknowledged : json(said.state);
  });
  await page.settle();
  await page.pass(0);
  return page;
}

test("each tier shows what waits in it in all its queues, and states by a word beside their mark", async () => {
  const page = await board();
  const [first, second, third] = page.get("tiers").children;
  assert.equal(first.textContent, "Tier 16waiting1:01oldest wait\u25CB not ready 3");
  assert.match(second.textContent, /0waiting\u2013oldest wait/);
  assert.match(third.textContent, /^Tier 3/);
  assert.equal(page.text("now"), "2026-01-05 09:01:40 UTC");
  assert.equal(page.text("agents"), "1A001\u25CF ready1:01:40");
});

test("alarms, concerns and stations say in words what is wrong", async () => {
  const page = await board();
  assert.equal(page.text("alarms-title"), "Alarms: 1 open");
  assert.match(page.text("alarms"), /open answer 60s, C1-42 and 3 more, for lead-tier-1, 09:00:00/);
  assert.match(page.text("concerns"), /growing lag: tier-1 for 0:04, the lag grew/);
  assert.match(page.text("concerns"), /work items open in no queue: 2; explain says what each lacks/);
  assert.match(page.text("stations"), /silent {2}routerlast answer 1:01 ago, lag 3, blocked 0, not attached: audit/);
});

test("a board that hears nothing for three seconds says that it is stale, and why", async () => {
  const said = { state };
  const page = await board(said);
  assert.equal(page.text("fresh"), "\u25CF live");
  said.isGone = true;
  await page.pass(1000);
  await page.pass(3000);
  assert.match(page.text("fresh"), /STALE 0:04 refused/);
  assert.ok(page.body.classList.contains("stale"));
  said.isGone = false;
  await page.pass(1000);
  await page.pass(0);
  assert.equal(page.text("fresh"), "\u25CF live");
});

test("an alarm is acknowledged under the name that was given, and a refusal is told", async () => {
  const error = { value: "a token of the role agent", expected: "one of lead" };
  const said = { state, acknowledged: json({ error }, 403) };
  const page = await board(said);
  page.get("token").value = "secret";
  page.get("by").value = "jo";
  await page.button("alarms", "Acknowledge").click();
  const sent = page.requests.find((one) => one.method === "POST");
  assert.equal(sent.address, "/v1/alarms/7/acknowledge");
  assert.equal(sent.headers.Authorization, "Bearer secret");
  assert.deepEqual(JSON.parse(sent.body), { by: "jo" });
  assert.equal(page.text("alarm-note"), "Not acknowledged: a token of the role agent, expected one of lead");
  said.acknowledged = json({ status: "accepted" });
  said.state = { ...state, alarms: [{ ...alarm, acknowledged_by: "jo" }] };
  await page.button("alarms", "Acknowledge").click();
  assert.equal(page.text("alarm-note"), "");
  assert.match(page.text("alarms"), /acknowledged by jo/);
  assert.equal(page.button("alarms", "Acknowledge"), undefined);
});

test("a button that somebody is about to press does not move away", async () => {
  const said = { state };
  const page = await board(said);
  const button = page.button("alarms", "Acknowledge");
  button.focus();
  said.state = { ...state, alarms: [{ ...alarm, alarm: 8 }, alarm] };
  await page.pass(1000);
  assert.equal(page.button("alarms", "Acknowledge"), button);
  button.blur();
  await page.pass(1000);
  assert.equal(page.get("alarms").children.length, 2);
});

test("13.A1: an alarm of which all was taken back is not open, and nobody is asked to acknowledge it", async () => {
  const page = await board({ state: { ...state, alarms: [{ ...alarm, count: 0, taken_back: true }] } });
  assert.equal(page.text("alarms-title"), "Alarms: none open");
  assert.match(page.text("alarms"), /, taken back$/);
  assert.equal(page.button("alarms", "Acknowledge"), undefined);
});
