package import Config
import Contacts
import Facts
package import Gateway

extension EffectRules {
    /// Reads the key `effects` of `limits`; what it does not name keeps its default.
    package mutating func read(_ limits: Table, _ findings: inout Findings) {
        for (key, value) in limits.mapping("effects", &findings) {
            guard let kind = EffectKind(rawValue: key) else {
                let expected = Field.choice(EffectKind.allCases.map(\.rawValue))
                findings.add(value, value: "the key \"\(key)\"", expected: expected)
                continue
            }
            guard let table = Table(value, keys: ["within", "retries"], &findings) else { continue }
            if let within = Self.within(table, &findings) { self[kind].within = within }
            if let retries = table.optional("retries")?.integer(0...10, &findings) {
                self[kind].retries = UInt32(retries)
            }
        }
    }

    /// Below a second a healthy medium would be late; above a day nobody would be helped by an alarm.
    private static func within(_ table: Table, _ findings: inout Findings) -> Duration? {
        guard let field = table.optional("within"), let length = field.elapsed(&findings) else { return nil }
        guard (.seconds(1) ... .seconds(86_400)).contains(length) else {
            findings.add(field, expected: "between 1s and 24h")
            return nil
        }
        return length
    }
}
