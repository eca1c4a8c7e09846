package lab.harmony.kernel;

import lab.harmony.kernel.protocol.KernelEvent;

/// Hears what a kernel tells, one thing after another.
public interface KernelListener {

  /// Something that belongs to an execution: text, a result, an error.
  void told(KernelEvent event);

  /// The kernel is gone, with all that its cells had defined.
  ///
  /// @param why for people
  void ended(String why);
}
