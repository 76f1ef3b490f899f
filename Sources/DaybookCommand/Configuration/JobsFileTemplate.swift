/// What `daybook init` writes.
package enum JobsFileTemplate {
  /// A jobs file that is right as it stands, harmless to run, and shows what can be said.
  package static let text = """
    # A jobs file for daybook. See: daybook check (is it right) · daybook (run it and watch).
    # Durations: 500ms, 90s, 5m, 1h30m, 2d. Times: 2027-01-01T00:00:00Z.

    [scheduler]
    concurrency = 4                     # jobs that one worker runs at once
    # time-zone = "Europe/Paris"        # of cron expressions; the host's unless said here
    # worker-timeout = "20s"            # a worker that does not respond for so long loses its jobs
    # leader-timeout = "15s"            # a leader that does not respond for so long is replaced

    # [journal]
    # durability = "always"             # a job is accepted when it is on disk; "interval(50ms)" and "os" answer sooner

    # A job type: a command, and how to run it. Enqueue one: daybook enqueue disk-usage
    [jobs.disk-usage]
    command = ["du", "-sh", "{path}"]   # words, no shell; {name} is a parameter, {{ and }} are braces
    parameters.path = { type = "string", default = "/tmp" }
    timeout = "5m"                      # then TERM, and KILL after the grace period
    grace = "10s"

    [jobs.hello]
    command = "date; echo hello from $HOME"
    shell = true                        # run the text with /bin/sh -c; a parameter is $DAYBOOK_PARAM_NAME
    # cwd = "subdirectory"              # the directory of this file unless said here
    # env = { LANG = "C" }
    max-retries = 3                     # after the first attempt; 0 unless said here
    backoff = { strategy = "exponential", base = "5s", cap = "10m" }
    queue = "light"
    # concurrency = 1                   # jobs of this type at once, across all workers

    # Queues share limits among job types.
    [queues.light]
    concurrency = 2

    # Schedules enqueue jobs by themselves: cron, every, or at (a time, or "boot").
    [schedules.hourly-disk-usage]
    job = "disk-usage"
    cron = "0 * * * *"                  # minute hour day month weekday; daybook next "0 * * * *" shows when
    misfire = "latest"                  # instants that passed while nobody ran: the latest one, "skip", or "all:20"
    overlap = "queue"                   # the previous one still runs: "queue" behind it, "skip", "replace", "allow"
    # jitter = "90s"                    # start up to this much later, so that not everything starts at once
    # starts-at = 2027-01-01T00:00:00Z  # and ends-at, max-fires: bounds
    data = { path = "/tmp" }

    [schedules.hello]
    job = "hello"
    every = "10m"
    enabled = false                     # daybook schedule enable hello

    """
}
