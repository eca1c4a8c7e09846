package lab.harmony.reports.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;

/// A file that was made for a page, to be saved: its bytes come in an answer of their own.
final class MadeFile {

  private MadeFile() {}

  /// @param words on the link
  static Anchor link(byte[] content, String file, String mediaType, String words) {
    var handler =
        DownloadHandler.fromInputStream(_ ->
            new DownloadResponse(
                new ByteArrayInputStream(content), file, mediaType, content.length));
    var link = new Anchor(handler, words);
    link.getElement().setAttribute("download", file);
    link.getElement().setAttribute("router-ignore", true);
    return link;
  }

  /// `1 kB` at least.
  static String size(byte[] content) {
    return "%d kB".formatted(Math.max(1, content.length / 1024));
  }
}
