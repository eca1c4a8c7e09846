package lab.harmony.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.diffusion.PipelineFolder;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// The models that come with the program, unpacked, and the folders a person put into the data
/// folder.
@Service
public class FolderCatalogue implements ModelCatalogue {

  /// Bytes that are hashed in a moment.
  private static final long AT_ONCE = 64L << 20;

  private static final ModelName JUDGE = new ModelName("doodle-parts");

  private final Path folder;
  private final Path trainings;
  private final BundledModels bundled;
  private final KnownHashes hashes;
  private final Map<Path, Seen> files = new ConcurrentHashMap<>();
  private final Map<Path, String> whole = new ConcurrentHashMap<>();

  /// A file as it was when it was looked at.
  private record Seen(long size, long changed, FileEntries entry) {}

  public FolderCatalogue(DataFolder data) {
    this.folder = data.models();
    this.trainings = data.trainings();
    this.bundled = new BundledModels(folder.resolve(BundledModels.FOLDER));
    this.hashes = new KnownHashes(folder.resolve(".hashes.json"), AT_ONCE);
  }

  @Override
  public List<BeingRead> beingRead() {
    return entries().isEmpty()
        ? List.of()
        : hashes.beingRead().stream().filter(file -> file.path().startsWith(folder)).toList();
  }

  @Override
  public void whenReadFurther(Runnable changed) {
    hashes.whenReadFurther(changed);
  }

  @Override
  public List<Model> list() {
    return entries(Entry.Usable.class).map(Entry.Usable::model).toList();
  }

  @Override
  public List<AdapterFile> adapters() {
    return entries(Entry.Adapter.class).map(Entry.Adapter::adapter).toList();
  }

  @Override
  public Optional<AdapterFile> kept(String name) {
    return keptEntry(name)
        .filter(Entry.Adapter.class::isInstance)
        .map(Entry.Adapter.class::cast)
        .map(Entry.Adapter::adapter);
  }

  /// What the file is in which a training kept it; empty where there is none, or it is being read.
  private Optional<Entry> keptEntry(String name) {
    return keptFile(name)
        .filter(Files::isRegularFile)
        .flatMap(file -> ownFile(file, ModelName.composed(name)));
  }

  private Optional<Path> keptFile(String name) {
    return KeptAdapter.named(name).map(kept -> kept.among(trainings));
  }

  @Override
  public String missingAdapter(String name) {
    var kept = KeptAdapter.named(name);
    if (kept.isEmpty() || !Files.isDirectory(trainings.resolve(kept.get().training().value()))) {
      return ModelCatalogue.super.missingAdapter(name);
    }
    var words = "the adapter of %s (%s)".formatted(kept.get().words(), name);
    if (!keptFile(name).filter(Files::isRegularFile).isPresent()) {
      return words + " is not kept in its folder";
    }
    return keptEntry(name)
        .map(entry ->
            entry instanceof Entry.Unusable(var refused)
                ? "%s cannot be used: %s".formatted(words, refused.reason())
                : words + " has changed")
        .orElse(words + " is still being read; wait a moment");
  }

  @Override
  public Optional<Model> find(ModelName name) {
    return list().stream().filter(model -> model.name().equals(name)).findAny();
  }

  @Override
  public Model judge() {
    return bundled.folders().stream()
        .filter(one -> one.name().equals(JUDGE))
        .findAny()
        .map(one ->
            new Model(
                JUDGE, one.unpacked(), one.sha256(), ModelCard.firstSentence(one.unpacked()), 0))
        .orElseThrow(
            () -> new IllegalStateException("this build comes without the judge " + JUDGE));
  }

  @Override
  public List<VaeFile> vaes() {
    return entries(Entry.Vae.class).map(Entry.Vae::vae).toList();
  }

  @Override
  public List<Refused> refused() {
    return entries(Entry.Unusable.class).map(Entry.Unusable::refused).toList();
  }

  private sealed interface Entry {
    record Usable(Model model) implements Entry {}

    record Adapter(AdapterFile adapter) implements Entry {}

    record Vae(VaeFile vae) implements Entry {}

    record Unusable(Refused refused) implements Entry {}
  }

  private <T extends Entry> Stream<T> entries(Class<T> kind) {
    return entries().stream().filter(kind::isInstance).map(kind::cast);
  }

  private List<Entry> entries() {
    return ReadOnce.of(this, "entries", this::read);
  }

  private List<Entry> read() {
    var entries = new ArrayList<Entry>();
    for (var one : bundled.folders()) {
      if (one.isPipeline()) {
        entries.add(entry(one.name(), one.unpacked(), one.sha256()));
      }
      one.adapter().flatMap(file -> ownFile(file, one.name().value())).ifPresent(entries::add);
    }
    for (var path : ownPaths()) {
      own(path).ifPresent(entries::add);
    }
    return entries;
  }

  /// What it is; empty while it is being read.
  private Optional<Entry> own(Path path) {
    var name = path.getFileName().toString();
    if (name.endsWith(FileEntries.ENDING) && Files.isRegularFile(path)) {
      return ownFile(path, name.substring(0, name.length() - FileEntries.ENDING.length()));
    }
    try {
      var modelName = new ModelName(name);
      if (bundled.folders().stream().anyMatch(one -> one.name().equals(modelName))) {
        return Optional.of(
            unusable(path, "a model that comes with the program has the name " + name));
      }
      PipelineFolder.check(path);
      return hashes.of(path).map(hash -> entry(modelName, path, hash));
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(unusable(path, sentence(e)));
    }
  }

  private Optional<Entry> ownFile(Path path, String stem) {
    try {
      return found(new ModelName(stem), path)
          .map(found ->
              switch (found) {
                case FileEntries.OfModel(var model) -> new Entry.Usable(model);
                case FileEntries.OfAdapter(var adapter) -> new Entry.Adapter(adapter);
                case FileEntries.OfVae(var vae) -> new Entry.Vae(vae);
                case FileEntries.OfNone(var reason) -> unusable(path, reason);
              });
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(unusable(path, sentence(e)));
    }
  }

  /// Names and shapes are looked at once, as long as size and time of change stay.
  private Optional<FileEntries> found(ModelName name, Path path) {
    try {
      var size = Files.size(path);
      var changed = Files.getLastModifiedTime(path).toMillis();
      var seen = files.get(path);
      if (seen != null && seen.size == size && seen.changed == changed) {
        return Optional.of(seen.entry);
      }
      var entry = FileEntries.of(name, path, () -> hashes.ofFile(path));
      entry.ifPresent(found -> files.put(path, new Seen(size, changed, found)));
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(path), e);
    }
  }

  /// Names and shapes are looked at once, as long as the model's hash stays.
  private Entry entry(ModelName name, Path path, String sha256) {
    try {
      var pipeline = PipelineFolder.check(path);
      if (!sha256.equals(whole.get(path))) {
        pipeline.requireWhole();
        whole.put(path, sha256);
      }
      var words = ModelCard.firstSentence(path);
      return new Entry.Usable(
          new Model(
              name,
              path,
              sha256,
              pipeline.hasVae()
                  ? words
                  : (words + " It has no autoencoder; name one with vae:.").strip(),
              pipeline.nativeSize(),
              pipeline.hasVae()));
    } catch (RuntimeException | StackOverflowError e) {
      return unusable(path, sentence(e));
    }
  }

  private static Entry unusable(Path path, String reason) {
    return new Entry.Unusable(new Refused(path, reason));
  }

  /// Our own messages name the file and what to do; of others only the reason counts.
  private static String sentence(Throwable problem) {
    return problem instanceof ModelException
            || problem instanceof WeightsException
            || problem instanceof IllegalArgumentException
        ? Objects.requireNonNullElseGet(problem.getMessage(), problem::toString)
        : Found.reason(problem);
  }

  private List<Path> ownPaths() {
    try (var paths = Files.list(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(path -> !path.getFileName().toString().equals(BundledModels.FOLDER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
    }
  }
}
