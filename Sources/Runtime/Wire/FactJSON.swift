import Contacts
public import Facts
import JSONTree
import SwiftProtobuf

/// A fact on one line for people, as `tierline journal show` prints it.
///
/// It is the wire's own message, with the fields' names of the `.proto` files, except that contacts stand as
/// `C1-42` and instants (`..._at_us`) as ISO 8601 under the name without its unit.
public enum FactJSON {
    /// Renders a body; one that holds no fact is shown as hexadecimal, with what is wrong with it.
    ///
    /// - Parameters:
    ///   - kind: The number in the entry's header.
    ///   - body: The entry's body.
    /// - Returns: A JSON object on one line.
    public static func render(kind: UInt16, body: ArraySlice<UInt8>) -> String {
        do {
            return render(try FactCodec.decode(kind: kind, body: body))
        } catch {
            return StrictJSON.object([
                StrictJSON.Field(name: "unreadable", value: .text("\(error)")),
                StrictJSON.Field(name: "body_hex", value: .text(body.hexadecimal)),
            ]).line
        }
    }

    /// Renders a fact.
    public static func render(_ fact: Fact) -> String {
        var options = JSONEncodingOptions()
        options.preserveProtoFieldNames = true
        options.alwaysPrintInt64sAsNumbers = true
        do {
            let written: [UInt8] = try FactCodec.message(of: fact).jsonUTF8Bytes(options: options)
            return readable(try JSONReader.read(written)).line
        } catch {
            // Nothing of ours fails here; should it, the model's own words still say the fact.
            return StrictJSON.object([StrictJSON.Field(name: "fact", value: .text("\(fact)"))]).line
        }
    }

    private static func readable(_ value: StrictJSON) -> StrictJSON {
        switch value {
        case .object(let fields): .object(fields.map(readable))
        case .list(let items): .list(items.map(readable))
        case .null, .truth, .number, .text: value
        }
    }

    private static func readable(_ field: StrictJSON.Field) -> StrictJSON.Field {
        if field.name.hasSuffix("at_us") {
            return StrictJSON.Field(
                name: String(field.name.dropLast(3)),
                value: numbers(field.value, instant)
            )
        }
        if FactFields.contacts.contains(field.name) {
            return StrictJSON.Field(name: field.name, value: numbers(field.value, contact))
        }
        return StrictJSON.Field(name: field.name, value: readable(field.value))
    }

    private static func numbers(_ value: StrictJSON, _ words: (String) -> String?) -> StrictJSON {
        switch value {
        case .number(let digits): words(digits).map(StrictJSON.text) ?? value
        case .list(let items): .list(items.map { numbers($0, words) })
        case .null, .truth, .text, .object: readable(value)
        }
    }

    private static func instant(_ digits: String) -> String? {
        Int64(digits).map { Instant(microseconds: $0).description }
    }

    private static func contact(_ digits: String) -> String? {
        UInt64(digits).map { Contact.ID(rawValue: $0).description }
    }
}
