import Config
import Contacts
import Standards

/// The measures of what clauses ask of reports about work items.
extension MeasureForm {
    static func completeness(_ field: Field, _ findings: inout Findings) -> Measure? {
        let keys = ["classes", "event", "where", "needs", "form"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        for key in ["classes", "needs"] { _ = table.required(key, &findings) }
        let event: Name<MeasureForm>? = table.optionalName("event", &findings, expected: "an event's name")
        let needs: [Placed<Name<MeasureForm>>] = table.names("needs", &findings)
        let form =
            table.optional("form").map {
                $0.word(Measure.Completeness.Form.allCases, &findings)
            } ?? .share
        let matching = conditions("where", table, &findings)
        if event == nil, matching.isEmpty {
            findings.add(field, value: "neither event nor where", expected: "what is reported")
        }
        guard let form, !needs.isEmpty else { return nil }
        return .completeness(
            Measure.Completeness(
                classes: table.names("classes", &findings).map(\.value), event: event?.rawValue,
                matching: matching, needs: needs.map(\.value.rawValue), form: form))
    }

    static func inOrder(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["classes", "waits", "by"], &findings) else { return nil }
        for key in ["classes", "waits"] { _ = table.required(key, &findings) }
        let by: Name<MeasureForm>? = table.optionalName("by", &findings, expected: "a fact's name")
        let waits = conditions("waits", table, &findings)
        guard !waits.isEmpty else { return nil }
        return .inOrder(
            classes: table.names("classes", &findings).map(\.value), waits: waits, by: by?.rawValue)
    }

    static func mostDays(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["classes", "from", "to"], &findings) else { return nil }
        _ = table.required("classes", &findings)
        let from: Name<MeasureForm>? = table.name("from", &findings, expected: "a fact's name")
        let to: Name<MeasureForm>? = table.name("to", &findings, expected: "a fact's name")
        guard let from, let to else { return nil }
        return .mostDays(
            classes: table.names("classes", &findings).map(\.value), from: from.rawValue, to: to.rawValue)
    }
}
