package lab.harmony.models;

import java.util.List;

/// Where a model was used; offered as a bean by whoever uses models.
public interface ModelUses {

  /// The newest first.
  List<Use> of(Model model);

  /// One user of a model: its name and where it is shown (`runs/r000012`).
  record Use(String name, String path) {}
}
