package lab.harmony.reports.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.util.function.UnaryOperator;
import lab.harmony.audit.NotRecorded;
import lab.harmony.people.NotAllowed;
import lab.harmony.reports.ReportRefusal;

/// A file that was made for a page, to be saved: its bytes come in an answer of their own.
final class MadeFile {

  private MadeFile() {}

  /// @param take asked for the bytes each time that somebody fetches them; what it refuses they do
  ///   not get
  /// @param words on the link
  static Anchor link(
      byte[] content, UnaryOperator<byte[]> take, String file, String mediaType, String words) {
    var handler = DownloadHandler.fromInputStream(_ -> answer(content, take, file, mediaType));
    var link = new Anchor(handler, words);
    link.getElement().setAttribute("download", file);
    link.getElement().setAttribute("router-ignore", true);
    return link;
  }

  private static DownloadResponse answer(
      byte[] content, UnaryOperator<byte[]> take, String file, String mediaType) {
    try {
      var taken = take.apply(content);
      return new DownloadResponse(new ByteArrayInputStream(taken), file, mediaType, taken.length);
    } catch (NotAllowed | ReportRefusal refused) {
      return DownloadResponse.error(
          HttpServletResponse.SC_FORBIDDEN, String.valueOf(refused.getMessage()));
    } catch (NotRecorded problem) {
      return DownloadResponse.error(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(problem.getMessage()));
    }
  }

  /// `1 kB` at least, from a million bytes on `1.0 MB`.
  static String size(byte[] content) {
    return content.length < 1_000_000
        ? "%d kB".formatted(Math.max(1, content.length / 1000))
        : "%.1f MB".formatted(content.length / 1e6);
  }
}
