import Daybook
import DaybookCommand
import Settings
import Testing

/// What is written is read back by the jobs file's own reader.
struct ImportedTextTests {
  private let place = JobsFileAddition.Place(file: "f.toml", source: "/srv/f.toml", owner: "ann", hostZone: "UTC")

  private func add(_ text: String, to existing: String? = nil, worker: Account = TestHost.ann) throws
    -> JobsFileAddition
  {
    try JobsFileAddition(
      translate(text, worker: worker), to: existing.map { Array($0.utf8) }, from: ["tab"], in: place)
  }

  private func read(_ addition: JobsFileAddition) throws -> Declarations {
    try JobsFile(
      bytes: addition.bytes, file: "f.toml", source: "/srv/f.toml", owner: "ann", hostZone: "UTC", now: Sandbox.start
    ).declarations
  }

  @Test func `the text of an entry`() throws {
    let addition = try add("# Every night\nMAILTO=ann\n# Make a copy\n30 2 * * *\tcp -a \"$HOME\" /srv%\n")
    #expect(
      addition.addition == """
        # Imported by daybook import crontab tab

        # Every night

        # tab, line 4
        [jobs.cp]
        shell = true
        command = 'cp -a "$HOME" /srv'
        cwd = "/home/ann"
        env.SHELL = "/bin/sh"
        env.PATH = "/usr/bin:/bin"
        env.HOME = "/home/ann"
        env.LOGNAME = "ann"
        env.MAILTO = "ann"

        [schedules.cp]
        job = "cp"
        cron = "30 2 * * *"
        overlap = "allow"
        description = "Make a copy"

        """)
  }

  @Test func `times, zone, jitter and boot are read back`() throws {
    let declarations = try read(
      add("CRON_TZ=Asia/Tokyo\nRANDOM_DELAY=15\n# why\n0 2 * * * b\n@reboot c\n@weekly d\n"))
    let schedules = declarations.schedules
    #expect(
      schedules.map(\.trigger) == [
        .cron(expression: "0 2 * * *", timeZone: "Asia/Tokyo"), .boot,
        .cron(expression: "@weekly", timeZone: "Asia/Tokyo"),
      ])
    #expect(schedules.map(\.jitterMilliseconds) == [900_000, 0, 900_000])
    #expect(schedules.map(\.purpose) == ["why", nil, nil])
    #expect(schedules.map(\.overlap) == [.allow, .queue, .allow])
    #expect(schedules.allSatisfy { $0.misfire == .latest && $0.isEnabled })
  }

  @Test func `whatever the characters of a command, the job gets them`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let favourites = Array("'\"\\\t #=[]{}$`%!\u{1}\u{7F}\u{85}\u{2028}\u{202E}é😀ab\r".unicodeScalars)
    for number in 0..<600 {
      var text = "c".unicodeScalars
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let any = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random)) ?? "x"
        let one = Int.random(in: 0..<4, using: &random) == 0 ? any : favourites.randomElement(using: &random) ?? any
        text.append(one == "\n" ? " " : one)
      }
      let shell = Bool.random(using: &random) ? "" : "SHELL=/bin/bash\n"
      let addition = try add("\(shell)# \(String(text))\n0 2 * * * \(String(text))\n")
      let job = try #require(addition.added.first, "seed \(seed), \(number)")
      let declarations = try read(addition)
      let command = try #require(declarations.types.first?.command, "seed \(seed), \(number)")
      #expect(command.arguments.map { Array($0.utf8) } == job.command.map { Array($0.utf8) }, "seed \(seed), \(number)")
      let environment = Dictionary(uniqueKeysWithValues: job.environment.map { ($0.name, $0.value) })
      #expect(command.environment == environment)
      #expect(declarations.schedules.first?.purpose.map { Array($0.utf8) } == job.description.map { Array($0.utf8) })
    }
  }

  @Test func `a file is added to without touching what is there`() throws {
    let existing = "# mine\n[jobs.b]\ncommand = [\"b\"]\n[schedules.c]\njob = \"b\"\nevery = \"5m\""
    let addition = try add("0 1 * * * a\n0 2 * * * b\n0 3 * * * c\n", to: existing)
    #expect(addition.added.map(\.name) == ["a", "b-2", "c-2"])
    #expect(addition.bytes.starts(with: Array((existing + "\n\n# Imported").utf8)))
    #expect(try read(addition).types.map(\.name) == ["b", "a", "b-2", "c-2"])
  }

  @Test func `what was imported before is not imported twice, whatever was changed about it`() throws {
    let tab = "0 1 * * * a\n@reboot b%x\n0 2 * * * a\n"
    let first = try add(tab)
    let edited = String(decoding: first.bytes, as: UTF8.self)
      .replacing("[jobs.a]", with: "[jobs.a]\ntimeout = \"1h\"").replacing("overlap = \"allow\"\n", with: "")
    let second = try add(tab + "0 4 * * * a\n", to: edited)
    #expect(second.present.map(\.name) == ["a", "b", "a-2"])
    #expect(second.added.map(\.name) == ["a-3"])
    let third = try add(tab, to: edited)
    #expect(third.addition.isEmpty && third.bytes == Array(edited.utf8))
    #expect(try add("CRON_TZ=Asia/Tokyo\n0 1 * * * a\n", to: edited).added.count == 1)
  }

  @Test func `cron's zone is written into a file that has another one`() throws {
    let existing = "[scheduler]\ntime-zone = \"Asia/Tokyo\"\n"
    let addition = try add("0 1 * * * a\n", to: existing)
    #expect(try read(addition).schedules.map(\.trigger) == [.cron(expression: "0 1 * * *", timeZone: "UTC")])
    let again = try add("0 1 * * * a\n", to: String(decoding: addition.bytes, as: UTF8.self))
    #expect(again.present.map(\.name) == ["a"])
  }

  @Test func `a file that is wrong, or cannot be added to, is left alone`() {
    #expect(throws: SettingsError.self) { try add("0 1 * * * a\n", to: "[jobs.b]\n") }
    #expect(throws: SettingsError.self) { try add("0 1 * * * a\n", to: "jobs = { b = { command = [\"b\"] } }\n") }
  }
}
