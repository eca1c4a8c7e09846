package lab.harmony.models;

import java.util.List;

/// Where a model, an adapter or an autoencoder was used, by its hash; offered as a bean by whoever
/// uses models.
public interface ModelUses {

  /// How often.
  int count(String sha256);

  /// The newest first.
  List<Use> newest(String sha256, int most);

  /// One user of a model: its name and where it is shown (`runs/r000012`).
  record Use(String name, String path) {}
}
