internal import BusinessTime
internal import Contacts
internal import Facts
internal import Measures
internal import Mustache
internal import Standards

extension Report {
    /// One self-contained page: no script, no file beside it, made to be read on a screen and on A4 or
    /// Letter.
    public var html: String {
        // Each standard is evaluated once and put into words in all the places where it stands.
        var (glance, body, silent) = ("", "", "")
        for standard in standards {
            let section = section(of: standard)
            if section.hasData {
                let rows = section.shown.map { summary(of: $0, of: standard) }
                glance += ReportTemplate.standard.render(["glance": rows])
                body += ReportTemplate.standard.render(["standard": values(of: section)])
            } else {
                silent += ReportTemplate.standard.render(["silent": silence(of: section)])
            }
        }
        let scope =
            "\(scope.first) to \(scope.last), each \(scope.kind.words) on its own population; dates of "
            + "\(scope.zone.name). The log goes to \(through). Clocks and items by "
            + "\(scope.cohort.rawValue) cohort. Receipts as \(Self.bases.receipt), classes as "
            + "\(Self.bases.kind): \(corrections.count) of them are not as recorded."
        let pauses: [String: Any]? = pauses.isEmpty ? nil : ["rows": pauses.map(values(ofPause:))]
        let shown = balances.filter { $0.offered > 0 || $0.channel == nil }
        let values: [String: Any?] = [
            "title": title, "style": ReportTemplate.style, "scope": scope, "is_balanced": isBalanced,
            "balance_words": balanceWords, "glance": glance, "folded": folded(balances.count),
            "balances": shown.map(values(ofBalance:)), "pauses": pauses, "exceptions": exceptionRows,
            "corrections": correctionRows, "segments": segmentRows, "standards": body,
            "silent": silent.isEmpty ? nil : silent,
        ]
        return ReportTemplate.page.render(known(values))
    }

    private var title: String { "Attainment \(scope.first) to \(scope.last), by \(scope.kind.words)" }

    /// The number of rows that are folded away because there are so many.
    private func folded(_ count: Int) -> String? { count > ReportTemplate.longTable ? "\(count)" : nil }

    private func values(ofBalance balance: Balance) -> [String: Any] {
        let counts = [
            balance.offered, balance.blocked, balance.accepted, balance.answered, balance.abandoned,
            balance.withdrawn, balance.callback, balance.closedHours, balance.open, balance.legs,
        ]
        return [
            "is_all": balance.channel == nil, "window": balance.window.name,
            "channel": balance.channel?.rawValue ?? "all", "counts": counts,
        ]
    }

    /// Nil when there is none.
    private var exceptionRows: [String: Any]? {
        guard !exceptions.isEmpty else { return nil }
        let rows = exceptions.map { one -> [String: Any] in
            [
                "item": "\(one.item)", "says": one.says, "ground": one.ground.rawValue, "at": "\(one.at)",
                "noted": "\(one.noted)", "by": "\(one.by)", "proof": one.proof, "would": one.wouldHaveBeen,
            ]
        }
        return ["rows": rows]
    }

    /// Nil when there is none.
    private var correctionRows: [String: Any]? {
        guard !corrections.isEmpty else { return nil }
        let rows = corrections.map { one -> [String: Any] in
            [
                "item": "\(one.item)", "recorded": "\(one.receipt.recorded)", "used": "\(one.receipt.used)",
                "was": one.kind.recorded, "is": one.kind.used,
            ]
        }
        return ["rows": rows]
    }

    /// Nil when no contact was received.
    private var segmentRows: [String: Any]? {
        guard !segments.isEmpty else { return nil }
        let rows = segments.map { one -> [String: Any] in
            [
                "window": one.window.name, "by": one.kind.words, "value": one.value ?? "not said",
                "contacts": "\(one.contacts.count)", "presumed": "\(one.presumed)",
                "calls": "\(one.handlingTime.ratio.denominator)",
                "mean": one.handlingTime.digits(rounded: .up) ?? "no data",
            ]
        }
        var values: [String: Any] = ["rows": rows]
        if let folded = folded(rows.count) { values["folded"] = folded }
        return values
    }

    private func values(ofPause pause: PauseFlagged) -> [String: Any] {
        let proof = (pause.by.map { " by \($0)" } ?? "") + (pause.evidence.map { ", proof \($0)" } ?? "")
        return [
            "clock": "\(pause.clock)", "at": "\(pause.at)", "number": "\(pause.number)",
            "reasons": pause.reasons.map(\.inWords).joined(separator: ", "),
            "due": pause.due?.description ?? "nothing",
            "contacted": pause.contacted?.description ?? "none known", "cause": pause.cause + proof,
        ]
    }

    // MARK: A standard

    private func summary(of series: Series, of standard: Standard) -> [String: Any] {
        let missed = series.rows.count { $0.met == false }
        let only = series.rows.count == 1 ? series.rows.first : nil
        let level = series.threshold?.level == .target ? " (target)" : ""
        let values: [String: Any?] = [
            "id": "\(standard.id)", "name": "\(standard.id)\(series.part.map { ", \($0)" } ?? "")",
            "required": series.required.isEmpty ? "no figure demanded" : series.required + level,
            "met": series.rows.count { $0.met == true }, "missed": missed, "is_missed": missed > 0,
            "strip": ReportChart.strip(series.rows), "windows": series.rows.count,
            "only": only.map { ($0.attained ?? "no data") + $0.unitSign },
        ]
        return known(values)
    }

    private func values(of section: Section) -> [String: Any] {
        let standard = section.standard
        let readings = readings(of: standard).map { "\($0.number) \($0.option)" }.joined(separator: ", ")
        let population =
            "Population: \(standard.population)." + (readings.isEmpty ? "" : " Read by \(readings).")
            + (section.isJudged
                ? "" : " The register does not judge it by \(scope.kind.words); for information.")
        return [
            "id": "\(standard.id)", "text": "\(standard.clause). \(standard.text)",
            "population": population, "series": section.shown.map(values(ofSeries:)),
        ]
    }

    private func values(ofSeries series: Series) -> [String: Any] {
        let required = series.required.isEmpty ? nil : "required \(series.required)"
        let folded = folded(series.rows.count)
        let rows = series.rows.filter { !$0.figure.ratio.isEmpty || folded == nil }
        let values: [String: Any?] = [
            "demand": [series.part, required, series.level].compactMap(\.self).joined(separator: ", "),
            "chart": ReportChart.bars(series.rows), "folded": folded, "rows": rows.map(values(ofRow:)),
        ]
        return known(values)
    }

    private func values(ofRow row: Evaluation) -> [String: Any] {
        let figure = row.figure
        let beside = row.companions.filter { !$0.figure.ratio.isEmpty }.map { beside -> [String: Any] in
            let digits = beside.figure.digits(rounded: row.direction) ?? "no data"
            let fraction = beside.figure.fraction
            let words = "\(beside.name): \(digits)\(beside.figure.unitSign) "
            return [
                "figure": fraction.isEmpty ? words : words + "(\(fraction)) ",
                "lists": lists([("in it", beside.figure.counted), ("not", beside.figure.others)]),
            ]
        }
        let values: [String: Any?] = [
            "window": row.window.isWhole ? row.window.name : row.window.name + " (part)",
            "attained": row.attained.map { $0 + row.unitSign } ?? "no data", "figure": row.fraction,
            "style": row.verdict.replacing(" ", with: "-"), "verdict": row.verdict,
            "note": row.relief ?? figure.note,
            "lists": lists([
                ("in the numerator", figure.counted), ("not in it", figure.others),
                ("provisional", figure.provisional),
            ]), "beside": beside,
        ]
        return known(values)
    }

    /// The contacts behind a figure; a list without any is none.
    private func lists(_ lists: [(words: String, subjects: [Subject])]) -> [[String: Any]] {
        lists.filter { !$0.subjects.isEmpty }.map { list in
            [
                "words": "\(list.subjects.count) \(list.words)",
                "ids": list.subjects.map(\.description).joined(separator: " "),
            ]
        }
    }

    private func silence(of section: Section) -> [String: Any] {
        let note = section.evaluations.lazy.compactMap { $0.relief ?? $0.figure.note }.first
        return [
            "id": "\(section.standard.id)", "clause": section.standard.clause,
            "note": note ?? "an empty population",
        ]
    }

    /// The values that there are; a template takes what is absent for false, but an empty optional for true.
    private func known(_ values: [String: Any?]) -> [String: Any] { values.compactMapValues(\.self) }
}

extension Segment.Kind {
    /// The kind as a heading has it.
    fileprivate var words: String {
        switch self {
        case .callType: "call type"
        case .requester: "requester"
        case .memberClass: "members"
        }
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
