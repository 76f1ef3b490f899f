import ArgumentParser
import Daybook

extension LaunchOptions {
  /// How this directory's daybook is called in a shell: with `--dir` unless the plain command means the same directory.
  var programWords: String {
    let plain = (try? GlobalOptions.parse([])).map { Workplace($0, context: context).directory }
    return workplace.directory == plain ? "daybook" : "daybook --dir \(workplace.directory)"
  }
}
