import Daybook
import DaybookCommand
import Testing

struct CommandNameTests {
  @Test(arguments: [
    ("/usr/local/bin/backup.sh --all", "backup"), ("cd / && run-parts --report /etc/cron.hourly", "cron.hourly"),
    ("test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }", "cron.daily"),
    ("[ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/x ]; then /usr/lib/php/sessionclean; fi", "sessionclean"),
    ("SERVICE_MODE=1 /sbin/e2scrub_all -A -r", "e2scrub_all"), ("/usr/bin/python3 /opt/tools/report.py -v", "report"),
    ("perl -e 'sleep int(rand(3600))' && certbot -q renew", "certbot"), ("nice -n 19 ionice -c3 updatedb", "updatedb"),
    ("flock -n /run/lock/x rsync -a a b", "rsync"), ("timeout 5m curl -fsS https://x", "curl"),
    ("bash -c 'set -e; /opt/job run'", "job"), ("sudo -u www-data php -f /var/www/cron.php", "cron"),
    ("command -v debian-sa1 > /dev/null && debian-sa1 1 1", "debian-sa1"),
    ("/usr/sbin/invoke-rc.d anacron start", "anacron"),
    ("d=$(cat /etc/x | head -1); [ -d \"$d\" ] && find \"$d\" -delete", "find"), ("env FOO=1 BAR=2 tool", "tool"),
    ("(cd /srv && ./Nightly-Build)", "nightly-build"), ("echo hello", "echo"), ("\"/opt/My App/run me\" x", "run-me"),
    ("Überprüfung", "berpr-fung"), ("'", "job"), ("", "job"), ("???", "job"), ("[ -f /x ]", "job"),
    ("find /tmp -name '*.x' -exec rm {} \\;", "find"), ("php -r 'echo 1;'", "php"), ("true", "true"),
  ])
  func `a job is called after the program that its command is about`(command: String, name: String) {
    #expect(CommandName(command).text == name)
    #expect(Name.isValid(CommandName(command).text))
  }

  @Test func `a name of any length is cut to a valid one`() {
    #expect(Name.isValid(CommandName("/bin/" + String(repeating: "x", count: 500)).text))
  }

  @Test func `the second of a name gets a number`() {
    var names = NameChoice(taken: ["b-2"])
    #expect(["a", "b", "b", "a", "a"].map { names.unique($0) } == ["a", "b", "b-3", "a-2", "a-3"])
    #expect(names.unique("command") == "command-2")
  }
}
