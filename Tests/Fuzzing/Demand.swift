import Glibc

/// Ends the process with a message where a condition does not hold; unlike `precondition`, also with the message when optimized.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
  if condition { return }
  print("not as it must be: \(message())")
  fflush(nil)
  abort()
}
