import Settings

/// The jobs file of `daybook demo`: real commands that show every way a job can go.
enum DemoJobsFile {
  /// The file's text.
  ///
  /// - Parameters:
  ///   - home: a directory whose size is measured.
  ///   - scratch: a directory of the sandbox for what the jobs write.
  static func text(home: String, scratch: String) -> String {
    """
    # The sandbox of `daybook demo`. Everything in here is really executed; edit and save: it is applied at once.

    [scheduler]
    concurrency = 4

    [jobs.disk-usage]
    command = ["du", "-sh", \(TOMLText.string(home))]
    timeout = "1m"

    [jobs.archive]
    shell = true
    command = '''
    set -e
    mkdir -p tree && i=1
    while [ $i -le 200 ]; do seq 1 $i > tree/file-$i; i=$((i + 1)); done
    tar -czf tree.tar.gz tree
    echo "archived $(ls tree | wc -l) files: $(wc -c < tree.tar.gz) bytes"
    '''
    cwd = \(TOMLText.string(scratch))
    concurrency = 1

    [jobs.download]
    shell = true
    command = '''
    echo "GET https://example.org/image.iso (attempt $DAYBOOK_ATTEMPT)"
    sleep 1
    if [ "$DAYBOOK_ATTEMPT" -lt 3 ]; then echo "connection reset by peer" >&2; exit 56; fi
    echo "saved 4.1 GiB"
    '''
    max-retries = 4
    backoff = { strategy = "exponential", base = "3s", cap = "30s" }

    [jobs.always-fails]
    shell = true
    command = 'echo "opening /mnt/backup"; echo "no space left on device" >&2; exit 1'
    max-retries = 1
    backoff = { strategy = "fixed", base = "5s" }

    [jobs.slow]
    shell = true
    command = '''
    i=0
    while [ $i -le 100 ]; do echo "::progress $i"; echo "copied $i of 100 files"; sleep 0.6; i=$((i + 2)); done
    '''
    timeout = "5m"
    grace = "3s"

    [jobs.chatty]
    shell = true
    command = 'i=1; while [ $i -le 400 ]; do echo "line $i of a chatty program, $(date +%T)"; sleep 0.05; i=$((i + 1)); done'
    queue = "noise"

    [jobs.pulse]
    shell = true
    command = 'echo "load $(cut -d" " -f1-3 /proc/loadavg)"'

    [queues.noise]
    concurrency = 1

    [schedules.pulse]
    job = "pulse"
    every = "7s"

    [schedules.fetch]
    job = "download"
    every = "45s"

    [schedules.usage]
    job = "disk-usage"
    cron = "*/2 * * * *"

    [schedules.nightly-archive]
    job = "archive"
    cron = "0 2 * * *"

    [schedules.noise]
    job = "chatty"
    every = "1m"
    enabled = false

    """
  }

  /// Enqueued when the sandbox opens, so that there is something to see at once.
  static let firstJobs = ["slow", "download", "archive", "disk-usage", "always-fails", "chatty", "pulse", "archive"]
}
