package lab.harmony.blind.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.function.Supplier;
import lab.harmony.blind.session.SessionId;

/// Files of closed sessions.
final class BlindFiles {

  private BlindFiles() {}

  /// @param content made when somebody asks for it
  static Anchor anchor(
      String words, SessionId session, String name, String type, Supplier<byte[]> content) {
    var anchor =
        new Anchor(
            DownloadHandler.fromInputStream(_ -> {
              var bytes = content.get();
              return new DownloadResponse(
                  new ByteArrayInputStream(bytes),
                  "%s-%s".formatted(session, name),
                  type,
                  bytes.length);
            }),
            words);
    anchor.getElement().setAttribute("download", true);
    return anchor;
  }

  static Anchor published(SessionId session, Supplier<byte[]> content) {
    return anchor("Published file", session, "session.json", "application/json", content);
  }
}
