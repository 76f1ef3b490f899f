import Console
import Daybook
import Testing

@Suite struct `Filters of jobs` {
  /// Ids of the busy scenario: 4798 resize ✓, 4801 send-report ✓, 4804 backup ✗, 4809 rsync ✓, 4812 resize cancelled,
  /// 4814 backup running, 4817 send-report retrying, 4821 du scheduled, 4822–4824 resize pending.
  @Test(arguments: [
    ("", [4824, 4823, 4822, 4821, 4817, 4814, 4812, 4809, 4804, 4801, 4798]),
    ("state:failed", [4804]),
    ("state:FAILED", [4804]),
    ("state:canceled", [4812]),
    ("state:waiting", [4824, 4823, 4822]),
    ("state:retrying", [4817]),
    ("state:dead", [4804]),
    ("state:failed state:running", []),
    ("type:backup", [4814, 4804]),
    ("type:BACKUP", [4814, 4804]),
    ("type:back", []),
    ("type:b*p", [4814, 4804]),
    ("type:*", [4824, 4823, 4822, 4821, 4817, 4814, 4812, 4809, 4804, 4801, 4798]),
    ("type:re*ze state:pending", [4824, 4823, 4822]),
    ("not:type:resize not:state:completed", [4821, 4817, 4814, 4804]),
    ("not:not:type:backup", [4814, 4804]),
    ("label:rsync", [4809]),
    ("label:du*", [4821]),
    ("label:\"du -sh /home\"", [4821]),
    ("rsync", [4809]),
    ("RSYNC", [4809]),
    ("\"no space\"", [4804]),
    ("no space", [4804]),
    ("not:e", [4814, 4809]),
    ("id:4804", [4804]),
    ("id:#4804-4812", [4812, 4809, 4804]),
    ("#4804", [4804]),
    ("kind:timeout", [4817]),
    ("tries:1+", [4817, 4814, 4809, 4804, 4801, 4798]),
    ("tries:0", [4824, 4823, 4822, 4821, 4812]),
    ("tries:0-", [4824, 4823, 4822, 4821, 4812]),
    ("age:9m+", [4804, 4801, 4798]),
    ("age:1m-", [4824, 4823, 4822, 4821, 4817, 4814]),
    ("queue:default type:backup", [4814, 4804]),
    ("owner:nobody", []),
    ("schedule:nightly-backup", []),
  ])
  func `show what they say`(text: String, ids: [UInt64]) throws {
    let world = try Scenario.busy()
    let filter = try JobFilter(parsing: text, now: world.now)
    let found = world.scheduler.jobs(matching: filter, before: nil, limit: 100)
    #expect(found.map(\.id.rawValue) == ids, "\(text)")
    #expect(filter.text == text)
  }

  @Test(arguments: [
    ("stat:failed", "did you mean 'state:'"),
    ("http://example", "quotation marks"),
    ("state:fail", "did you mean 'failed'"),
    ("state:", "needs a value"),
    ("not:", "needs a word"),
    ("\"open", "not closed"),
    ("age:2h", "age:2h+"),
    ("age:2+", "2s"),
    ("tries:many", "tries:2+"),
    ("id:x", "id:4821"),
    ("id:9-3", "id:4821"),
    ("kind:tiemout", "did you mean 'timeout'"),
    ("tries:-1", "tries:2+"),
  ])
  func `a mistake says what to write instead`(text: String, hint: String) throws {
    do {
      _ = try JobFilter(parsing: text, now: World.start)
      Issue.record("accepted")
    } catch {
      #expect(error.code == .invalidInput)
      #expect(error.message.contains(hint), "\(error.message)")
    }
  }

  @Test func `tell the state which rows need no look`() throws {
    let now = World.start
    #expect(try JobFilter(parsing: "state:failed", now: now).states == [.failed])
    #expect(try JobFilter(parsing: "state:retrying", now: now).states == [.scheduled])
    #expect(try JobFilter(parsing: "not:state:failed", now: now).states?.contains(.failed) == false)
    #expect(try JobFilter(parsing: "mail", now: now).states == nil)
    #expect(try JobFilter(parsing: "type:mail", now: now).types == ["mail"])
    #expect(try JobFilter(parsing: "type:m*", now: now).types == nil)
    #expect(try JobFilter(parsing: "not:type:mail", now: now).types == nil)
    #expect(JobFilter.all.narrowed(to: .running).states == [.running])
    #expect(JobFilter.all.narrowed(to: .running).text == "state:running")
  }
}
