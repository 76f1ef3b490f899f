/// A crontab in the manner of one that a package ships or an administrator writes, and what it means under cron.
struct RealCrontab: Sendable {
  let title: String
  let text: String
  /// What is imported: the name, and the expression or `boot`.
  let jobs: [Job]

  struct Job: Equatable, Sendable {
    let name: String
    let times: String

    init(_ name: String, _ times: String) {
      self.name = name
      self.times = times
    }
  }

  init(_ title: String, _ text: String, _ jobs: [Job]) {
    self.title = title
    self.text = text
    self.jobs = jobs
  }

  /// System crontabs: a user before each command.
  static let all: [RealCrontab] = [
    RealCrontab(
      "the crontab of the system",
      """
      SHELL=/bin/sh
      PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin
      # *  *  *  *  * user-name command to be executed
      17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly
      25 6\t* * *\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
      47 6\t* * 7\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.weekly; }
      52 6\t1 * *\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.monthly; }
      #

      """,
      [
        Job("cron.hourly", "17 * * * *"), Job("cron.daily", "25 6 * * *"), Job("cron.weekly", "47 6 * * 7"),
        Job("cron.monthly", "52 6 1 * *"),
      ]),
    RealCrontab(
      "anacron", "30 7-23 * * *   root\t[ -x /etc/init.d/anacron ] && /usr/sbin/invoke-rc.d anacron start >/dev/null\n",
      [Job("anacron", "30 7-23 * * *")]),
    RealCrontab(
      "file system checks",
      """
      30 3 * * 0 root test -e /run/systemd/system || SERVICE_MODE=1 /usr/lib/e2fsprogs/e2scrub_all_cron
      10 3 * * * root test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -A -r

      """, [Job("e2scrub_all_cron", "30 3 * * 0"), Job("e2scrub_all", "10 3 * * *")]),
    RealCrontab(
      "activity reports",
      """
      PATH=/usr/lib/sysstat:/usr/sbin:/usr/bin:/sbin:/bin
      5-55/10 * * * * root command -v debian-sa1 > /dev/null && debian-sa1 1 1
      59 23 * * * root command -v debian-sa1 > /dev/null && debian-sa1 60 2

      """, [Job("debian-sa1", "5-55/10 * * * *"), Job("debian-sa1-2", "59 23 * * *")]),
    RealCrontab(
      "session files", "09,39 *     * * *     root   [ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean\n",
      [Job("sessionclean", "09,39 * * * *")]),
    RealCrontab(
      "certificates",
      "0 */12 * * * root test -x /usr/bin/certbot -a \\! -d /run/x && perl -e 'sleep int(rand(43200))' && certbot -q renew\n",
      [Job("certbot", "0 */12 * * *")]),
    RealCrontab(
      "arrays of disks",
      "57 0 * * 0 root if [ -x /usr/share/mdadm/checkarray ] && [ $(date +\\%d) -le 7 ]; then "
        + "/usr/share/mdadm/checkarray --cron; fi\n", [Job("checkarray", "57 0 * * 0")]),
    RealCrontab(
      "a survey of packages",
      "SHELL=/bin/sh\n13 19 * * *   root    test -x /etc/cron.daily/survey && /etc/cron.daily/survey --crond\n",
      [Job("survey", "13 19 * * *")]),
    RealCrontab(
      "a scrub on the second Sunday of a month",
      "24 0 8-14 * * root if [ $(date +\\%w) -eq 0 ] && [ -x /usr/lib/zfs/scrub ]; then /usr/lib/zfs/scrub; fi\n",
      [Job("scrub", "24 0 8-14 * *")]),
    RealCrontab(
      "graphs of a host", "*/5 * * * *     root if [ -x /usr/bin/munin-cron ]; then /usr/bin/munin-cron; fi\n",
      [Job("munin-cron", "*/5 * * * *")]),
    RealCrontab(
      "a scan of the logs",
      """
      @reboot         root    if [ -x /usr/sbin/logcheck ]; then nice -n10 /usr/sbin/logcheck -R; fi
      2 * * * *       root    if [ -x /usr/sbin/logcheck ]; then nice -n10 /usr/sbin/logcheck; fi

      """, [Job("logcheck", "boot"), Job("logcheck-2", "2 * * * *")]),
    RealCrontab(
      "news", "15 4\t* * * \troot\ttest -x /usr/lib/news/bin/news.daily && news.daily expireover\n",
      [Job("news.daily", "15 4 * * *")]),
    RealCrontab(
      "a cluster",
      """
      @reboot root [ -x /usr/sbin/gnt-cluster ] && /usr/sbin/gnt-cluster upgrade --resume
      */5 * * * * root [ -x /usr/sbin/ganeti-watcher ] && /usr/sbin/ganeti-watcher
      45 1 * * * root [ -x /usr/sbin/ganeti-cleaner ] && /usr/sbin/ganeti-cleaner master

      """, [Job("gnt-cluster", "boot"), Job("ganeti-watcher", "*/5 * * * *"), Job("ganeti-cleaner", "45 1 * * *")]),
    RealCrontab(
      "mailing lists",
      """
      0  8 * * *  root\tif [ -x /usr/bin/mailman ]; then /usr/bin/mailman notify; fi
      0 12 * * *  root\tif [ -x /usr/bin/mailman ]; then /usr/bin/mailman digests --periodic; fi

      """, [Job("mailman", "0 8 * * *"), Job("mailman-2", "0 12 * * *")]),
    RealCrontab(
      "mail",
      """
      5,35 * * * * root test -d /run/systemd/system || /usr/share/roundcube/bin/gc.sh
      18 */3\t* * *\troot\ttest -e /usr/sbin/amavisd-new-cronjob && /usr/sbin/amavisd-new-cronjob sa-sync
      24 1  * * *   root  test -e /usr/sbin/amavisd-new-cronjob && /usr/sbin/amavisd-new-cronjob sa-clean

      """,
      [
        Job("gc", "5,35 * * * *"), Job("amavisd-new-cronjob", "18 */3 * * *"),
        Job("amavisd-new-cronjob-2", "24 1 * * *"),
      ]),
    RealCrontab(
      "security audits",
      "DEFAULT=/etc/default/tiger\n0 * * * *      root    test -x /usr/sbin/tigercron && { [ -r \"$DEFAULT\" ] && . "
        + "\"$DEFAULT\" ; nice -n$NICE /usr/sbin/tigercron -q ; }\n", [Job("tigercron", "0 * * * *")]),
    RealCrontab(
      "statistics of a web server",
      "*/10 * * * * root [ -x /usr/share/awstats/update.sh ] && /usr/share/awstats/update.sh\n10 03 * * * root /opt/b.pl\n",
      [Job("update", "*/10 * * * *"), Job("b", "10 03 * * *")]),
    RealCrontab(
      "working hours and quarters",
      """
      0 9-17 * * mon-fri root /opt/poll
      30 8 1 1,4,7,10 * root /opt/quarter
      0 0 1-7 * */7 root /opt/first-sunday
      */20 8-18/2 * * 1-5 root /opt/often
      0 4 1,15 * 5 root /opt/either

      """,
      [
        Job("poll", "0 9-17 * * mon-fri"), Job("quarter", "30 8 1 1,4,7,10 *"),
        Job("first-sunday", "0 0 1-7 * */7"), Job("often", "*/20 8-18/2 * * 1-5"), Job("either", "0 4 1,15 * 5"),
      ]),
    RealCrontab(
      "a mail queue", "*/5 *\t* * *\troot\t[ -x /usr/sbin/dma ] && /usr/sbin/dma -q\n", [Job("dma", "*/5 * * * *")]),
    RealCrontab(
      "a database",
      "@daily root su postgres -c 'vacuumdb -a'\n@weekly root /usr/local/bin/reindex\n@monthly root /usr/local/bin/rotate\n"
        + "@yearly root /usr/local/bin/greet\n@hourly root /usr/local/bin/ping\n",
      [
        Job("vacuumdb", "@daily"), Job("reindex", "@weekly"), Job("rotate", "@monthly"), Job("greet", "@yearly"),
        Job("ping", "@hourly"),
      ]),
    RealCrontab(
      "clean up of thumbnails",
      "32 03 * * *     root d=$({ cat /etc/a.conf || true; } | tail -1); if [ -d \"$d\" ]; then find \"$d\" -delete; fi\n",
      [Job("find", "32 03 * * *")]),
    RealCrontab(
      "time", "25 6     * * * root if [ ! -d /run/x ]; then /usr/libexec/ntpsec/rotate-stats ; fi\n",
      [Job("rotate-stats", "25 6 * * *")]),
  ]
}
