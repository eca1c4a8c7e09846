package lab.harmony.models;

import java.util.List;

/// Where a model, an adapter or an autoencoder was used, by its hash; offered as a bean by whoever
/// uses models.
public interface ModelUses {

  /// The newest first.
  List<Use> of(String sha256);

  /// One user of a model: its name and where it is shown (`runs/r000012`).
  record Use(String name, String path) {}
}
