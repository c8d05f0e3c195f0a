"use strict";
const $ = (id) => document.getElementById(id);
const marks = { ready: "\u25CF", offered: "\u25C6", engaged: "\u25A0", wrap_up: "\u25B2",
  not_ready: "\u25CB", signed_out: "\u00B7", waiting: "\u25D0", draining: "\u25BC",
  silent: "\u2716", unknown: "?" };
let last = 0;
let failure = "";

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function words(state) { return `${marks[state] || "?"} ${state.replace(/_/g, " ")}`; }
function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return (hours ? `${hours}:${two(Math.floor(whole / 60) % 60)}` : `${Math.floor(whole / 60)}`)
    + `:${two(whole % 60)}`;
}
function row(cells) {
  const made = element("tr");
  for (const cell of cells) made.append(element("td", cell));
  return made;
}

function showTiers(state) {
  $("tiers").replaceChildren(...[1, 2, 3].map((tier) => {
    const queues = state.queues.filter((queue) => queue.tier === tier);
    const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
    const oldest = Math.max(0, ...queues.map((queue) => queue.oldest_wait_s));
    const card = element("div", undefined, "tier");
    card.append(element("h2", `Tier ${tier}`));
    const figures = element("div", undefined, "figures");
    const wait = waiting ? span(oldest) : "\u2013";
    for (const [number, name] of [[waiting, "waiting"], [wait, "oldest wait"]]) {
      const figure = element("div", undefined, "figure");
      figure.append(element("b", String(number)), element("span", name));
      figures.append(figure);
    }
    const states = element("ul", undefined, "states");
    for (const count of state.agent_counts.filter((one) => one.tier === tier)) {
      states.append(element("li", `${words(count.state)} ${count.count}`));
    }
    card.append(figures, states);
    return card;
  }));
}

function isOpen(alarm) { return !alarm.acknowledged_by && !alarm.taken_back; }

function showAlarms(state) {
  // A button that somebody is about to press must not move away under the finger.
  if ($("alarms").contains(document.activeElement)) return;
  $("alarms").replaceChildren(...state.alarms.slice(0, 30).map((alarm) => {
    const open = isOpen(alarm);
    const item = element("li", undefined, open ? "open" : "");
    const text = `${open ? (alarm.overdue ? "\u2716 overdue" : "\u25B2 open") : "\u2713"} ${alarm.clock} `
      + `${alarm.threshold}, ${alarm.contact}${alarm.count > 1 ? ` and ${alarm.count - 1} more` : ""}, `
      + `for ${alarm.recipient}, ${alarm.at.slice(11, 19)}`
      + (alarm.evidence ? ` (${alarm.evidence})` : "")
      + (open ? "" : alarm.taken_back ? ", taken back" : `, acknowledged by ${alarm.acknowledged_by}`);
    item.append(element("span", text));
    if (open) {
      const button = element("button", "Acknowledge");
      button.setAttribute("aria-label", `Acknowledge alarm ${alarm.alarm}`);
      button.addEventListener("click", () => acknowledge(alarm.alarm, button));
      item.append(button);
    }
    return item;
  }));
  const open = state.alarms.filter(isOpen).length;
  $("alarms-title").textContent = open ? `Alarms: ${open} open` : "Alarms: none open";
}

function showConcerns(state) {
  $("concerns").replaceChildren(...state.concerns.map((concern) => element("li",
    `\u2716 ${concern.kind.replace(/_/g, " ")}: ${concern.station} for ${span(concern.for_s)}, `
      + concern.evidence)));
  if (state.unqueued_items > 0) {
    $("concerns").append(element("li",
      `\u25B2 work items open in no queue: ${state.unqueued_items}; explain says what each lacks`));
  }
}

function showStations(state) {
  $("stations").replaceChildren(...state.stations.map((station) => {
    const item = element("li", `${words(station.state)}  ${station.name}`,
      station.state === "ready" ? "" : "bad");
    const age = station.age_ms === undefined ? "never answered"
      : station.age_ms > 2000 ? `last answer ${span(station.age_ms / 1000)} ago` : `head ${station.head}`;
    const lost = station.detached.length ? `, not attached: ${station.detached.join(", ")}` : "";
    const lag = `lag ${station.lag ?? "?"}, blocked ${station.blocked ?? "?"}`;
    item.append(element("small", `${age}, ${lag}${lost}`));
    return item;
  }));
}

function showTables(state) {
  $("classes").replaceChildren(...state.queues.map((queue) =>
    row([queue.tier, queue.class, queue.waiting, span(queue.oldest_wait_s)])));
  $("agents").replaceChildren(...state.agents.slice(0, 500).map((agent) =>
    row([agent.tier, agent.agent, words(agent.state), span(agent.for_s)])));
}

async function acknowledge(alarm, button) {
  const body = $("by").value ? JSON.stringify({ by: $("by").value }) : undefined;
  const headers = { Authorization: `Bearer ${$("token").value}` };
  if (body) headers["Content-Type"] = "application/json";
  button.blur();
  try {
    const answer = await fetch(`/v1/alarms/${alarm}/acknowledge`, { method: "POST", headers, body });
    const said = await answer.json();
    $("alarm-note").textContent = answer.ok ? "" :
      `Not acknowledged: ${said.error.reason || `${said.error.value}, expected ${said.error.expected}`}`;
  } catch (error) {
    $("alarm-note").textContent = "Not acknowledged: the console does not answer.";
  }
  await refresh();
}

async function refresh() {
  try {
    const headers = $("token").value ? { Authorization: `Bearer ${$("token").value}` } : {};
    const answer = await fetch("/v1/state",
      { headers, cache: "no-store", signal: AbortSignal.timeout(3000) });
    if (!answer.ok) throw new Error(`the console answers ${answer.status}`);
    const state = await answer.json();
    last = performance.now();
    failure = "";
    const now = state.now ? `${state.now.slice(0, 10)} ${state.now.slice(11, 19)} UTC` : "\u2013";
    $("now").textContent = now;
    showTiers(state); showAlarms(state); showConcerns(state); showStations(state);
    showTables(state);
  } catch (error) {
    failure = error.message;
  }
}

function showFreshness() {
  const age = (performance.now() - last) / 1000;
  const stale = last === 0 || age > 3;
  document.body.classList.toggle("stale", stale);
  $("fresh").textContent = stale
    ? `\u2716 STALE ${last ? span(age) : ""} ${failure}` : "\u25CF live";
}

async function follow() {
  await refresh();
  setTimeout(follow, 1000);
}
follow();
setInterval(showFreshness, 500);
