extension StrictJSON {
    /// The value on one line, without spaces.
    var line: String {
        switch self {
        case .null: "null"
        case .truth(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .text(let text): quoted(text)
        case .list(let items): "[\(items.map(\.line).joined(separator: ","))]"
        case .object(let fields):
            "{\(fields.map { "\(quoted($0.name)):\($0.value.line)" }.joined(separator: ","))}"
        }
    }
}

private func quoted(_ text: String) -> String {
    var line = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": line += "\\\""
        case "\\": line += "\\\\"
        case "\n": line += "\\n"
        case "\r": line += "\\r"
        case "\t": line += "\\t"
        // Line separators are legal in JSON and end a line for some readers of our logs.
        case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}": line += escaped(scalar)
        default: line.unicodeScalars.append(scalar)
        }
    }
    return line + "\""
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
