import HTTP

/// The page an agent works in: sign in, be offered contacts, hold, wrap up, escalate.
///
/// It keeps nothing: token and session live as long as the page, and a second sign-in fences the first.
let deskPage = Page(title: "Tierline desk", style: deskStyle, body: deskBody, script: deskScript)

private let deskBody = #"""
    <header>
      <h1>Desk</h1>
      <p id="standing" role="status">signed out</p>
      <p id="link" role="status"></p>
    </header>
    <main>
      <p id="note" role="alert"></p>
      <form id="sign-in">
        <label>Agent <input id="agent" required pattern="[A-Za-z0-9_.\-]+" autocomplete="username"></label>
        <label>Token <input id="token" type="password" required autocomplete="current-password"></label>
        <button>Sign in</button>
      </form>
      <div id="signed-in" hidden>
        <p class="actions">
          <button id="ready">Ready</button>
          <label>Reason <input id="reason" value="break" size="12"></label>
          <button id="not-ready">Not ready</button>
          <button id="sign-out">Sign out</button>
        </p>
        <section aria-labelledby="offers-title" aria-live="assertive">
          <h2 id="offers-title">Offers</h2><ul id="offers"></ul>
        </section>
        <section aria-labelledby="work-title">
          <h2 id="work-title">Contacts</h2><ul id="work"></ul>
        </section>
      </div>
    </main>
    """#

private let deskStyle = #"""
    :root { color-scheme: light dark; --line: #8895a5; --well: #0072b2; --look: #d55e00; }
    * { box-sizing: border-box; }
    body { margin: 0; font: 17px/1.5 system-ui, sans-serif; }
    header { display: flex; align-items: baseline; gap: 1.5rem; padding: .5rem 1rem;
      border-bottom: 2px solid var(--line); }
    h1 { font-size: 1.3rem; margin: 0; } h2 { font-size: 1.1rem; margin: 1rem 0 .3rem; }
    header p { margin: 0; } #standing { font-weight: bold; } #link { margin-left: auto; }
    main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
    #note { color: var(--look); font-weight: bold; min-height: 1.5em; margin: 0; }
    form, .actions { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
    li { border: 2px solid var(--line); border-left-width: .6rem; border-radius: .3rem;
      padding: .5rem .8rem; }
    li.offered { border-left-color: var(--look); border-left-style: double; }
    li.held { border-left-color: var(--look); } li.inService { border-left-color: var(--well); }
    li p { margin: 0 0 .4rem; } time { font-variant-numeric: tabular-nums; font-weight: bold; }
    button, input, select { font: inherit; padding: .3rem .8rem; }
    :focus-visible { outline: 3px solid var(--look); outline-offset: 2px; }
    [hidden] { display: none !important; }
    """#
