/// A subscription that ends when cancelled or released.
package final class Observation: Sendable {
  private let end: @Sendable () -> Void

  init(_ end: @escaping @Sendable () -> Void) {
    self.end = end
  }

  package func cancel() { end() }

  deinit { end() }
}
