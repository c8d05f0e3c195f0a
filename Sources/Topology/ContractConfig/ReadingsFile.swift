package import Config

/// standards.yaml, section `readings:`: what the documents leave open, and the named options to read it by.
package struct ReadingsFile {
    /// An ambiguity of the documents.
    package struct Row {
        /// `A04`.
        package var number: String
        /// What is open.
        package var question: String
        /// The names of the options, in the order written.
        package var options: [String]
        /// The option of a standard that names none.
        package var standing: String
    }

    /// The ambiguities, in the order written.
    package var rows: [Row] = []

    /// Reads the section.
    package init(_ field: Field, _ findings: inout Findings) {
        for item in field.items(&findings) ?? [] {
            guard let row = Self.row(item, &findings) else { continue }
            if rows.contains(where: { $0.number == row.number }) {
                findings.add(item, value: "\"\(row.number)\"", expected: "each reading once")
            }
            rows.append(row)
        }
    }

    private static func row(_ field: Field, _ findings: inout Findings) -> Row? {
        let keys = ["number", "question", "default", "options"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let number = table.required("number", &findings).flatMap { Self.number($0, &findings) }
        let question = table.required("question", &findings)?.text(&findings)
        let options = table.required("options", &findings)?.entries(&findings) ?? []
        for (_, meaning) in options { _ = meaning.text(&findings, expected: "what the option means") }
        let names = options.map(\.key)
        let standing = table.required("default", &findings)
        if let standing, !names.isEmpty, !names.contains(standing.scalar ?? "") {
            findings.add(standing, expected: "one of the options: \(Field.choice(names))")
        }
        guard let number, let question, !names.isEmpty, let standing = standing?.scalar else { return nil }
        return Row(number: number, question: question, options: names, standing: standing)
    }

    private static func number(_ field: Field, _ findings: inout Findings) -> String? {
        guard let text = field.scalar, text.utf8.count == 3, text.hasPrefix("A"), Int(text.dropFirst()) != nil
        else {
            findings.add(field, expected: "an ambiguity's number such as A04")
            return nil
        }
        return text
    }
}
