"use strict";
const $ = (id) => document.getElementById(id);
const phases = { offered: "offered", connecting: "connecting", inService: "in service", held: "on hold",
  parked: "put aside", wrapUp: "wrap-up" };
let agent = "", session = "", attached = null;
let heard = 0;              // when the desk was last heard; it says something every 15 s
const offers = new Map();   // offer -> what offerMade said
const since = new Map();    // contact and phase -> when this page first saw it

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function button(text, act) {
  const made = element("button", text);
  made.addEventListener("click", act);
  return made;
}
function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

async function send(path, body) {
  const headers = { Authorization: `Bearer ${$("token").value}` };
  if (session) headers["Tierline-Session"] = session;
  if (body) headers["Content-Type"] = "application/json";
  $("note").textContent = "";
  try {
    const answer = await fetch(`/v1/agents/${encodeURIComponent(agent)}${path}`,
      { method: "POST", headers, body: body && JSON.stringify(body) });
    const said = await answer.json();
    if (answer.ok) return said;
    const error = said.error;
    $("note").textContent =
      error.reason || `${error.field} is ${error.value}, expected ${error.expected}`;
  } catch (error) {
    $("note").textContent = "The desk does not answer.";
  }
  return null;
}

$("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  agent = $("agent").value;
  session = "";
  const said = await send("/sign-in");
  if (!said) return;
  session = said.session;
  $("sign-in").hidden = true;
  $("signed-in").hidden = false;
  follow();
});
$("ready").addEventListener("click", () => send("/ready"));
$("not-ready").addEventListener("click", () => send("/not-ready", { reason: $("reason").value }));
$("sign-out").addEventListener("click", () => send("/sign-out", { rule: "refuse_with_work" }));

function showStanding(standing) {
  const reasons = [standing.reason, standing.imposedReason].filter(Boolean);
  const reason = reasons.length ? ` (${reasons.join(", ").replace(/_/g, " ")})` : "";
  $("standing").textContent = `${agent}: ${standing.state.replace(/_/g, " ")}${reason}`;
  showOffers(standing.work.filter((one) => one.phase === "offered"));
  showWork(standing.work.filter((one) => one.phase !== "offered"));
  // Whom the roster moved is taken along to the other tier, with the same session.
  const isMoved = standing.reason === "off_roster";
  if (standing.state === "signed_out" && !isMoved && attached && session && seenSignedIn) leave();
  if (standing.state !== "signed_out") seenSignedIn = true;
}
let seenSignedIn = false;

function leave() {
  attached.abort();
  attached = null;
  heard = 0;
  session = "";
  seenSignedIn = false;
  $("sign-in").hidden = false;
  $("signed-in").hidden = true;
}

function showOffers(work) {
  $("offers").replaceChildren(...work.map((one) => {
    const made = offers.get(one.offer) || {};
    const item = element("li", undefined, "offered");
    const channel = one.channel.replace(/_/g, " ");
    item.append(element("p", `\u25C6 ${channel} ${one.contact} ${made.class || ""}`));
    const accept = button("Accept", () => send(`/offers/${one.offer}/accept`));
    accept.autofocus = true;
    item.append(accept, button("Decline",
      () => send(`/offers/${one.offer}/decline`, { reason: $("reason").value })));
    return item;
  }));
  // Whoever is typing goes on typing: a space on the button would answer the call.
  const isTyping = ["INPUT", "SELECT"].includes(document.activeElement?.tagName);
  if (work.length && !isTyping) $("offers").querySelector("button").focus();
}

function showWork(work) {
  const keys = new Set(work.map((one) => `${one.contact} ${one.phase}`));
  for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
  $("work").replaceChildren(...work.map((one) => {
    const key = `${one.contact} ${one.phase}`;
    if (!since.has(key)) since.set(key, Date.now());
    const item = element("li", undefined, one.phase);
    const line = element("p", `${one.contact}, ${one.channel.replace(/_/g, " ")}, ${phases[one.phase]} `);
    const clock = element("time");
    clock.dataset.since = since.get(key);
    line.append(clock);
    item.append(line, ...controls(one));
    return item;
  }));
  tick();
}

function controls(one) {
  const at = `/contacts/${one.contact}`;
  const hold = button("Hold", () => send(`${at}/hold`));
  const end = button("End", () => send(`${at}/end`));
  if (one.phase === "inService") {
    return [hold, end, ...reply(one, at), ...escalation(at), ...answers(at), ...dispositions(one, at),
      ...notes(at)];
  }
  if (one.phase === "held") return [button("Resume", () => send(`${at}/resume`)), ...escalation(at)];
  if (one.phase === "wrapUp") {
    return [...reply(one, at), ...answers(at), ...dispositions(one, at), ...notes(at),
      button("Wrap-up ended", () => send(`${at}/wrap-up-ended`))];
  }
  return [];
}

// What is written is sent by the medium, and counts when that says so.
function reply(one, at) {
  if (!isWritten(one)) return [];
  return [button("Send the reply", () => send(`${at}/reply`))];
}

function isWritten(one) {
  return ["email", "secure_message", "letter"].includes(one.channel);
}

function dispositions(one, at) {
  const index = Object.assign(element("input"), { type: "number", min: 1, max: 32, value: 1 });
  index.setAttribute("aria-label", "inquiry");
  const note = (said) => send(`${at}/dispositions`, { dispositions: [{ index: Number(index.value), ...said }] });
  return [index, ...results(note), ...(isWritten(one) ? otherwise(note) : [])];
}

// A written inquiry that was answered without its medium: by what, and where the proof is.
function otherwise(note) {
  const means = element("select");
  means.setAttribute("aria-label", "answered by");
  for (const word of ["call", "letter"]) means.append(Object.assign(element("option", word), { value: word }));
  const evidence = Object.assign(element("input"), { size: 12, placeholder: "evidence" });
  evidence.setAttribute("aria-label", "evidence of the answer");
  return [means, evidence, button("Resolved otherwise", () => note(
    { result: "resolved", answered_by: means.value, evidence: evidence.value }))];
}

// A button for each thing that can be said of the answer to an inquiry.
function results(note) {
  return [button("Resolved", () => note({ result: "resolved" })),
    button("Resolved, member accepts", () => note({ result: "resolved", acceptance: "accepted" })),
    button("Resolved, member objects", () => note({ result: "resolved", acceptance: "objected" })),
    button("Unresolved", () => note({ result: "unresolved" }))];
}

$("later-means").append(...["call", "letter", "message"].map((means) =>
  Object.assign(element("option", means), { value: means })));
$("later-results").append(...results((said) => send(`/contacts/${$("later-contact").value}/follow-up`,
  { inquiry: Number($("later-inquiry").value), by: $("later-means").value, ...proof(), ...said })));

// What proves a call or a letter to whoever wrote.
function proof() {
  return $("later-evidence").value ? { evidence: $("later-evidence").value } : {};
}

$("later-identify").addEventListener("click", () => {
  const said = { inquiry: Number($("later-inquiry").value) };
  for (const name of ["member", "issue", "case"]) {
    if ($(`later-${name}`).value) said[name] = $(`later-${name}`).value;
  }
  return send(`/contacts/${$("later-contact").value}/identity`, said);
});

function answers(at) {
  return ["member", "referrer"].map((to) => button(`Answered the ${to}`, () => send(`${at}/respond`, { to })));
}

// A short beep at the agent's own ears; the member hears nothing of it.
function sound() {
  if (typeof AudioContext === "undefined") return;
  const audio = new AudioContext();
  const beep = audio.createOscillator();
  beep.onended = () => audio.close();
  beep.connect(audio.destination);
  beep.start();
  beep.stop(audio.currentTime + 0.3);
}

function notes(at) {
  const code = element("select");
  code.setAttribute("aria-label", "note");
  for (const word of ["complaint", "praise", "callback_wanted", "interpreter_needed", "spoken_for",
    "system_down"]) {
    code.append(Object.assign(element("option", word.replace(/_/g, " ")), { value: word }));
  }
  return [code, button("Note", () => send(`${at}/notes`, { code: code.value }))];
}

function escalation(at) {
  const tier = element("select");
  tier.setAttribute("aria-label", "escalate to");
  for (const number of [2, 3]) tier.append(element("option", `Tier ${number}`));
  const reason = Object.assign(element("input"), { size: 12, placeholder: "reason" });
  reason.setAttribute("aria-label", "reason of the escalation");
  return [tier, reason, button("Escalate", () => send(`${at}/escalate`,
    { to: Number(tier.value.slice(5)), reason: reason.value, priority: "routine" }))];
}

function take(name, data) {
  const said = JSON.parse(data);
  if (name === "offerMade") offers.set(said.offer, said);
  if (name === "offerClosed" || name === "offerAccepted") offers.delete(said.offer);
  if (name === "agentStateChanged") showStanding(said);
  if (name === "offerRefused") $("note").textContent = `The offer is gone: ${said.reason}`;
  if (name === "mediumRefused") {
    $("note").textContent = `${said.request} was not done: ${said.reason} ${said.items.join(", ")}`;
  }
  if (name === "toneSounded") {
    sound();
    $("note").textContent = `${said.contact}: ${said.threshold} passed`;
  }
  if (name === "requestRefused") {
    $("note").textContent = `${said.request}: ${said.reason} ${said.items.join(", ")}`;
  }
}

async function follow() {
  attached = new AbortController();
  const mine = attached;
  while (!mine.signal.aborted) {
    try {
      const answer = await fetch(`/v1/agents/${encodeURIComponent(agent)}/events`,
        { headers: { Authorization: `Bearer ${$("token").value}` }, signal: mine.signal });
      if (!answer.ok) throw new Error(`the desk answers ${answer.status}`);
      $("link").textContent = "\u25CF attached";
      heard = Date.now();
      await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } catch (error) {
      if (mine.signal.aborted) return;
    }
    heard = 0;
    $("link").textContent = "\u2716 not attached: what is shown may be old";
    await new Promise((done) => setTimeout(done, 1000));
  }
}

async function read(reader) {
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard = Date.now();
    text += value;
    const frames = text.split("\n\n");
    text = frames.pop();
    for (const frame of frames) {
      let name = "message";
      const data = [];
      for (const line of frame.split("\n")) {
        if (line.startsWith("event: ")) name = line.slice(7);
        if (line.startsWith("data: ")) data.push(line.slice(6));
      }
      if (data.length) take(name, data.join("\n"));
    }
  }
}

function tick() {
  if (heard) {
    $("link").textContent = Date.now() - heard > 20000
      ? "\u2716 silent: what is shown may be old" : "\u25CF attached";
  }
  for (const clock of document.querySelectorAll("time")) {
    clock.textContent = span(Date.now() - Number(clock.dataset.since));
  }
}
setInterval(tick, 500);
