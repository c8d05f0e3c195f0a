internal import BusinessTime
internal import Contacts
internal import Measures
internal import Standards

extension Report {
    /// One self-contained page: no script, no file beside it, made to be read on a screen and on A4 or
    /// Letter.
    public var html: String {
        var page = HTMLText()
        page.raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        page.raw("<meta name=\"viewport\" content=\"width=device-width\">")
        page.element("title", title)
        page.raw("<style>\(ReportStyle.sheet)</style></head>\n<body>\n")
        writeHead(to: &page)
        // Each standard is evaluated once and put into words in all the places where it stands.
        var (glance, body, silent) = (HTMLText(), HTMLText(), HTMLText())
        for standard in standards {
            let section = section(of: standard)
            if section.hasData {
                writeSummary(of: section, to: &glance)
                write(section, to: &body)
            } else {
                writeSilent(section, to: &silent)
            }
        }
        writeSummary(glance.text, to: &page)
        writeBalance(to: &page)
        writePauses(to: &page)
        page.raw(body.text)
        writeSilent(silent.text, to: &page)
        page.raw("</body></html>\n")
        return page.text
    }

    private var title: String { "Attainment \(scope.first) to \(scope.last), by \(scope.kind.words)" }

    private func writeHead(to page: inout HTMLText) {
        page.raw("<header>")
        page.element("h1", "Attainment of standards")
        page.element(
            "p",
            "\(scope.first) to \(scope.last), each \(scope.kind.words) on its own population; dates of "
                + "\(scope.zone.name). The log goes to \(through). Clocks and items by "
                + "\(scope.cohort.rawValue) cohort.", class: "scope")
        page.element("p", balanceWords, class: isBalanced ? "balanced" : "unbalanced")
        page.raw("</header>\n")
    }

    // MARK: At a glance

    private func writeSummary(_ rows: String, to page: inout HTMLText) {
        page.raw("<section class=\"glance\">")
        page.element("h2", "At a glance")
        page.raw("<table><thead><tr><th>standard</th><th>required</th><th class=\"n\">met</th>")
        page.raw("<th class=\"n\">missed</th><th>window by window</th></tr></thead><tbody>")
        page.raw(rows)
        page.raw("</tbody></table>")
        page.raw("<p class=\"key\"><span class=\"box met\"></span> met <span class=\"box missed\"></span> ")
        page.raw("missed <span class=\"box information\"></span> for information ")
        page.raw("<span class=\"box none\"></span> no data. Figures are exact; digits left out are cut ")
        page.raw("toward what looks worse.</p></section>\n")
    }

    private func writeSummary(of section: Section, to page: inout HTMLText) {
        for series in section.series where series.rows.contains(where: { !$0.figure.ratio.isEmpty }) {
            page.raw("<tr><td>")
            page.raw("<a href=\"#\(HTMLText.escaped("\(section.standard.id)"))\">")
            page.text("\(section.standard.id)\(series.part.map { ", \($0)" } ?? "")")
            page.raw("</a></td>")
            let level = series.threshold?.level == .target ? " (target)" : ""
            page.element(
                "td", series.required.isEmpty ? "no figure demanded" : series.required + level)
            page.element("td", "\(series.rows.count { $0.met == true })", class: "n")
            let missed = series.rows.count { $0.met == false }
            page.element("td", "\(missed)", class: missed > 0 ? "n missed" : "n")
            page.raw("<td>\(ReportChart.strip(series.rows))")
            if series.rows.count == 1, let row = series.rows.first {
                page.text(" \(row.attained ?? "no data")\(row.unitSign)")
            }
            page.raw("</td></tr>\n")
        }
    }

    // MARK: Balance

    private func writeBalance(to page: inout HTMLText) {
        let names = [
            "window", "channel", "offered", "blocked", "accepted", "answered", "abandoned", "withdrawn",
            "callback", "closed hours", "open", "legs",
        ]
        page.raw("<section class=\"balance\">")
        page.element("h2", "Where every contact went")
        let isLong = balances.count > ReportStyle.longTable
        if isLong { page.raw("<details><summary>\(balances.count) rows</summary>") }
        page.raw("<table><thead><tr>")
        for (place, name) in names.enumerated() { page.element("th", name, class: place > 1 ? "n" : nil) }
        page.raw("</tr></thead><tbody>")
        for balance in balances where balance.offered > 0 || balance.channel == nil {
            page.raw(balance.channel == nil ? "<tr class=\"all\">" : "<tr>")
            page.element("td", balance.window.name)
            page.element("td", balance.channel?.rawValue ?? "all")
            for count in [
                balance.offered, balance.blocked, balance.accepted, balance.answered, balance.abandoned,
                balance.withdrawn, balance.callback, balance.closedHours, balance.open, balance.legs,
            ] {
                page.element("td", "\(count)", class: "n")
            }
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table>")
        if isLong { page.raw("</details>") }
        page.raw("</section>\n")
    }

    // MARK: A standard

    private func write(_ section: Section, to page: inout HTMLText) {
        let standard = section.standard
        let readings = standard.readings.map { "\($0.number) \($0.option)" }.joined(separator: ", ")
        page.raw("<section class=\"standard\" id=\"\(HTMLText.escaped("\(standard.id)"))\">")
        page.element("h2", "\(standard.id)")
        page.element("p", "\(standard.clause). \(standard.text)", class: "text")
        page.element(
            "p",
            "Population: \(standard.population)." + (readings.isEmpty ? "" : " Read by \(readings).")
                + (section.isJudged
                    ? "" : " The register does not judge it by \(scope.kind.words); for information."),
            class: "population")
        for series in section.series where series.rows.contains(where: { !$0.figure.ratio.isEmpty }) {
            page.raw("<div class=\"series\">")
            let words = [
                series.part, series.required.isEmpty ? nil : "required \(series.required)", series.level,
            ]
            page.element("h3", words.compactMap(\.self).joined(separator: ", "))
            page.raw(ReportChart.bars(series.rows))
            write(series, to: &page)
            page.raw("</div>\n")
        }
        page.raw("</section>\n")
    }

    private func write(_ series: Series, to page: inout HTMLText) {
        let isLong = series.rows.count > ReportStyle.longTable
        if isLong { page.raw("<details><summary>\(series.rows.count) windows</summary>") }
        page.raw("<table><thead><tr><th>window</th><th class=\"n\">attained</th><th class=\"n\">figure</th>")
        page.raw("<th>verdict</th><th>contacts behind it</th></tr></thead><tbody>")
        for row in series.rows where !row.figure.ratio.isEmpty || !isLong { write(row, to: &page) }
        page.raw("</tbody></table>")
        if isLong { page.raw("</details>") }
    }

    private func write(_ row: Evaluation, to page: inout HTMLText) {
        page.raw("<tr>")
        page.element("td", row.window.name + (row.window.isWhole ? "" : " (part)"))
        page.element("td", row.attained.map { "\($0)\(row.unitSign)" } ?? "no data", class: "n")
        page.element("td", row.fraction, class: "n")
        page.raw(
            "<td><span class=\"verdict \(row.verdict.replacing(" ", with: "-"))\">\(row.verdict)</span></td>")
        page.raw("<td>")
        if let note = row.relief ?? row.figure.note { page.element("span", note + " ", class: "note") }
        page.list("in the numerator", row.figure.counted)
        page.list("not in it", row.figure.others)
        page.list("provisional", row.figure.provisional)
        for beside in row.companions where !beside.figure.ratio.isEmpty {
            let digits = beside.figure.digits(rounded: row.direction) ?? "no data"
            let fraction = beside.figure.fraction
            page.raw("<div class=\"beside\">")
            page.text("\(beside.name): \(digits)\(beside.figure.unitSign) ")
            if !fraction.isEmpty { page.text("(\(fraction)) ") }
            page.list("in it", beside.figure.counted)
            page.list("not", beside.figure.others)
            page.raw("</div>")
        }
        page.raw("</td></tr>\n")
    }

    // MARK: Without data

    private func writeSilent(_ rows: String, to page: inout HTMLText) {
        guard !rows.isEmpty else { return }
        page.raw("<section class=\"silent\">")
        page.element("h2", "No data")
        page.element("p", "Nothing of these was in the log or in a feed; none of them counts as met.")
        page.raw("<table><thead><tr><th>standard</th><th>clause</th><th>why</th></tr></thead><tbody>")
        page.raw(rows)
        page.raw("</tbody></table></section>\n")
    }

    private func writeSilent(_ section: Section, to page: inout HTMLText) {
        let note = section.evaluations.lazy.compactMap { $0.relief ?? $0.figure.note }.first
        page.raw("<tr id=\"\(HTMLText.escaped("\(section.standard.id)"))\">")
        page.element("td", "\(section.standard.id)")
        page.element("td", section.standard.clause)
        page.element("td", note ?? "an empty population")
        page.raw("</tr>\n")
    }
}

extension WindowKind {
    /// The kind in a sentence.
    var words: String {
        switch self {
        case .quarterHour: "quarter hour"
        case .day, .week, .month, .quarter, .year: rawValue
        case .optionPeriod: "option period"
        case .rollingSevenDays: "span of seven dates"
        }
    }
}
