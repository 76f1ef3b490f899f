import Cron

/// Turns crontabs into jobs and schedules, and says of everything that would behave differently how and why.
package struct CrontabTranslator {
  private let host: CrontabHost
  private var result = CrontabImport()

  /// Translates crontabs in order.
  package static func translate(_ crontabs: [(CrontabSource, FormatDetection)], host: CrontabHost) -> CrontabImport {
    var translator = CrontabTranslator(host: host)
    for (source, detection) in crontabs { translator.translate(source, detection) }
    translator.result.remarks += GeneralRemarks(translator.result).all
    return translator.result
  }

  private init(host: CrontabHost) { self.host = host }

  private mutating func translate(_ source: CrontabSource, _ detection: FormatDetection) {
    var environment = CrontabEnvironment()
    var block = CommentBlock(format: detection.format)
    let lines = CrontabParser.lines(source.bytes, format: detection.format)
    for line in lines {
      let place = LinePlace(file: source.spokenName, line: line)
      switch line.content {
      case .blank: block.interrupt()
      case .comment(let text): block.add(text)
      case .setting(let setting):
        block.interrupt()
        environment.set(setting)
        result.remarks += SettingRemarks.all(setting, at: place)
      case .refused(let mistake):
        block.interrupt()
        leaveOut(ImportRemark(mistake, at: place), &block)
      case .entry(let entry):
        let account = account(of: entry, detection)
        translate(entry, runBy: account, environment, &block, place)
      }
    }
    block.interrupt()
    keep(&block)
    if let last = lines.last { result.remarks += FileRemarks.all(source, lastLine: last) }
  }

  /// Nil for a name that this host does not know.
  private func account(of entry: CrontabEntry, _ detection: FormatDetection) -> Account? {
    guard let name = entry.user ?? detection.owner, name != host.worker.name else { return host.worker }
    return host.accounts.account(named: name)
  }

  private mutating func translate(
    _ entry: CrontabEntry, runBy account: Account?, _ environment: CrontabEnvironment, _ block: inout CommentBlock,
    _ place: LinePlace
  ) {
    let command = CommandInput(entry.command)
    let timing = TimingTranslation(entry.timing, at: place, seed: entry.command)
    guard let trigger = timing.trigger else { return leaveOut(timing.remarks, &block) }
    guard let account, account.userID == host.worker.userID || host.worker.userID == 0 else {
      return leaveOut(AccountRemark.refusal(of: account, entry, worker: host.worker, at: place), &block)
    }
    let description = block.takeDescription()
    keep(&block)
    let words = CommandTranslation(
      command, shell: environment.shell, becoming: account.userID == host.worker.userID ? nil : account)
    let delay = RandomDelay(environment)
    let home = environment.home(of: account)
    result.items.append(
      .job(
        ImportedJob(
          name: CommandName(command.command).text, file: place.file, line: place.line.number, trigger: trigger,
          timeZone: CronZone(environment).name, jitterMinutes: trigger == .boot ? nil : delay.minutes,
          command: words.words, usesShell: words.usesShell, directory: directory(home),
          environment: environment.variables(for: account), description: description)))
    result.remarks += timing.remarks
    result.remarks += EntryRemarks(entry: entry, command: command, home: home, host: host, place: place).all
  }

  /// cron goes on in its own directory when there is no home; a job would not start.
  private func directory(_ home: String) -> String { host.isDirectory(home) ? home : "/" }

  private mutating func leaveOut(_ remark: ImportRemark, _ block: inout CommentBlock) { leaveOut([remark], &block) }

  private mutating func leaveOut(_ remarks: [ImportRemark], _ block: inout CommentBlock) {
    block.interrupt()
    keep(&block)
    result.remarks += remarks
    guard let remark = remarks.first(where: { $0.kind == .leftOut }), let place = remark.place else { return }
    result.items.append(
      .comments(["left out (\(place.file), line \(place.line)): cron \(remark.cron)", "", "  " + place.text]))
  }

  private mutating func keep(_ block: inout CommentBlock) {
    let lines = block.takeOthers()
    if !lines.isEmpty { result.items.append(.comments(lines)) }
  }
}
