import Glibc

/// The `daybook` executable: prepares the process, runs one command line, exits with its code.
@main
enum DaybookMain {
  static func main() async {
    // A reader that went away and a file-size limit are errors of one write here, never the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    let status = await CommandRunner(context: .current).run(words)
    exit(status.code)
  }
}
