package lab.harmony.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// The H2 database in the data folder: how it is reached, and its file.
///
/// Several processes may open it at once (the lab and the command line): the first one serves the
/// others, on the loopback address only and with a random key from a file beside the database.
///
/// A commit that returned is on the disk: it survives the end of the process, however it ends, and
/// a loss of power as far as the disk keeps its word.
///
/// @param path without the ending of its file
public record LabDatabase(Path path) {

  public static final String USER = "harmony";
  public static final String PASSWORD = "";

  private static final String BIND_ADDRESS = "h2.bindAddress";

  public LabDatabase {
    if (System.getProperty(BIND_ADDRESS) == null) {
      System.setProperty(BIND_ADDRESS, "127.0.0.1");
    }
    ForcedFiles.register();
  }

  /// The database of a data folder.
  public static LabDatabase of(DataFolder data) {
    return new LabDatabase(data.database());
  }

  /// Without a delay H2 writes at every commit, and waits for a writer before it; with one, commits
  /// of the last moments are only in memory.
  public String url() {
    return "jdbc:h2:%s:%s;AUTO_SERVER=TRUE;WRITE_DELAY=0".formatted(ForcedFiles.SCHEME, path);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  /// The file that H2 keeps everything in.
  public Path file() {
    return path.resolveSibling(path.getFileName() + ".mv.db");
  }

  /// Keeps every other process from opening it.
  public static final class Hold implements AutoCloseable {

    private final FileChannel channel;

    private Hold(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /// Keeps every process from opening the database until that is closed; the file itself is not to
  /// be opened and closed by this process meanwhile, which would end it.
  ///
  /// @return empty if some process has it open
  /// @throws java.nio.file.NoSuchFileException if there is no database
  public Optional<Hold> hold() throws IOException {
    var channel = FileChannel.open(file(), StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new Hold(channel));
      }
    } catch (OverlappingFileLockException e) {
      LoggerFactory.getLogger(LabDatabase.class).debug("{} is open in this process", file(), e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /// Whether some process has it open now.
  public boolean inUse() throws IOException {
    if (!Files.exists(file())) {
      return false;
    }
    var hold = hold();
    if (hold.isPresent()) {
      hold.get().close();
    }
    return hold.isEmpty();
  }
}
