package lab.harmony.runs.images;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// The way from pages that show pictures to a plan in which they are rated blind: arms are filled
/// in.
public final class BlindPlanLink {

  private BlindPlanLink() {}

  /// @param arms their addresses, as comparisons write them: a run, an experiment, or part of one
  public static String address(List<String> arms) {
    return "/blind/new?"
        + arms.stream()
            .distinct()
            .map(arm -> "arm=" + URLEncoder.encode(arm, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
