import Contacts
import Tables
import Testing
import Traffic

/// The centre that a trace's own files describe (decision 0053).
@Suite("14.0: the centre of a trace")
struct TraceCentreTests {
    private static let header =
        "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,"
        + "deadline_s,deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s\n"

    private func contacts(_ rows: String) throws -> [TraceContact] {
        var reader = TraceReader()
        try reader.takeAll(Array((Self.header + rows).utf8))
        return reader.traffic.contacts
    }

    private func people(_ rows: String) throws -> [RosteredAgent] {
        var reader = RosterReader()
        let header = "agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat\n"
        try reader.takeAll(Array((header + rows).utf8))
        return reader.people
    }

    @Test("classes, needs and ranks are the trace's, people and their levels the roster's")
    func read() throws {
        let found = try TraceCentre(
            contacts(
                """
                a,10,phone,general,general,100,60,30,20,30,start,xfer,90,40
                b,20,message,mail,mail:2,40,300,,14400,20000,start,,,
                c,30,phone,general,general|spanish:3,100,60,30,20,50,start,,,

                """),
            people: people(
                """
                A1,T1,g,general|mail:2|spanish:4,0,100,1,0
                A1,T1,g,general|mail:2|spanish:4,200,300,1,0
                A2,T2,h,general|xfer,0,100,1,2

                """))
        let centre = try #require(found)
        #expect(centre.people.map(\.agent) == ["A1", "A2"])
        #expect(
            centre.people[0].skills == [
                SkillNeed("general", level: 5), SkillNeed("mail", level: 2), SkillNeed("spanish", level: 4),
            ])
        #expect(centre.kinds.map(\.queue) == ["general", "general", "mail"])
        #expect(centre.kinds.map(\.rank).first == centre.kinds.map(\.rank).dropFirst().first)
        #expect(centre.kinds[0].rank + TraceCentre.transferBonus < centre.kinds[2].rank)
        #expect(Set(centre.kinds.map { centre.type(of: $0) }).count == 3, "each kind has a row of its own")
        #expect(centre.transfers.map(\.queue) == ["xfer"] && centre.transfers[0].needs == [SkillNeed("xfer")])
        #expect(centre.live.map(\.queue) == ["general", "xfer"] && centre.live[1].handle == 90)
        #expect(centre.deferrable.map(\.within) == [14_400])
    }

    @Test("a trace without needs, or a roster without skills, describes no centre")
    func none() throws {
        let plain = try contacts("a,10,phone,general,,100,60,30,20,30,start,,,\n")
        let able = try people("A1,T1,g,general,0,100,1,0\n")
        #expect(try TraceCentre(plain, people: able) == nil)
        let wanting = try contacts("a,10,phone,general,general,100,60,30,20,30,start,,,\n")
        #expect(try TraceCentre(wanting, people: []) == nil)
    }

    @Test("a transfer that nobody could take is named")
    func nobody() throws {
        let rows = try contacts("a,10,phone,general,general,100,60,30,20,30,start,elsewhere,90,40\n")
        let able = try people("A1,T1,g,general,0,100,1,0\n")
        #expect(throws: ReplayPlanError.self) { try TraceCentre(rows, people: able) }
    }

    @Test("an agent whose rows differ is refused")
    func differing() {
        #expect(throws: TableFault.self) {
            try people("A1,T1,g,general,0,100,1,0\nA1,T1,g,claims,200,300,1,0\n")
        }
    }
}
