/// What is different about a variable that a crontab sets.
enum SettingRemarks {
  static func all(_ setting: EnvironmentSetting, at place: LinePlace) -> [ImportRemark] {
    var remarks: [ImportRemark] = []
    if setting.isBare {
      remarks.append(
        ImportRemark(
          .differs, at: place.at(nil),
          cron: "takes this for a broken entry, and Debian's then ignores the whole file; cronie's sets it to nothing",
          daybook: "sets it to nothing", remedy: "\(setting.name)=\"\""))
    }
    switch setting.name {
    case "MAILTO" where !setting.value.isEmpty: remarks.append(mail(setting, at: place))
    case CronZone.variable: remarks.append(zone(setting, at: place))
    case RandomDelay.name:
      if let minutes = RandomDelay.minutes(setting.value) { remarks.append(delay(minutes, at: place)) }
    default: break
    }
    return remarks
  }

  private static func mail(_ setting: EnvironmentSetting, at place: LinePlace) -> ImportRemark {
    ImportRemark(
      .differs, at: place.at(nil), cron: "mails what the commands below print to \(setting.value)",
      daybook: "sends no mail and keeps the output: daybook log NAME")
  }

  private static func zone(_ setting: EnvironmentSetting, at place: LinePlace) -> ImportRemark {
    let cron =
      "runs the entries below by that zone's clock (cronie's; Debian's by the host's, it only sets the variable)"
    guard let zone = CronZone.known(setting.value) else {
      return ImportRemark(
        .differs, at: place.at(nil), cron: cron,
        daybook: "finds no zone \"\(setting.value)\" here, and runs them by the host's clock",
        remedy: "time-zone = \"…\" in their schedules")
    }
    return ImportRemark(
      .differs, at: place.at(nil), cron: cron,
      daybook: "does so as well, with the same care for clock changes as everywhere: time-zone = \"\(zone)\"",
      remedy: "if Debian's cron ran this file, take time-zone out of their schedules")
  }

  private static func delay(_ minutes: Int, at place: LinePlace) -> ImportRemark {
    ImportRemark(
      .differs, at: place.at(nil),
      cron:
        "starts the entries below up to \(minutes) minutes late, by a number that it draws once (cronie; Debian's does not)",
      daybook: "draws it anew for each fire: jitter = \"\(minutes)m\"",
      remedy: "if Debian's cron ran this file, take jitter out of their schedules")
  }
}
