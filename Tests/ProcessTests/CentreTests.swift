import Foundation
import Testing

/// A trace in its own centre, by the programs, judged from outside.
@Suite("14.0: a trace in its own centre", .timeLimit(.minutes(10)))
struct CentreTests {
    /// Two hours of calls, transfers and messages for three people.
    private static let contacts: [String] = {
        var rows = [
            "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,"
                + "deadline_s,deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s"
        ]
        for number in 0..<40 {
            let at = 28_800 + number * 180
            let isMoved = number % 8 == 0
            rows.append(
                "C\(number),\(at),phone,general,general,100,\(200 + number % 5 * 60),"
                    + "\(60 + number % 3 * 60),20,\(at + 20),start,\(isMoved ? "xfer,120,90" : ",,")")
            rows.append(
                "M\(number),\(at + 7),message,message,message,40,\(240 + number % 4 * 90),,14400,"
                    + "\(at + 14_407),start,,,")
        }
        return rows
    }()

    private static let roster = [
        "agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat",
        "A1,T1,g,general|message,28700,36000,1,0", "A1,T1,g,general|message,37800,46000,1,0",
        "A2,T1,g,general|message,28700,46000,1,0", "A3,T2,h,general|xfer|message,28700,46000,1,0",
    ]

    private static let forecast =
        ["queue,bin_start_s,expected_arrivals"] + (0..<8).map { "general,\(28_800 + $0 * 900),5" }

    private func judge(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let result = try Programs.run(
            "/usr/bin/env", ["PYTHONPATH=ops", "python3", "-B", "-m", "proving.feasibility"] + arguments)
        return (result.status, result.output + result.errors)
    }

    @Test("the judge of logs finds every misdeed that it is shown, and none in honest logs")
    func selfTest() throws {
        let judged = try judge(["--self-test"])
        #expect(judged.status == 0, "\(judged.text)")
    }

    @Test("what simulate writes keeps skills, shifts, capacity and order, whatever the policy")
    func feasible() throws {
        let cases = try CaseFiles()
        defer { cases.remove() }
        let base = "\(cases.folder)/t"
        for (name, rows) in [
            ("contacts", Self.contacts), ("roster", Self.roster), ("forecast", Self.forecast),
        ] {
            try cases.write(rows.joined(separator: "\n") + "\n", to: "t.\(name).csv")
        }
        for policy in ["static", "paced"] {
            let log = "\(base).\(policy).log.csv"
            let played = try Programs.run(
                Programs.folder + "/tierline",
                [
                    "simulate", "--trace", base, "--roster", "\(base).roster.csv", "--forecast",
                    "\(base).forecast.csv", "--policy", policy, "--log-out", log,
                ])
            #expect(played.status == 0, "\(played.errors)")
            let judged = try judge([
                "--trace", "\(base).contacts.csv", "--roster", "\(base).roster.csv", "--log", log,
            ])
            #expect(judged.status == 0, "\(policy): \(judged.text)")
            let rows = try String(contentsOfFile: log, encoding: .utf8)
            #expect(rows.contains(",parked") == (policy == "paced"), "only paced puts anything aside")
        }
        let written = try Programs.run(
            Programs.folder + "/tierline",
            [
                "centre", "--trace", base, "--roster", "\(base).roster.csv", "--forecast",
                "\(base).forecast.csv", "--out", "\(cases.folder)/centre",
            ])
        #expect(written.status == 0, "\(written.errors)")
        let checked = try Programs.run(
            Programs.folder + "/tierline", ["check", "\(cases.folder)/centre/centre.yaml"])
        #expect(checked.status == 0, "\(checked.output) \(checked.errors)")
    }
}
