package lab.harmony.models.ui;

import lab.harmony.models.ModelName;

/// Addresses of the model screens.
public final class ModelLinks {

  private ModelLinks() {}

  public static String all() {
    return "models";
  }

  public static String of(ModelName name) {
    return "models/" + name;
  }
}
