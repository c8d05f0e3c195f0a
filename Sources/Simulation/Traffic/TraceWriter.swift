public import Contacts
internal import Tables

/// Writes traffic as a trace (cli.md#trace-format).
public enum TraceWriter {
    /// The lines of `BASE.contacts.csv`, the header first.
    public static func contactLines(_ contacts: [TraceContact]) -> [String] {
        [contactColumns]
            + contacts.map { contact in
                CSVLine.line([
                    contact.label, Seconds.text(contact.arrival), word(contact.channel), contact.queue,
                    contact.needs.map { $0.level == 1 ? $0.skill.rawValue : $0.description }.joined(
                        separator: "|"),
                    String(contact.priority), Seconds.text(contact.service),
                    contact.patience.map(Seconds.text) ?? "",
                    "", "", "", contact.secondLeg?.queue ?? "",
                    contact.secondLeg.map { Seconds.text($0.service) } ?? "",
                    contact.secondLeg?.patience.map(Seconds.text) ?? "",
                ])
            }
    }

    /// One agent of `BASE.roster.csv`.
    public struct RosterRow: Hashable, Sendable {
        /// When the agent works.
        public var shift: Shift
        /// The tier.
        public var tier: Tier
        /// The group.
        public var group: String
        /// The skills.
        public var skills: [SkillNeed]
        /// Calls at once.
        public var maxVoice: Int
        /// Chats at once.
        public var maxChat: Int

        /// Makes a row.
        public init(shift: Shift, tier: Tier, group: String, skills: [SkillNeed], maxVoice: Int, maxChat: Int)
        {
            self.shift = shift
            self.tier = tier
            self.group = group
            self.skills = skills
            self.maxVoice = maxVoice
            self.maxChat = maxChat
        }
    }

    /// The lines of `BASE.roster.csv`, the header first.
    public static func rosterLines(_ rows: [RosterRow]) -> [String] {
        ["agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat"]
            + rows.map { row in
                CSVLine.line([
                    row.shift.agent.rawValue, "T\(row.tier)", row.group,
                    row.skills.map { $0.level == 1 ? $0.skill.rawValue : $0.description }.joined(
                        separator: "|"),
                    String(row.shift.on.microseconds / 1_000_000),
                    String(row.shift.off.microseconds / 1_000_000),
                    String(row.maxVoice), String(row.maxChat),
                ])
            }
    }

    private static let contactColumns =
        "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,"
        + "deadline_s,deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s"

    private static func word(_ channel: Channel) -> String {
        switch channel {
        case .secureMessage: "message"
        case .walkIn: "walkin"
        case .phone, .chat, .email, .letter, .workItem: channel.rawValue
        }
    }
}
