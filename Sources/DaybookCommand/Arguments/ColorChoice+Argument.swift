import ArgumentParser
package import CursesTerminal

/// The values of `--color`.
extension ColorChoice: ExpressibleByArgument {}
