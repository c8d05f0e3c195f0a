public import Contacts
public import Facts

/// What leads and the console hear of the watchdog.
extension WatchdogMachine: StationMachine {
    /// What becomes of an alarm.
    public static let pushed: Set<FactKind> = [
        .alarmRaised, .alarmGrew, .alarmReduced, .alarmAcknowledged, .alarmOverdue,
    ]

    /// Whoever shows alarms subscribes to `alarms`.
    public static func topics(of _: Fact, from publisher: StationName?) -> [String] {
        publisher == nil ? ["alarms"] : []
    }

    /// Every alarm that is open.
    public func backlog(of topic: String) -> [Fact] {
        topic == "alarms" ? state.openAlarms.map { .alarmRaised($0) } : []
    }

    /// What the watchdog has an eye on.
    public func gauges(at _: Instant) -> [Gauge] {
        [
            Gauge("open_clocks", value: Int64(state.clockCount)),
            Gauge("open_alarms", value: Int64(state.openAlarms.count)),
        ]
    }
}
