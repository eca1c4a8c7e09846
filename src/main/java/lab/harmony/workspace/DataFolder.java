package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder with everything large or secret: database, run artefacts, models, thumbnails.
///
/// Where it is, [HarmonySettings] say. Only its owner may read it.
public record DataFolder(Path root) {

  public DataFolder {
    root = root.toAbsolutePath().normalize();
    OwnerOnly.createDirectories(root);
  }

  /// What the lab did and what went wrong, for people who look for the cause of a problem.
  public Path log() {
    return existing("logs").resolve("lab.log");
  }

  /// Where each run has its folder, named by the run's id.
  public Path runs() {
    return existing("runs");
  }

  /// Where each LoRA training has its folder, named by the adapter it trains.
  public Path trainings() {
    return existing("trainings");
  }

  /// What trainings that have not begun were measured to take; may be deleted at any time.
  public Path estimates() {
    return existing("estimates");
  }

  /// Where models lie: one folder each.
  public Path models() {
    return existing("models");
  }

  /// Small copies of pictures; may be deleted at any time, they are made again.
  public Path thumbnails() {
    return existing("thumbnails");
  }

  /// Where kernels work that run the code of cells, and the classes that they have; may be deleted
  /// whenever none runs.
  public Path kernels() {
    return existing("kernels");
  }

  /// Where the processes work that answer queries, and what they are started with; may be deleted
  /// whenever none runs.
  public Path sql() {
    return existing("sql");
  }

  /// Pictures as models encode them; may be deleted at any time, they are made again.
  public Path latents() {
    return existing("latents");
  }

  /// The path of the H2 database, without its `.mv.db` ending.
  public Path database() {
    return existing("database").resolve("harmony-lab");
  }

  /// A file that is written anew whenever a job changes, so that other processes look; may be
  /// deleted at any time.
  public Path jobMark() {
    return existing("database").resolve("jobs-changed");
  }

  private Path existing(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(root.resolve(name), e);
    }
  }
}
