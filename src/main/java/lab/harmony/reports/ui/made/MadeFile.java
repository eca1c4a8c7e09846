package lab.harmony.reports.ui.made;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Notice;
import lab.harmony.people.NotAllowed;
import lab.harmony.reports.readers.ReportRefusal;

/// A file that was made for a page, to be saved: its bytes come in an answer of their own.
public final class MadeFile {

  private MadeFile() {}

  /// @param take asked for the bytes each time that somebody fetches them; what it refuses they do
  ///   not get
  /// @param words on the link
  public static Anchor link(
      byte[] content, UnaryOperator<byte[]> take, String file, String mediaType, String words) {
    DownloadHandler handler = event -> answer(event, content, take, file, mediaType);
    var link = new Anchor(handler, words);
    link.getElement().setAttribute("download", file);
    link.getElement().setAttribute("router-ignore", true);
    return link;
  }

  private static void answer(
      DownloadEvent event,
      byte[] content,
      UnaryOperator<byte[]> take,
      String file,
      String mediaType)
      throws IOException {
    try {
      var taken = take.apply(content);
      event.setFileName(file);
      event.setContentType(mediaType);
      event.setContentLength(taken.length);
      event.getOutputStream().write(taken);
    } catch (NotAllowed | ReportRefusal refused) {
      refuse(event, HttpServletResponse.SC_FORBIDDEN, String.valueOf(refused.getMessage()));
    } catch (NotRecorded problem) {
      refuse(
          event, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(problem.getMessage()));
    }
  }

  /// Browsers show nothing of the answer to what is saved, so the page says it too.
  private static void refuse(DownloadEvent event, int status, String words) throws IOException {
    var response = event.getResponse();
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    event.getUI().access(() -> Notice.problem(words));
  }
}
