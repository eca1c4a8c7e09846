package lab.harmony.models.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import lab.harmony.models.ModelName;

/// Addresses of the model screens.
public final class ModelLinks {

  private ModelLinks() {}

  public static String all() {
    return "models";
  }

  public static String of(ModelName name) {
    return "models/" + URLEncoder.encode(name.value(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
