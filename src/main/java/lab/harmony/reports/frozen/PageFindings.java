package lab.harmony.reports.frozen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;

/// The findings of a page, for reports of before, whose data say the first alone.
public final class PageFindings {

  /// More than the pages of before have, which hold their pictures.
  private static final long LONGEST = 64L << 20;

  private PageFindings() {}

  /// As plain text, in their order; none where the page cannot be read.
  public static List<String> of(Path page) {
    try {
      if (Files.size(page) > LONGEST) {
        return List.of();
      }
      return List.copyOf(Jsoup.parse(page.toFile()).select(".finding .prose").eachText());
    } catch (IOException gone) {
      return List.of();
    }
  }
}
