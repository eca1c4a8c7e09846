package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.diffusion.tensor.Parameter;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;

/// The newest checkpoints of a training, in a folder. Each carries its own hash in its name, so a
/// damaged one is known, and the one before it is still there.
public final class TrainingCheckpoints {

  private static final int KEPT = 3;
  private static final int DIGITS = 16;
  private static final Pattern NAME =
      Pattern.compile("step-(\\d{9})-([0-9a-f]{" + DIGITS + "})\\.safetensors");

  private final Path folder;

  /// @param damaged the files that could not be used, each with the reason
  public record Found(Optional<TrainingState> state, List<String> damaged) {}

  public TrainingCheckpoints(Path folder) {
    this.folder = folder;
  }

  /// Keeps the state as it is; it and its name are on the disk when this returns.
  public Path save(TrainingState state, Map<String, String> notes) {
    try {
      Files.createDirectories(folder);
      var incoming = folder.resolve("incoming.safetensors");
      Checkpoint.save(incoming, state, notes);
      var name = "step-%09d-%s.safetensors".formatted(state.steps(), hash(incoming));
      var file = Files.move(incoming, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      SafetensorsWriter.forceFolder(folder);
      var all = files();
      for (var old : all.subList(Math.min(KEPT, all.size()), all.size())) {
        Files.deleteIfExists(old);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("a checkpoint could not be kept in %s".formatted(folder), e);
    }
  }

  /// The newest state that is whole.
  public Found newest(
      List<Parameter> parameters, Set<TrainingState.Part> parts, NDManager manager) {
    var damaged = new ArrayList<String>();
    for (var file : files()) {
      try {
        var name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || !name.group(2).equals(hash(file))) {
          damaged.add("%s is damaged: its content is not what its name says".formatted(file));
          continue;
        }
        return new Found(Optional.of(Checkpoint.load(file, parameters, parts, manager)), damaged);
      } catch (WeightsException | UncheckedIOException e) {
        damaged.add("%s cannot be used: %s".formatted(file, e.getMessage()));
      }
    }
    return new Found(Optional.empty(), damaged);
  }

  /// The newest first.
  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(folder), e);
    }
  }

  private static String hash(Path file) {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
