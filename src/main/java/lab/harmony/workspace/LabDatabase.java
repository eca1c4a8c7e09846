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

  /// Whether some process has it open now.
  public boolean inUse() throws IOException {
    if (!Files.exists(file())) {
      return false;
    }
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }
}
