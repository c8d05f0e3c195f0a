import Testing

@Suite("Virtual time")
struct VirtualTopologyTests {
}
