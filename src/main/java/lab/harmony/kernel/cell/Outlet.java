package lab.harmony.kernel.cell;

import java.util.Optional;

/// Where cells show things.
public interface Outlet {

  /// @param name by which it can be updated
  void display(Optional<String> name, Shown shown);

  /// Shows it in place of what was shown by that name.
  void update(String name, Shown shown);
}
