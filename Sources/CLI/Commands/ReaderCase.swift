import BusinessTime
import Contacts
import Tables
import TopologyFile
import Traffic
import Workforce

/// One kind of file that people bring: a good one, and how commands read it.
struct ReaderCase: Sendable {
    let name: String
    /// A good file, field by field, the header first.
    let rows: [[String]]
    /// Columns that hold numbers.
    let numbers: [String]
    /// Those of them that may not be negative.
    let unsigned: [String]
    /// Whether a row may stand there twice.
    let mayRepeat: Bool
    let separator: String
    /// What the file says, as the commands read it.
    let read: @Sendable (String) throws -> AnyHashable

    /// In `lines`, a semicolon stands for a comma inside a field.
    init(
        _ name: String, _ lines: [String], numbers: [String], signed: [String] = [],
        mayRepeat: Bool = false, separator: String = ",",
        read: @escaping @Sendable (String) throws -> AnyHashable
    ) {
        self.name = name
        rows = lines.map { line in
            line.split(separator: separator, omittingEmptySubsequences: false).map {
                String($0.replacing(";", with: ","))
            }
        }
        self.numbers = numbers + signed
        unsigned = numbers
        self.mayRepeat = mayRepeat
        self.separator = separator
        self.read = read
    }

    /// Every kind of file that any command of ours reads.
    static let all = traffic + planning + feeds + figures

    private static func taken<Taker: TableTaker>(_ taker: Taker, _ path: String) throws -> Taker {
        var taker = taker
        try TableFile.read(path, into: &taker)
        return taker
    }

    private static let traffic = [
        ReaderCase(
            "trace",
            [
                "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,leg2_queue,"
                    + "leg2_handle_s,leg2_patience_s,target_wait_s",
                "c1,28800.250,phone,phone_general,general|spanish:3,30,182.5,346.001,xfer_claims,90,60,",
                "c2,-1250.778,letter,written_routine,,10,1168.072,,,,,86400",
                "c3,36000,chat,chat; first,chat,20,120,300,,,,",
            ], numbers: ["priority", "handle_s", "patience_s", "leg2_handle_s", "leg2_patience_s"],
            signed: ["arrival_s"]
        ) { try TrafficFile.read($0, as: .trace, date: nil) },
        ReaderCase(
            "roster",
            [
                "agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat",
                "A001,T1,g,phone|chat,28800,43200,1,0", "A001,T1,g,phone|chat,45000,64800,1,0",
                "A002,T2,g,claims,28800.5,64800,1,2",
            ], numbers: [], signed: ["on_s", "off_s"]
        ) { try taken(RosterReader(known: ["A001", "A002"]), $0).shifts },
        ReaderCase(
            "anonymous-bank",
            [
                "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start"
                    + "\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver",
                "AA0101\t1\t0\t2\tPS\t990104\t9:00:00\t9:00:10\t10\t9:00:12\t9:00:42\t30\tAGENT\t9:00:42"
                    + "\t9:01:42\t60\tANAT",
                "AA0101\t2\t0\t0\tNE\t990104\t10:00:00\t10:00:10\t10\t10:00:10\t10:00:40\t30\tHANG\t0:00:00"
                    + "\t0:00:00\t0\tNO_SERVER",
            ], numbers: ["priority", "q_time", "ser_time"], mayRepeat: true, separator: "\t"
        ) { try TrafficFile.read($0, as: .anonymousBank, date: nil) },
        ReaderCase(
            "bpi2013",
            [
                "case,concept:name,impact,lifecycle:transition,org:group,time:timestamp",
                "1-1,Accepted,Medium,In Progress,V30,2012-05-01T10:00:00+02:00",
                "1-1,Accepted,Medium,In Progress,V5 2nd,2012-05-01T10:10:00+02:00",
                "1-2,Queued,High,Awaiting; long,V13 3rd,2012-05-01T11:00:00+01:00",
            ], numbers: [], mayRepeat: true
        ) { try TrafficFile.read($0, as: .bpi2013, date: nil) },
    ]

    private static let planning = [
        ReaderCase(
            "trace forecast",
            ["queue,bin_start_s,expected_arrivals", "a,28800,8.4040", "a,29700,10.2715", "b,28800,0"],
            numbers: ["bin_start_s", "expected_arrivals"]
        ) { try taken(ForecastReader(), $0).bins },
        ReaderCase(
            "history",
            [
                "queue,date,start,offered,answered,abandoned,aht_s,staffed",
                "a,2026-04-06,08:00,10,9,1,180.250,5.000", "a,2026-04-06,08:15,7,7,0,,",
                "b; c,2026-04-07,23:45,0,0,0,,1.5",
            ], numbers: ["offered", "answered", "abandoned", "aht_s", "staffed"], mayRepeat: true
        ) { try IntervalFiles.rows(of: $0) },
        ReaderCase(
            "forecast",
            [
                "queue,date,start,bin_start_s,expected_arrivals,aht_s",
                "a,2026-05-04,09:00,32400,30.250,300.5", "a,2026-05-04,09:15,33300,0,0",
                "b,2026-05-04,09:00,32400,12,240",
            ], numbers: ["expected_arrivals", "aht_s"]
        ) { try taken(WantedTaker(aht: nil), $0).wanted },
    ]

    private static let feeds = [
        ReaderCase(
            "feed of trunks",
            [
                "trunk,from,to,count,source", "t1,2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,3,sbc",
                "t1,2026-03-02T09:00:00Z,2026-03-02T10:00:00Z,0,sbc",
                "t2,2026-03-02T08:00:00-05:00,2026-03-02T09:00:00-05:00,12,sbc; two",
            ], numbers: ["count"]
        ) { try FeedFile.read([$0], zone: .utc) },
        ReaderCase(
            "feed of surveys",
            [
                "contact,at,satisfaction,recommendation", "C1-42,2026-03-02T08:00:00Z,5,10",
                "C1-43,2026-03-02T09:00:00,,0", "C2-1,2026-03-02T10:00:00Z,1,",
            ], numbers: ["satisfaction", "recommendation"]
        ) { try FeedFile.read([$0], zone: .utc) },
    ]

    private static func vectors<Vector>(
        _ path: String, _ columns: [String], _ read: ([String]) throws -> Vector
    ) throws -> [Vector] {
        var rows: [Vector] = []
        try VectorFile.read(path, columns: columns) { rows.append(try read($0)) }
        return rows
    }

    private static let figures = [
        ReaderCase(
            "erlang vectors",
            [
                ErlangVector.columns.joined(separator: ","),
                "20,180,1,180,0,1,0.5,1,inf,inf,0,1,0.632120558829,0.367879441171,66.2182994109,"
                    + "46.8363619421,0.367879441171,0.632120558829,3,3",
                "20,180,1,180,0,1,0.5,1,inf,inf,0,1,0.632120558829,3.67879441171e-01,66.2182994109,"
                    + "46.8363619421,0.367879441171,0.632120558829,3,3",
            ], numbers: ErlangVector.columns, mayRepeat: true
        ) { try vectors($0, ErlangVector.columns) { try ErlangVector($0) } },
        ReaderCase(
            "business time vectors",
            [
                "kind,zone,open,close,start_instant_utc,amount,due_instant_utc,tag",
                "calendar_day1,Europe/London,,,2026-10-20T10:00:00Z,6,2026-10-26T00:00:00Z,dst",
                "business_hours,Asia/Kolkata,09:00,17:00,2026-08-11T06:30:00Z,5.5,2026-08-12T04:00:00Z,edge",
            ], numbers: ["amount"], mayRepeat: true
        ) { try vectors($0, BusinessTimeVector.columns) { try BusinessTimeVector($0) } },
    ]
}
