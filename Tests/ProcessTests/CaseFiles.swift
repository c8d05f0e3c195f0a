import Foundation
import SharedTesting

/// Small inputs that went wrong once: those beside the repository when they are there, else the same made
/// here.
struct CaseFiles {
    /// The folder that they are in.
    let folder: String

    /// Writes them all.
    init() throws {
        folder = NSTemporaryDirectory() + "tl-cases-\(UInt64.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in Self.texts {
            let shared = Self.shared.map { $0 + "/" + name }
            if let shared, FileManager.default.fileExists(atPath: shared) {
                try FileManager.default.copyItem(atPath: shared, toPath: folder + "/" + name)
            } else {
                try write(text, to: name)
            }
        }
    }

    /// Writes a further file, and says where.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }

    /// Takes the folder away.
    func remove() {
        // What cannot be removed is left in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static let shared = SharedFile.url("cases")?.path

    private static let contacts = "contact_id,arrival_s,channel,queue,handle_s,patience_s\n"
    private static let roster = "agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat"

    private static let texts: [String: String] = [
        "comma.contacts.csv": contacts + "c1,36000,phone,phone_general,120,5,300\n",
        "point.contacts.csv": contacts + "c1,36000,phone,phone_general,120.5,300\n",
        "lost.contacts.csv": contacts + "c1,36000,phone,phone_general,120,300\n"
            + "\"c\n2\",36010,phone,phone_general,120,300\nc3,36020,phone,phone_general,1e3,300\n",
        "comma.roster.csv": roster + "\nA001,1,g,s,28800,500,64800,1,0\n",
        "cr.roster.csv": roster + "\rA001,1,g,s,28800,64800,1,0\r",
        "late.roster.csv": roster + "\nA001,1,g,s,36060,64800,1,0\n",
        "able.contacts.csv": "contact_id,arrival_s,channel,queue,required_skills,handle_s\n"
            + "c1,36000,phone,general,general,120\n",
        "able.roster.csv": roster + "\nA001,T1,g,general,28800,64800,1,0\n",
        "occ.csv": "queue,date,start,expected_arrivals,aht_s\nq,2026-05-04,09:00,3000,300\n",
        "plain.csv": history(from: "2026-04-06", weeks: 6) { _, _ in true },
        "hol.csv": history(from: "2026-04-27", weeks: 6) { date, _ in date != "2026-05-25" },
        "a.csv": history(from: "2026-04-06", weeks: 6) { date, quarter in
            date != "2026-05-15" || quarter < 48
        },
    ]

    /// Ten contacts in each quarter hour from 08:00 to 18:00 of Mondays to Fridays, where `isThere` says so.
    private static func history(
        from monday: String, weeks: Int, isThere: (String, Int) -> Bool
    ) -> String {
        var lines = ["queue,date,start,offered,answered,abandoned,aht_s,staffed"]
        let form = DateFormatter()
        form.dateFormat = "yyyy-MM-dd"
        form.timeZone = TimeZone(secondsFromGMT: 0)
        let first = form.date(from: monday) ?? .distantPast
        for day in 0..<(7 * weeks) where day % 7 < 5 {
            let date = form.string(from: first.addingTimeInterval(Double(day) * 86_400))
            for quarter in 32..<72 where isThere(date, quarter) {
                let start = String(format: "%02d:%02d", quarter / 4, quarter % 4 * 15)
                lines.append("a,\(date),\(start),10,10,0,180.000,5.000")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
