package lab.harmony.blind.results.ui;

import com.vaadin.flow.server.Command;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.function.Function;

/// Takes a file of a few megabytes into memory, a byte more than allowed at most.
final class SmallUpload implements UploadHandler {

  private final int most;
  private final Function<byte[], Command> reader;

  /// @param reader makes of the content, without the session's lock, what is then done under it
  SmallUpload(int most, Function<byte[], Command> reader) {
    this.most = most;
    this.reader = reader;
  }

  @Override
  public void handleUploadRequest(UploadEvent event) throws IOException {
    byte[] content;
    try (var stream = event.getInputStream()) {
      content = stream.readNBytes(most + 1);
    }
    var shown = reader.apply(content);
    event.getUI().access(shown);
  }

  @Override
  public long getFileSizeMax() {
    return most;
  }
}
