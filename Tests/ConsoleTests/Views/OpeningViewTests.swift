import Console
import Daybook
import Testing

@Suite struct OpeningViewTests {
  @Test(arguments: [(1, 1), (20, 5), (80, 24)].map { Size(columns: $0.0, rows: $0.1) })
  func `a journal being read says which and how far`(size: Size) throws {
    let progress = OpeningProgress(records: 430_080, total: 1_000_000)
    let surface = OpeningView.surface(
      of: "~/.local/state/daybook", progress, size: size, theme: .roles, glyphs: .unicode)
    try Golden.check(surface, "opening")
  }

  @Test func `before anything is known no share is made up`() throws {
    let size = Size(columns: 80, rows: 24)
    for progress in [nil, OpeningProgress(records: 0, total: 0)] {
      let surface = OpeningView.surface(of: "/srv/jobs", progress, size: size, theme: .roles, glyphs: .ascii)
      let text = surface.textRows[2]
      #expect(text.contains("reading the journal"))
      #expect(!text.contains("%"))
    }
  }
}
