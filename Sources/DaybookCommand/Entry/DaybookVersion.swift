/// The version of this program.
package enum DaybookVersion {
  /// As in the changelog.
  package static let current = "0.1.0"
}
