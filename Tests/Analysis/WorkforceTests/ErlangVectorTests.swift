import Foundation
import SharedTesting
import Testing
import Workforce

/// The shared vectors, when they stand beside the repository.
private enum SharedVectors {
    static let url = SharedFile.url("standards/erlang_vectors.csv")
}

/// The fields of a line without quotes.
private func fields(_ line: some StringProtocol) -> [String] {
    String(line).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
}

@Suite("Erlang vectors")
struct ErlangVectorTests {
    /// One erlang on one agent with patience = AHT (see `ErlangTests.impatient`), on its way to 12 digits: no
    /// steady state without abandonment; a second agent leaves 2/3 without a wait, a third 10/11.
    private static let ours = fields(
        "20,180,1,180,0,1,0.5,1,inf,inf,0,1,0.632120558829,0.367879441171,66.2182994109,46.8363619421,"
            + "0.367879441171,0.632120558829,3,3")

    private static func row(_ place: Int, _ value: String) -> [String] {
        var row = ours
        row[place] = value
        return row
    }

    @Test("a row computed by hand agrees in every column")
    func byHand() throws {
        #expect(try ErlangVector(Self.ours).disagreeingColumns() == [])
    }

    @Test(
        "a figure beyond the tolerance disagrees in its column, one within it agrees",
        arguments: [
            (6, "0.5000001", false), (6, "0.50000001", true), (8, "1e9", false), (13, "0.36787945", true),
            (12, "inf", false), (10, "0.000000001", true), (10, "0.00000001", false), (18, "2", false),
            (19, "3.0000001", false),
        ])
    func tolerance(place: Int, value: String, agrees: Bool) throws {
        let found = try ErlangVector(Self.row(place, value)).disagreeingColumns()
        #expect(found == (agrees ? [] : [ErlangVector.columns[place]]))
    }

    @Test(
        "a field that is not of its column's form is refused with its column and value",
        arguments: [
            (0, "0"), (0, "-1"), (0, "1e9"), (1, ""), (1, "nan"), (2, "1.5"), (2, "0"), (3, "inf"),
            (4, "-0.1"), (5, "0x1"), (7, "x"), (9, "infinity"), (19, ""),
        ])
    func form(place: Int, value: String) throws {
        let error = try #require(throws: WorkforceError.self) {
            try ErlangVector(Self.row(place, value))
        }
        switch error {
        case .vectorInvalid(let column, let shown, _):
            #expect(column == ErlangVector.columns[place])
            #expect(shown == (value.isEmpty ? "nothing" : value))
        }
    }

    @Test(
        "every shared vector agrees in every column",
        .enabled(if: SharedVectors.url != nil, "skipped: the shared vectors are not beside this package"))
    func shared() throws {
        let text = try String(contentsOf: #require(SharedVectors.url), encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines.first.map { fields($0) } == ErlangVector.columns)
        #expect(lines.count == 201)
        for (row, line) in lines.dropFirst().enumerated() {
            #expect(try ErlangVector(fields(line)).disagreeingColumns() == [], "row \(row + 1)")
        }
    }
}
