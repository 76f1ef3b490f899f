import Daybook

/// Every action of the console, in the order of help.
package enum ActionRegistry {
  package static let all: [Action] = moving + panes + finding + acting + looking + console

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// The action of that name.
  package static subscript(id: ActionID) -> Action {
    guard let action = byID[id] else { preconditionFailure("\(id.rawValue) is not in the registry") }
    return action
  }

  private static let moving: [Action] = [
    Action(.moveDown, "down", "One row down", .move, keys: [.character("j"), .down]),
    Action(.moveUp, "up", "One row up", .move, keys: [.character("k"), .up]),
    Action(.moveFirst, "first", "To the first row; in the log, to its start", .move, keys: [.character("g"), .home]),
    Action(
      .moveLast, "last", "To the last row; in the log, to its end, and follow", .move, keys: [.character("G"), .end]),
    Action(.halfPageDown, "half down", "Half a page down", .move, keys: [.control("d")]),
    Action(.halfPageUp, "half up", "Half a page up", .move, keys: [.control("u")]),
    Action(.pageDown, "page down", "A page down", .move, keys: [.pageDown, .control("f")]),
    Action(.pageUp, "page up", "A page up", .move, keys: [.pageUp, .control("b")]),
    Action(.scrollLeft, "left", "Scroll the log to the left", .move, keys: [.left, .character("H")]),
    Action(.scrollRight, "right", "Scroll the log to the right", .move, keys: [.right, .character("L")]),
  ]

  private static let panes: [Action] = [
    Action(.nextPane, "next pane", "To the next pane", .panes, keys: [.tab]),
    Action(.previousPane, "previous pane", "To the previous pane", .panes, keys: [.backTab]),
    Action(.jobsPane, "jobs", "To the jobs", .panes, keys: [.character("1")]),
    Action(.schedulesPane, "schedules", "To the schedules", .panes, keys: [.character("2")]),
    Action(.logPane, "log pane", "To the log", .panes, keys: [.character("3")]),
    Action(
      .inspectorPane, "inspector", "To the inspector", .panes, keys: [.character("4")],
      unavailable: { state in
        state.layout[.inspector] == nil && state.layout.shown(.inspector) != .inspector
          ? "the inspector needs a larger terminal; Enter shows the details" : nil
      }),
    Action(.zoomIn, "zoom in", "More room for this pane: half, then all", .panes, keys: [.character("+")]),
    Action(.zoomOut, "zoom out", "Less room for this pane", .panes, keys: [.character("_")]),
    Action(
      .nextState, "next state", "Show the jobs of the next state", .panes, keys: [.character("]")], scope: .jobs),
    Action(
      .previousState, "previous state", "Show the jobs of the previous state", .panes, keys: [.character("[")],
      scope: .jobs),
  ]

  private static let finding: [Action] = [
    Action(
      .filter, "filter", "Show only matching jobs: text, type:mail, state:failed, not:…", .find,
      keys: [.character("/"), .function(4)], scope: .jobs, hint: 9,
      commandLine: { $0.jobs.filterText.isEmpty ? nil : "daybook jobs --where '\($0.jobs.filterText)'" }),
    Action(
      .filterSchedules, "find schedule",
      "Show only matching schedules: text, type:mail, state:off, not:…", .find,
      keys: [.character("/"), .function(4)], scope: .schedules, hint: 9),
    Action(
      .search, "search", "Search the log", .find, keys: [.character("/"), .function(3)], scope: .log, hint: 3),
    Action(
      .searchNext, "next match", "To the next match in the log", .find, keys: [.character("n")], scope: .log,
      unavailable: \.reasonNotToSearch),
    Action(
      .searchPrevious, "previous match", "To the previous match in the log", .find, keys: [.character("N")],
      scope: .log, unavailable: \.reasonNotToSearch),
    Action(
      .palette, "command", "Any action by name, or a job by id: :4821", .find, keys: [.character(":")], hint: 10),
    Action(
      .newestFailure, "newest failure", "To the job that failed last, its log at the end", .find,
      keys: [.character("!")], aliases: ["failure"],
      unavailable: { $0.snapshot.newestFailure == nil ? "nothing has failed" : nil }),
    Action(
      .mark, "mark", "Mark the job for the next action, or unmark it", .select, keys: [.character(" ")], scope: .jobs,
      hint: 8, unavailable: \.reasonNoJob),
    Action(
      .unmark, "unmark", "Unmark all", .select, keys: [.character("U")], scope: .jobs,
      unavailable: { $0.jobs.marks.isEmpty ? "nothing is marked" : nil }),
  ]

  private static let acting: [Action] = [
    Action(
      .retry, "retry", "Run the job again, now", .act, keys: [.character("r")], scope: .jobs, danger: .undoable,
      hint: 1, commandLine: { $0.commandLine("retry") }, unavailable: \.reasonNotToRetry),
    Action(
      .cancel, "cancel", "Cancel the job; a running one is stopped", .act, keys: [.character("x"), .function(9)],
      scope: .jobs, danger: .confirmed, hint: 2, commandLine: { $0.commandLine("cancel") },
      unavailable: \.reasonNotToCancel),
    Action(
      .trigger, "trigger", "Fire the schedule now, beside its times", .act, keys: [.character("t")],
      scope: .schedules, danger: .undoable, hint: 1, commandLine: { $0.scheduleCommandLine("trigger") },
      unavailable: \.reasonNotToActOnSchedule),
    Action(
      .toggleSchedule, "on/off", "Disable the schedule, or enable it", .act, keys: [.character("s")],
      scope: .schedules, danger: .undoable, hint: 2,
      commandLine: { state in
        state.scheduleCommandLine(state.selectedSchedule?.isEnabled == true ? "disable" : "enable")
      },
      unavailable: \.reasonNotToActOnSchedule),
    Action(
      .resetSchedule, "reset", "Let the schedule be on or off as its declaration says", .act, keys: [],
      scope: .schedules, danger: .undoable, commandLine: { $0.scheduleCommandLine("reset") },
      unavailable: \.reasonNotToReset),
    Action(
      .deleteSchedule, "delete", "Delete the schedule; the jobs of its fires stay", .act, keys: [.character("D")],
      scope: .schedules, danger: .confirmed, commandLine: { $0.scheduleCommandLine("remove") },
      unavailable: \.reasonNotToDelete),
    Action(
      .pause, "pause", "Stop starting jobs, or start again: everything, one type, one queue", .act,
      keys: [.character("p")], danger: .confirmed, aliases: ["resume"],
      commandLine: { $0.snapshot.stats.isPaused ? "daybook resume" : "daybook pause" }),
    Action(
      .startWorker, "work", "Start a worker here that runs the jobs", .act, keys: [], danger: .undoable,
      aliases: ["worker"], commandLine: { _ in "daybook up" }, unavailable: \.reasonNotToWork),
  ]

  private static let looking: [Action] = [
    Action(
      .details, "details", "Everything about the job or the schedule", .look, keys: [.enter], hint: 5,
      unavailable: \.reasonNoDetails),
    Action(
      .log, "log", "The job's output; of a schedule, its last job's", .look, keys: [.character("l")], hint: 6,
      commandLine: { $0.commandLine("log -f") }, unavailable: \.reasonNoLog),
    Action(
      .copy, "copy", "Copy the id, or the schedule's name, to the clipboard", .look, keys: [.character("y")],
      unavailable: \.reasonNothingSelected),
    Action(
      .follow, "follow", "Follow the log as it grows, or stay", .log, keys: [.character("f")], scope: .log, hint: 1),
    Action(
      .wrap, "wrap", "Wrap long lines, or cut them", .log, keys: [.character("w")], scope: .log, hint: 2),
  ]

  private static let console: [Action] = [
    Action(
      .help, "keys", "This page: every key, and what it does", .console, keys: [.character("?"), .function(1)],
      hint: 11,
      aliases: ["help"]),
    Action(.back, "back", "Leave one layer: prompt, page, filter, marks, zoom", .console, keys: [.escape]),
    Action(.redraw, "redraw", "Draw everything again", .console, keys: [.control("l")]),
    Action(.suspend, "suspend", "Back to the shell; fg returns", .console, keys: [.control("z")]),
    Action(
      .quit, "quit", "Close the page, or quit", .console, keys: [.character("q"), .function(10)], hint: 12,
      aliases: ["exit", "q"]),
    Action(.interrupt, "quit twice", "Pressed twice: quit, running jobs finish", .console, keys: [.control("c")]),
  ]
}
