package lab.harmony.runs.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;

/// The pictures of a mosaic as its address names them: `r261120-204501-k3f9q:0.3.17` for each run.
final class MosaicAddress {
  private static final Pattern DOTS = Pattern.compile("\\.");
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9-]+):([0-9]{1,9}(?:\\.[0-9]{1,9}){0,15}+)");

  private MosaicAddress() {}

  /// Nothing where one of them is not understood, or where they are none or too many.
  static Optional<List<ImageId>> read(String... of) {
    var ids = new ArrayList<ImageId>();
    for (var one : of) {
      var matcher = FORM.matcher(one);
      var run = matcher.matches() ? RunId.parse(matcher.group(1)) : Optional.<RunId>empty();
      if (run.isEmpty()) {
        return Optional.empty();
      }
      DOTS.splitAsStream(matcher.group(2))
          .map(index -> new ImageId(run.get(), Integer.parseInt(index)))
          .forEach(ids::add);
    }
    return Optional.of(List.copyOf(ids))
        .filter(all -> !all.isEmpty() && all.size() <= Mosaics.MOST);
  }
}
