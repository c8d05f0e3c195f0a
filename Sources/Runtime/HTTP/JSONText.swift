import Foundation

/// JSON as every edge writes it: names in snake case, sorted, slashes as they are, one line.
public enum JSONText {
    /// Encodes `value`, which must be made of texts, whole numbers, lists and objects.
    public static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return [UInt8](try encoder.encode(value))
        } catch {
            // Texts, whole numbers, lists and objects always encode.
            preconditionFailure("an answer encodes: \(error) in \(value)")
        }
    }
}
