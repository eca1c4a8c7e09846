package lab.harmony.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/// Files that H2 finds under `forced:PATH`, whose every write is on the disk when it returns, and
/// which stay open when a thread that reads or writes them is interrupted.
///
/// H2 alone hands its writes to the system, which keeps them through the end of a process but not
/// through a loss of power. Its usual files are interruptible channels: one interrupt of one thread
/// closes the database for all.
public final class ForcedFiles extends FilePathWrapper {

  static final String SCHEME = "forced";

  /// Makes the scheme known to H2 in this process.
  static void register() {
    FilePath.register(new ForcedFiles());
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return FilePath.get("async:" + getBase()).open(mode.equals("rw") ? "rwd" : mode);
  }
}
