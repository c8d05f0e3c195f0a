internal import Contacts

extension StandardService {
    /// A row is `standard | served by | witness`, or `standard | not yet`.
    static func row(_ line: Substring) -> StandardService {
        let parts = line.split(separator: " | ").map(String.init)
        switch (parts.count, parts.last) {
        case (2, "not yet"): return StandardService(id: Standard.ID(parts[0]), state: .notYet)
        case (3, let witness?):
            return StandardService(id: Standard.ID(parts[0]), state: .served(by: parts[1], witness: witness))
        default: preconditionFailure("served.txt has no row \"standard | served by | witness\": \(line)")
        }
    }
}
