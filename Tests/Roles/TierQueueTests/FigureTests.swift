import Contacts
import Facts
import Testing
import TierQueue

@Suite("Live figures of a queue")
struct FigureTests {
    @Test("13.A8: what waits in several lines of one class and channel is one figure, with the oldest wait")
    func oneSeries() {
        var floor = Floor(configuration(generalist("A1")))
        floor.fact(.contactPlaced(placement(1, needs: [SkillNeed("claims")])))
        floor.pass(.seconds(5))
        floor.fact(.contactPlaced(placement(2, needs: [SkillNeed("claims", level: 3)])))
        floor.fact(.contactPlaced(placement(3, needs: [SkillNeed("spanish")])))
        let gauges = floor.machine.gauges(at: floor.now)
        let series = gauges.map { "\($0.name) \($0.labels.sorted { $0.key < $1.key })" }
        #expect(series.count == Set(series).count)
        #expect(gauges.filter { $0.name == "waiting" }.map(\.value) == [3])
    }
}
