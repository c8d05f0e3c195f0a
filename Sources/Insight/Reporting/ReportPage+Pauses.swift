internal import Contacts
internal import Facts

extension Report {
    /// The pauses and holds that somebody should look at; nothing when there are none.
    func writePauses(to page: inout HTMLText) {
        guard !pauses.isEmpty else { return }
        page.raw("<section class=\"pauses\">")
        page.element("h2", "Pauses to look at")
        page.element(
            "p",
            "Clocks that began to stand still, and members put on hold, shortly before a deadline, again and "
                + "again, or with nobody spoken to. A pause can be right and still stand here.")
        page.raw("<table><thead><tr><th>clock</th><th>began</th><th class=\"n\">pause</th><th>why</th>")
        page.raw("<th>next due</th><th>last contact</th><th>brought about</th></tr></thead><tbody>")
        for pause in pauses {
            page.raw("<tr>")
            page.element("td", "\(pause.clock)")
            page.element("td", "\(pause.at)")
            page.element("td", "\(pause.number)", class: "n")
            page.element("td", pause.reasons.map(\.inWords).joined(separator: ", "))
            page.element("td", pause.due?.description ?? "nothing")
            page.element("td", pause.contacted?.description ?? "none known")
            page.element(
                "td",
                pause.cause + (pause.by.map { " by \($0)" } ?? "")
                    + (pause.evidence.map { ", proof \($0)" } ?? ""))
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></section>\n")
    }
}
