import HTTP

/// The wallboard: to be read from three metres, and by people who see colours differently.
///
/// Every state is told by a word and a shape; colour only repeats it (blue well, orange attention, as in the
/// palette of Okabe and Ito). What is old says so in words, because a stale board is worse than a dark one.
let consolePage = Page(
    title: "Tierline wallboard", style: consoleStyle, body: consoleBody, script: consoleScript)

private let consoleBody = #"""
    <header>
      <h1>Tierline</h1>
      <p id="now" aria-label="time of the topology">&ndash;</p>
      <p id="fresh" role="status">connecting</p>
    </header>
    <main>
      <section id="tiers" aria-label="queues by tier"></section>
      <section aria-labelledby="alarms-title">
        <h2 id="alarms-title">Alarms</h2>
        <p id="alarm-note" role="status"></p>
        <ul id="concerns" aria-label="stations that do not do their work"></ul>
        <ul id="alarms"></ul>
      </section>
      <section aria-labelledby="stations-title">
        <h2 id="stations-title">Stations</h2>
        <ul id="stations"></ul>
      </section>
      <details>
        <summary>Queues by class, and agents</summary>
        <div class="tables">
          <table><caption>Waiting by class</caption>
            <thead><tr><th>Tier</th><th>Class</th><th>Waiting</th><th>Oldest</th></tr></thead>
            <tbody id="classes"></tbody></table>
          <table><caption>Agents</caption>
            <thead><tr><th>Tier</th><th>Agent</th><th>State</th><th>For</th></tr></thead>
            <tbody id="agents"></tbody></table>
        </div>
      </details>
      <details>
        <summary>Acknowledge as</summary>
        <p><label>Token of a lead or operator <input id="token" type="password" autocomplete="off"></label>
        <label>Your name <input id="by" autocomplete="off" pattern="[A-Za-z0-9_.\-]+"></label></p>
      </details>
    </main>
    """#

private let consoleStyle = #"""
    :root { color-scheme: dark; --back: #10151c; --card: #1b232e; --ink: #f4f6f8; --soft: #b4bfcc;
      --well: #56b4e9; --look: #e69f00; --line: #3a4656; }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--ink); font: 18px/1.4 system-ui, sans-serif; }
    body.stale main { opacity: .45; }
    header { display: flex; align-items: baseline; gap: 2rem; padding: .6rem 1.2rem;
      border-bottom: 2px solid var(--line); }
    h1 { margin: 0; font-size: 1.8rem; } h2 { margin: 1rem 0 .4rem; font-size: 1.5rem; }
    header p { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
    #fresh { margin-left: auto; padding: 0 .6rem; border-radius: .3rem; }
    body.stale #fresh { background: var(--look); color: #000; font-weight: bold; }
    main { padding: 0 1.2rem 1rem; }
    #tiers { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem;
      margin-top: 1rem; }
    .tier { background: var(--card); border: 2px solid var(--line); border-radius: .5rem;
      padding: .6rem 1rem; }
    .tier h2 { margin: 0; }
    .tier .figures { display: flex; gap: 2rem; }
    .figure b { display: block; font-size: 5rem; line-height: 1.05; font-variant-numeric: tabular-nums; }
    .figure span { color: var(--soft); font-size: 1.2rem; }
    .states { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .6rem 0 0;
      padding: 0; font-size: 1.4rem; }
    #alarms, #concerns, #stations { list-style: none; margin: 0; padding: 0; display: grid; gap: .4rem; }
    #stations { grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); }
    #alarms li, #concerns li, #stations li { background: var(--card); border-left: .5rem solid var(--well);
      padding: .4rem .8rem; border-radius: .3rem; font-size: 1.3rem; }
    #alarms li.open, #concerns li, #stations li.bad { border-left: .5rem double var(--look); }
    #alarms li.open { display: flex; align-items: center; gap: 1rem; font-weight: 600; }
    #alarms li.open span { flex: 1; } #stations small { color: var(--soft); display: block; }
    button { font: inherit; padding: .3rem 1rem; border: 2px solid var(--well); border-radius: .3rem;
      background: transparent; color: inherit; cursor: pointer; }
    button:hover { background: var(--well); color: #000; }
    :focus-visible { outline: 3px solid var(--look); outline-offset: 2px; }
    details { margin-top: 1rem; } summary { cursor: pointer; font-size: 1.2rem; }
    .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); gap: 1rem; }
    table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
    th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid var(--line); }
    input { font: inherit; padding: .2rem .4rem; }
    @media (prefers-color-scheme: light) and (max-width: 60rem) { body { font-size: 16px; } }
    """#

private let consoleScript = #"""
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

    function showAlarms(state) {
      // A button that somebody is about to press must not move away under the finger.
      if ($("alarms").contains(document.activeElement)) return;
      $("alarms").replaceChildren(...state.alarms.slice(0, 30).map((alarm) => {
        const open = !alarm.acknowledged_by;
        const item = element("li", undefined, open ? "open" : "");
        const text = `${open ? (alarm.overdue ? "\u2716 overdue" : "\u25B2 open") : "\u2713"} ${alarm.clock} `
          + `${alarm.threshold}, ${alarm.contact}${alarm.count > 1 ? ` and ${alarm.count - 1} more` : ""}, `
          + `for ${alarm.recipient}, ${alarm.at.slice(11, 19)}`
          + (alarm.evidence ? ` (${alarm.evidence})` : "")
          + (open ? "" : `, acknowledged by ${alarm.acknowledged_by}`);
        item.append(element("span", text));
        if (open) {
          const button = element("button", "Acknowledge");
          button.setAttribute("aria-label", `Acknowledge alarm ${alarm.alarm}`);
          button.addEventListener("click", () => acknowledge(alarm.alarm, button));
          item.append(button);
        }
        return item;
      }));
      const open = state.alarms.filter((alarm) => !alarm.acknowledged_by).length;
      $("alarms-title").textContent = open ? `Alarms: ${open} open` : "Alarms: none open";
    }

    function showConcerns(state) {
      $("concerns").replaceChildren(...state.concerns.map((concern) => element("li",
        `\u2716 ${concern.kind.replace(/_/g, " ")}: ${concern.station} for ${span(concern.for_s)}, `
          + concern.evidence)));
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
    """#
