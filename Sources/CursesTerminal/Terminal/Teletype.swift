import Console
import Glibc

/// The terminal device: streams of our own, so that nothing else that is printed mixes with the screen.
struct Teletype {
  /// What a look at the input says.
  enum Readiness {
    case idle
    case readable
    /// The other side is gone; no byte will ever come.
    case hungUp
  }

  let input: UnsafeMutablePointer<FILE>
  let output: UnsafeMutablePointer<FILE>
  var inputDescriptor: Int32 { fileno(input) }
  var outputDescriptor: Int32 { fileno(output) }

  /// Standard input and output if both are a terminal, and `/dev/tty` if not: pipes stay free.
  static func open() throws(TerminalError) -> Teletype {
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      return try Teletype(
        input: fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3),
        output: fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
      )
    }
    let device = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard device >= 0 else {
      throw TerminalError(
        code: .noTerminal,
        message: "there is no terminal to draw on: standard input and output are not one, "
          + "and /dev/tty does not open (\(String(cString: strerror(errno)))); use --no-ui"
      )
    }
    return try Teletype(input: device, output: fcntl(device, F_DUPFD_CLOEXEC, 3))
  }

  private init(input: Int32, output: Int32) throws(TerminalError) {
    guard input >= 0, output >= 0, let reading = fdopen(input, "r"), let writing = fdopen(output, "w") else {
      throw TerminalError(code: .system, message: "the terminal does not open: \(String(cString: strerror(errno)))")
    }
    self.input = reading
    self.output = writing
  }

  /// The window's size as the kernel knows it; nil if it does not.
  func windowSize() -> Size? {
    var window = winsize()
    guard ioctl(outputDescriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return nil
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Looks at the input without waiting.
  func readiness() -> Readiness {
    var polled = pollfd(fd: inputDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 0) > 0 else { return .idle }
    if polled.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return .hungUp }
    // End of file: readable, and nothing to read.
    var waiting: Int32 = 0
    if ioctl(inputDescriptor, UInt(FIONREAD), &waiting) == 0, waiting == 0 { return .hungUp }
    return .readable
  }

  /// Writes past ncurses; only between its updates, which leave nothing buffered.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, !rest.isEmpty {
        let written = Glibc.write(outputDescriptor, start, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }

  func close() {
    fclose(input)
    fclose(output)
  }
}
