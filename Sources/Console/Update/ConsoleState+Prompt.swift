import Daybook

/// Typing in a prompt: the filter and the searches take effect as they are typed.
extension ConsoleState {
  mutating func pressInPrompt(_ key: Key) -> [Effect] {
    switch key {
    case .enter: return submitPrompt()
    case .escape, .control("c"): cancelPrompt()
    case .backspace where prompt?.editor.text.isEmpty == true: cancelPrompt()
    case .tab: completeCommand(step: 1)
    case .backTab: completeCommand(step: -1)
    default:
      let before = prompt?.editor.text
      if prompt?.editor.handle(key) == true, prompt?.editor.text != before { promptChanged() }
    }
    return []
  }

  /// Applies what is typed so far.
  mutating func promptChanged() {
    guard let text = prompt?.editor.text, let purpose = prompt?.purpose else { return }
    prompt?.problem = nil
    prompt?.completion = nil
    switch purpose {
    case .filter(_, let cursor):
      do {
        _ = try JobFilter(parsing: text, now: clock.now)
        jobs.filterText = text
        if let cursor { jobs.go(to: cursor) }
      } catch {
        prompt?.problem = error.message
      }
    case .scheduleFilter(_, let cursor):
      do {
        _ = try ScheduleFilter(parsing: text)
        schedules.filterText = text
        if let cursor { schedules.go(to: cursor) }
      } catch {
        prompt?.problem = error.message
      }
    case .search: log.search = text
    case .help: search(help: text)
    case .command: break
    }
  }

  private mutating func search(help text: String) {
    guard case .help(var help) = page?.subject else { return }
    help.query = text
    help.cursor = 0
    page?.subject = .help(help)
  }

  private mutating func submitPrompt() -> [Effect] {
    guard let prompt else { return [] }
    let text = prompt.editor.text
    switch prompt.purpose {
    case .filter:
      if prompt.problem != nil { return [] }
      jobs.filterHistory = Self.remember(text, in: jobs.filterHistory)
    case .scheduleFilter:
      if prompt.problem != nil { return [] }
      schedules.filterHistory = Self.remember(text, in: schedules.filterHistory)
    case .search:
      searchHistory = Self.remember(text, in: searchHistory)
      self.prompt = nil
      if !text.isEmpty, !log.findFirst(rows: layout.contentRows(.log)),
        !log.findNext(forward: true, rows: layout.contentRows(.log))
      {
        let kept =
          log.buffer.start > 0 ? "; only the last \(NumberText.grouped(LogBuffer.lineLimit)) are kept here" : ""
        say(.warning, "no line contains \"\(text)\"\(kept)")
      }
      return []
    case .help: break
    case .command: return submitCommand(text)
    }
    self.prompt = nil
    return []
  }

  private mutating func submitCommand(_ text: String) -> [Effect] {
    switch Command(parsing: text) {
    case .nothing: prompt = nil
    case .job(let id):
      prompt = nil
      seek(id)
    case .action(let id):
      commandHistory = Self.remember(text, in: commandHistory)
      prompt = nil
      return perform(id)
    case .unknown(let message): prompt?.problem = message
    }
    return []
  }

  private mutating func cancelPrompt() {
    switch prompt?.purpose {
    case .filter(let previous, let cursor):
      jobs.filterText = previous
      if let cursor { jobs.go(to: cursor) }
    case .scheduleFilter(let previous, let cursor):
      schedules.filterText = previous
      if let cursor { schedules.go(to: cursor) }
    case .search(let previous): log.search = previous
    case .help(let previous): search(help: previous)
    case .command, nil: break
    }
    prompt = nil
  }

  /// Puts the next suggestion in place of what was typed.
  private mutating func completeCommand(step: Int) {
    guard var prompt, prompt.purpose == .command else { return }
    let stem = prompt.completion?.stem ?? prompt.editor.text
    let suggestions = Command.suggestions(for: stem)
    guard !suggestions.isEmpty else { return }
    let first = step > 0 ? 0 : suggestions.count - 1
    let index = prompt.completion.map { ($0.index + step + suggestions.count) % suggestions.count } ?? first
    prompt.completion = Prompt.Completion(stem: stem, index: index)
    prompt.problem = nil
    prompt.editor.set(suggestions[index].title)
    self.prompt = prompt
  }

  private static func remember(_ text: String, in history: [String]) -> [String] {
    text.isEmpty ? history : history.filter { $0 != text }.suffix(99) + [text]
  }
}
