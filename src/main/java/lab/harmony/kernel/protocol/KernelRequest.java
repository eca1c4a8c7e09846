package lab.harmony.kernel.protocol;

/// What a kernel is asked. `id` names the request; what is told about it names it as `parent`.
public sealed interface KernelRequest {

  /// Runs the code of a cell. What the cell defined before and does not define any more is dropped.
  ///
  /// @param cell which cell it is; errors name it
  record ExecuteRequest(String id, String cell, String code) implements KernelRequest {}

  /// Drops what a cell defined, because it was deleted.
  record DropRequest(String id, String cell) implements KernelRequest {}

  /// Stops the execution with this id; nothing, if it is not the one that runs.
  record InterruptRequest(String id) implements KernelRequest {}

  /// What could stand at a place of a code.
  ///
  /// @param cursor how many characters lie before it
  record CompleteRequest(String id, String code, int cursor) implements KernelRequest {}

  /// What stands at a place of a code: signatures and documentation.
  ///
  /// @param cursor how many characters lie before it
  record InspectRequest(String id, String code, int cursor) implements KernelRequest {}

  /// Ends the kernel.
  record ShutdownRequest() implements KernelRequest {}
}
