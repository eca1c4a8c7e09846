package lab.harmony.runs.images;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way from pages that show pictures to a plan in which they are rated blind: arms are filled
/// in.
public final class BlindPlanLink {

  private BlindPlanLink() {}

  /// @param sources ids of runs and names of experiments
  /// @param models only these; all of the sources where empty
  public static String address(List<String> sources, List<String> models) {
    return "/blind/new?"
        + Stream.concat(
                sources.stream().distinct().map(source -> "from=" + encoded(source)),
                models.stream().distinct().map(model -> "model=" + encoded(model)))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
