package import ArgumentParser
package import CursesTerminal

/// The options that every command takes, before or after its name.
package struct GlobalOptions: ParsableArguments {
  @OptionGroup
  private var directory: DirectoryOptions

  @OptionGroup(visibility: .hidden)
  package var screen: ScreenOptions

  package init() {}

  /// The options of a command that shows those of the screen in its help.
  package init(_ directory: DirectoryOptions, screen: ScreenOptions) {
    self.directory = directory
    self.screen = screen
  }

  /// `--dir`.
  package var dir: String? {
    get { directory.dir }
    set { directory.dir = newValue }
  }

  /// `--config`.
  package var config: String? {
    get { directory.config }
    set { directory.config = newValue }
  }

  /// `--as`.
  package var owner: String? { directory.owner }
  /// `--json`.
  package var json: Bool { directory.json }
  /// `--color`.
  package var color: ColorChoice { directory.color }
  /// `--read-only`.
  package var readOnly: Bool { directory.readOnly }
  /// `--allow-network`.
  package var allowsNetwork: Bool { directory.allowNetwork }

  /// Every global option and whether a value follows it; for the rewriter.
  package static let names: [String: Bool] = [
    "--dir": true, "--config": true, "--jobs": true, "--as": true, "--json": false, "--color": true,
    "--read-only": false, "--allow-network": false, "--theme": true, "--no-workers": false, "--no-ui": false,
    "--log-format": true,
  ]
}
