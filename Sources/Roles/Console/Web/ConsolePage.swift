import HTTP

/// The wallboard: to be read from three metres, and by people who see colours differently.
///
/// Every state is told by a word and a shape; colour only repeats it (blue well, orange attention, as in the
/// palette of Okabe and Ito). What is old says so in words, because a stale board is worse than a dark one.
let consolePage = Page(
    html: PackageResources.console_html, style: PackageResources.console_css,
    script: PackageResources.console_js)
