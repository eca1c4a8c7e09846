package lab.harmony.runs.store;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Component;

/// The complete pictures of runs, each read from the database once: a picture is only ever added,
/// and its run counts it in the same transaction.
@Component
class CompletePictures {

  private final ImageStore store;
  private final RunFolders folders;
  private final Map<RunId, SoftReference<Known>> known = new ConcurrentHashMap<>();

  /// @param count of pictures that the run had when they were read
  private record Known(int count, List<RunImage> images) {}

  CompletePictures(ImageStore store, RunFolders folders) {
    this.store = store;
    this.folders = folders;
  }

  /// In the order of the run's prompts; asks the database only when the run counts more than were
  /// there the last time, and only for those.
  List<RunImage> of(RunStore.Entry entry) {
    var run = entry.run();
    var before =
        known(run.id()).filter(one -> one.count() <= run.images()).orElse(new Known(0, List.of()));
    if (before.count() == run.images()) {
      return before.images();
    }
    var now = new Known(run.images(), with(before.images(), entry));
    known.put(run.id(), new SoftReference<>(now));
    return now.images();
  }

  /// The same of many runs, each in its order: one question for all that were never read.
  Map<RunId, List<RunImage>> of(Collection<RunStore.Entry> entries) {
    var all = new HashMap<RunId, List<RunImage>>();
    var unread = new ArrayList<RunStore.Entry>();
    for (var entry : entries) {
      var run = entry.run();
      if (run.images() > 0 && known(run.id()).isEmpty()) {
        unread.add(entry);
      } else {
        all.put(run.id(), of(entry));
      }
    }
    var read = store.of(unread.stream().map(entry -> entry.run().id()).toList());
    for (var entry : unread) {
      var run = entry.run();
      var images = added(List.of(), read.getOrDefault(run.id(), List.of()), entry);
      // One may have become complete since the run was read: it counts when the run is read again.
      known.put(run.id(), new SoftReference<>(new Known(images.size(), images)));
      all.put(run.id(), images);
    }
    return all;
  }

  /// The pictures of a run that counts so many, if they were read before.
  Optional<List<RunImage>> known(Run run) {
    return run.images() == 0
        ? Optional.of(List.of())
        : known(run.id()).filter(one -> one.count() == run.images()).map(Known::images);
  }

  /// A picture that was read before.
  Optional<RunImage> known(ImageId id) {
    return known(id.run()).flatMap(one -> find(one.images(), id));
  }

  /// One of pictures in order. Where all are complete it stands at its own place.
  static Optional<RunImage> find(List<RunImage> images, ImageId id) {
    var place = id.index();
    if (place >= images.size() || !images.get(place).id().equals(id)) {
      place = Collections.binarySearch(images.stream().map(RunImage::id).toList(), id);
    }
    return place < 0 ? Optional.empty() : Optional.of(images.get(place));
  }

  private Optional<Known> known(RunId id) {
    return Optional.ofNullable(known.get(id)).map(SoftReference::get);
  }

  private List<RunImage> with(List<RunImage> before, RunStore.Entry entry) {
    var id = entry.run().id();
    var since = before.stream().map(RunImage::createdAt).max(Comparator.naturalOrder());
    var all = new ArrayList<>(before);
    added(before, store.since(id, since.orElse(Instant.EPOCH)), entry).forEach(all::add);
    if (all.size() < entry.run().images() && !before.isEmpty()) {
      // A clock was set back.
      all.clear();
      added(List.of(), store.since(id, Instant.EPOCH), entry).forEach(all::add);
    }
    all.sort(Comparator.comparing(RunImage::id));
    return List.copyOf(all);
  }

  private List<RunImage> added(
      List<RunImage> before, List<ImageStore.Picture> read, RunStore.Entry entry) {
    var there = before.stream().map(RunImage::id).collect(Collectors.toSet());
    var folder = RunFolders.images(folders.of(entry.run().id(), entry.shippedIn()));
    return read.stream()
        .map(picture -> image(entry, picture, folder))
        .filter(image -> !there.contains(image.id()))
        .toList();
  }

  private static RunImage image(RunStore.Entry entry, ImageStore.Picture picture, Path folder) {
    var spec = entry.run().spec();
    return new RunImage(
        new ImageId(entry.run().id(), picture.index()),
        spec.experiment(),
        spec.drawnBy(),
        spec.prompts().get(picture.index()),
        picture.fileName(),
        folder.resolve(picture.fileName()),
        picture.sha256(),
        picture.width(),
        picture.height(),
        picture.createdAt(),
        picture.reading());
  }
}
