import Config
import Testing
import TopologyFile

@Suite("TimeLength")
struct TimeLengthTests {
    @Test(
        "lengths of time are read in every unit",
        arguments: [
            ("250ms", TimeLength.elapsed(microseconds: 250_000)),
            ("20s", .elapsed(microseconds: 20_000_000)),
            ("2m", .elapsed(microseconds: 120_000_000)),
            ("4h", .elapsed(microseconds: 14_400_000_000)),
            ("48h", .elapsed(microseconds: 172_800_000_000)),
            ("10d", .elapsed(microseconds: 864_000_000_000)),
            ("1 business hour", .business(microseconds: 3_600_000_000)),
            ("4 business hours", .business(microseconds: 14_400_000_000)),
            ("30 business minutes", .business(microseconds: 1_800_000_000)),
            ("1 business day", .businessDays(1)),
            ("10 business days", .businessDays(10)),
        ])
    func read(text: String, length: TimeLength) {
        #expect(TimeLength(text) == length)
    }

    @Test(
        "what is no positive length of time is refused",
        arguments: [
            "", "s", "20", "20 s", "0s", "-5s", "1.5h", "5 minutes", "4 business", "4 Business hours", "1e3s",
            "٣s",
            "9223372036854775807h", "99999999999999999999s", "100000 business days", "40000d",
        ])
    func refused(text: String) {
        #expect(TimeLength(text) == nil)
    }
}
