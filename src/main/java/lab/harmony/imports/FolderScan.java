package lab.harmony.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.imports.ImportPlan.LeftOut;
import lab.harmony.imports.ImportPlan.NotKnown;
import lab.harmony.imports.ImportPlan.Settings;
import lab.harmony.imports.ImportPlan.Taken;
import lab.harmony.imports.metadata.PictureFile;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.tools.SettingsReaders;
import lab.harmony.models.Model;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.workspace.Sha256;

/// Looks through a folder and those below it for pictures with settings. Links are not followed.
final class FolderScan {

  private static final int DEEPEST = 8;
  private static final int MOST = 20_000;

  private final FaceLabels labels;
  private final List<Model> models;
  private final LinkedHashMap<Settings, List<Taken>> groups = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<NotKnown> notKnown = new ArrayList<>();
  private final HashMap<Sha256, Path> seen = new HashMap<>();

  /// @param models of this lab, one of which may have made the pictures
  FolderScan(FaceLabels labels, List<Model> models) {
    this.labels = labels;
    this.models = models;
  }

  /// Looks through `folder`.
  ImportPlan scan(Path folder, ImageImport.Progress progress) {
    var files = pictures(folder);
    for (int i = 0; i < files.size(); i++) {
      progress.read(i, files.size());
      look(files.get(i));
    }
    progress.read(files.size(), files.size());
    return new ImportPlan(
        folder,
        groups.entrySet().stream()
            .map(group -> new ImportPlan.Group(group.getKey(), group.getValue()))
            .toList(),
        leftOut,
        notKnown,
        List.of());
  }

  private static List<Path> pictures(Path folder) {
    try (var files = Files.walk(folder, DEEPEST)) {
      var found =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(PictureFile::isNamedSo)
              .filter(file -> !folder.relativize(file).toString().startsWith("."))
              .sorted()
              .limit(MOST + 1L)
              .toList();
      if (found.size() > MOST) {
        throw new IllegalArgumentException(
            "%s has more than %d pictures; import its folders one by one".formatted(folder, MOST));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(folder), e);
    }
  }

  private void look(Path file) {
    try {
      var picture = PictureFile.read(file);
      take(picture, SettingsReaders.settings(picture.texts()));
    } catch (UnreadableMetadata e) {
      leftOut.add(new LeftOut(file, String.valueOf(e.getMessage())));
    } catch (RuntimeException | StackOverflowError e) {
      // A file that a library stumbles over is one file.
      leftOut.add(new LeftOut(file, "it could not be read: " + e));
    }
  }

  private void take(PictureFile picture, PictureSettings settings) {
    var file = picture.path();
    picture.check();
    var first = seen.putIfAbsent(Sha256.of(picture.content()), file);
    if (first != null) {
      throw new UnreadableMetadata("it is the same picture as %s".formatted(first.getFileName()));
    }
    var label = labels.of(file.getFileName().toString(), settings.prompt().known());
    groups
        .computeIfAbsent(group(settings, picture), _ -> new ArrayList<>())
        .add(
            new Taken(
                file,
                new MatrixPrompt(
                    label.archetype(),
                    label.emotion(),
                    settings.cfgScale(),
                    settings.seed(),
                    settings.prompt().shown(),
                    settings.negativePrompt().shown())));
    settings.notKnown().forEach((what, reason) -> notKnown.add(new NotKnown(file, what, reason)));
  }

  private Settings group(PictureSettings settings, PictureFile picture) {
    var model = known(settings);
    return new Settings(
        settings.tool(),
        model.map(one -> one.name().value()).orElse(settings.model()),
        model.map(Model::sha256).orElse(settings.modelHash()),
        settings.sampler(),
        settings.steps(),
        picture.width(),
        picture.height());
  }

  /// The model of this lab whose file it was, told by its hash.
  private Optional<Model> known(PictureSettings settings) {
    return settings.modelHash().length() < 8
        ? Optional.empty()
        : models.stream()
            .filter(
                model -> model.sha256().startsWith(settings.modelHash().toLowerCase(Locale.ROOT)))
            .findFirst();
  }
}
