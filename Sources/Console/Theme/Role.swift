/// What a piece of the screen means. Views name roles only; a theme says how each looks.
package enum Role: String, CaseIterable, Sendable {
  /// Ordinary text, and the background of everything.
  case text
  /// Text that matters less: column heads, units, times.
  case muted
  /// The product's name, the focused pane's number.
  case accent
  /// Rules between panes.
  case border
  case paneTitle = "pane.title"
  case paneTitleFocused = "pane.title-focused"
  /// The row under the cursor in the focused pane; its foreground is the row's own.
  case cursorFocused = "cursor.focused"
  /// The row under the cursor in a pane without focus.
  case cursorIdle = "cursor.idle"
  case mark
  case key = "hint.key"
  case hint = "hint.title"
  case prompt
  case toastSuccess = "toast.success"
  case toastInformation = "toast.information"
  case toastWarning = "toast.warning"
  case toastError = "toast.error"
  case banner
  case dialog = "dialog.text"
  case dialogBorder = "dialog.border"
  case dialogChoice = "dialog.choice"
  case dialogFocused = "dialog.focused"
  case sparkline = "chart.done"
  case sparklineFailed = "chart.failed"
  case progress = "chart.progress"
  case logText = "log.text"
  case logNotice = "log.notice"
  case logMatch = "log.match"
  case jobScheduled = "job.scheduled"
  case jobPending = "job.pending"
  case jobBlocked = "job.blocked"
  case jobRunning = "job.running"
  case jobCompleted = "job.completed"
  case jobFailed = "job.failed"
  case jobCancelled = "job.cancelled"
  case scheduleOn = "schedule.on"
  case scheduleOff = "schedule.off"
  case scheduleLate = "schedule.late"
  case scheduleKept = "schedule.kept"
  case scheduleOrphaned = "schedule.orphaned"
  case workerPresent = "worker.present"
  case workerAbsent = "worker.absent"
}
