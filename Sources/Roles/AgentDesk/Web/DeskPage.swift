import HTTP

/// The page an agent works in: sign in, be offered contacts, hold, wrap up, escalate.
///
/// It keeps nothing: token and session live as long as the page, and a second sign-in fences the first.
/// `EventSource` cannot send an Authorization header, and a token must not stand in an address; so its script
/// reads the events from a fetch.
let deskPage = Page(
    html: PackageResources.desk_html, style: PackageResources.desk_css, script: PackageResources.desk_js)
