package lab.harmony.notebooks.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.Attachments;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.prose.PictureFinder;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// The pictures that a notebook's text names relative to its folder: `figures/x.png`, or
/// `runs/<id>/images/x.png` of a run that lies in the data folder. Nothing outside those folders,
/// and nothing that is no picture.
@Component
public class ExperimentPictures {
  /// Where a browser finds them: this, the experiment, the path.
  public static final String ADDRESS = "/experiment-pictures";

  private static final long LARGEST = 20_000_000;
  private static final long LARGEST_EMBEDDED = 3_000_000;

  private final Workspace workspace;
  private final DataFolder data;

  ExperimentPictures(Workspace workspace, DataFolder data) {
    this.workspace = workspace;
    this.data = data;
  }

  /// A picture and what it is by its first bytes.
  public record Found(Path file, String mediaType) {}

  /// The pictures of a cell's text as addresses of this lab, those pasted into it as `data:`.
  public static PictureFinder linked(ExperimentSlug experiment, Cell cell) {
    record Linked(ExperimentSlug experiment, Attachments attachments) implements PictureFinder {
      @Override
      public Optional<String> find(String source) {
        return attachments
            .find(source)
            .or(() ->
                relative(source)
                    .map(path ->
                        Arrays.stream(path.split("/"))
                            .map(step ->
                                URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
                            .collect(
                                Collectors.joining(
                                    "/", "%s/%s/".formatted(ADDRESS, experiment), ""))));
      }
    }
    return new Linked(experiment, cell.attachments());
  }

  /// The pictures of a cell's text as `data:` addresses, for a page that needs nothing but itself.
  public PictureFinder embedded(ExperimentSlug experiment, Cell cell) {
    return source ->
        cell.attachments()
            .find(source)
            .or(() -> relative(source).flatMap(path -> find(experiment, path)).flatMap(this::data));
  }

  private Optional<String> data(Found found) {
    try {
      return Files.size(found.file()) > LARGEST_EMBEDDED
          ? Optional.empty()
          : Optional.of(
              "data:%s;base64,%s"
                  .formatted(
                      found.mediaType(),
                      Base64.getEncoder().encodeToString(Files.readAllBytes(found.file()))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// A path as it stands in an address; empty for addresses of elsewhere.
  private static Optional<String> relative(String source) {
    try {
      var path = URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
      return path.isBlank() || path.startsWith("/") || path.contains(":") || path.contains("\\")
          ? Optional.empty()
          : Optional.of(path.startsWith("./") ? path.substring(2) : path);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /// The picture at a path relative to an experiment's folder.
  public Optional<Found> find(ExperimentSlug experiment, String path) {
    return file(workspace.experiments().resolve(experiment.value()), path)
        .or(() ->
            path.startsWith("runs/")
                ? file(data.runs(), path.substring("runs/".length()))
                : Optional.empty())
        .flatMap(ExperimentPictures::picture);
  }

  private static Optional<Path> file(Path folder, String path) {
    try {
      return Optional.of(SafePath.inside(folder, path))
          .filter(Files::isRegularFile)
          .filter(file -> size(file) <= LARGEST);
    } catch (IllegalArgumentException | UncheckedIOException outsideOrUnreadable) {
      return Optional.empty();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Found> picture(Path file) {
    try (var in = Files.newInputStream(file)) {
      var first = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
      return (first.startsWith("\u0089PNG\r\n")
              ? Optional.of("image/png")
              : first.startsWith("\u00ff\u00d8\u00ff")
                  ? Optional.of("image/jpeg")
                  : first.startsWith("GIF8")
                      ? Optional.of("image/gif")
                      : first.startsWith("RIFF") && first.endsWith("WEBP")
                          ? Optional.of("image/webp")
                          : Optional.<String>empty())
          .map(type -> new Found(file, type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
