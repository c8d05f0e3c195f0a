/// What holds of the pages in `ops/decisions`: they are numbered, say whether they still hold, and a later
/// page that takes their place is named and names them.
enum DecisionRule {
    /// How the third line of a page begins.
    static let mark = "Status: "

    /// A page by its file's name.
    struct Page {
        let name: String
        let text: String

        var number: String { String(name.prefix(4)) }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// What the third line says of the page; nil when it says nothing.
        var status: String? {
            guard lines.count > 3, lines[1].isEmpty, lines[2].hasPrefix(DecisionRule.mark), lines[3].isEmpty
            else { return nil }
            return String(lines[2].dropFirst(DecisionRule.mark.count))
        }

        /// The pages that the status line names.
        var successors: [String] {
            let words = (status ?? "").split { " ,;:()[]`".contains($0) }
            return words.map { String($0.hasSuffix(".") ? $0.dropLast() : $0) }.filter { $0.hasSuffix(".md") }
        }
    }

    /// What is wrong with `pages`.
    static func violations(in pages: [Page]) -> [Violation] {
        let byName = Dictionary(pages.map { ($0.name, $0) }) { first, _ in first }
        let numbers = Dictionary(grouping: pages, by: \.number)
        return pages.flatMap { page in
            var faults: [String] = []
            if numbers[page.number]?.count != 1 { faults.append("two pages have the number \(page.number)") }
            if page.lines.first?.hasPrefix("# \(page.number) ") != true {
                faults.append("the first line is not `# \(page.number) TITLE`")
            }
            faults += statusFaults(of: page, byName)
            return faults.map { Violation(path: "ops/decisions/" + page.name, line: 3, text: $0) }
        }
    }

    private static func statusFaults(of page: Page, _ byName: [String: Page]) -> [String] {
        guard let status = page.status else {
            return ["no line `\(mark)accepted.` under the title, between empty lines"]
        }
        guard status.hasPrefix("accepted") || status.hasPrefix("superseded by ") else {
            return ["the status is neither `accepted` nor `superseded by PAGE`"]
        }
        if status.contains("superseded"), page.successors.isEmpty {
            return ["the status does not name the page that supersedes this one"]
        }
        return page.successors.compactMap { name in
            guard let later = byName[name] else { return "there is no page \(name)" }
            if later.number <= page.number { return "\(name) is no later page" }
            if later.text.contains(page.number) { return nil }
            return "\(name) does not say that it supersedes \(page.number)"
        }
    }
}
