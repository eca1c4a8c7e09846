package lab.harmony.notebooks.versions;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.differences.NotebookDifference;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Adds versions, one after the other without a gap, and takes old ones away where there are more
/// than is kept.
@Component
final class VersionRecords {
  private final VersionShelves shelves;
  private final VersionLimits limits;
  private final ObjectProvider<VersionUse> uses;
  private final Clock clock;

  VersionRecords(
      VersionShelves shelves,
      HarmonySettings settings,
      ObjectProvider<VersionUse> uses,
      Clock clock) {
    this.shelves = shelves;
    this.limits = VersionLimits.of(settings);
    this.uses = uses;
    this.clock = clock;
  }

  /// Whether a notebook is what the newest version is, or there is none yet.
  boolean follows(ExperimentSlug slug, Notebook before) {
    return shelves.with(slug, shelf -> shelf.isEmpty() || isNewest(shelf, before));
  }

  /// Adds what became of a notebook. What it was before that is no version yet was written by
  /// others, and becomes one.
  void add(ExperimentSlug slug, Notebook before, Notebook after, NotebookVersion.Change change) {
    shelves.with(
        slug,
        shelf -> {
          if (isNewest(shelf, after)) {
            claim(shelf, change);
            return slug;
          }
          found(shelf, before, change.at().minusMillis(1));
          shelf.add(after.pieces(), change);
          thin(slug, shelf);
          return slug;
        });
  }

  /// Adds the first version of something new.
  void first(ExperimentSlug slug, Notebook notebook, NotebookVersion.Change change) {
    shelves.with(slug, shelf -> shelf.add(notebook.pieces(), change));
  }

  /// Adds what lies on the disk, if it is no version yet.
  ///
  /// @param before what is known of it from before
  void found(ExperimentSlug slug, OpenedNotebook now, OpenedNotebook before) {
    if (!(now instanceof OpenedNotebook.Readable(var notebook))) {
      return;
    }
    shelves.with(
        slug,
        shelf -> {
          var at = clock.instant();
          if (before instanceof OpenedNotebook.Readable(var known) && shelf.isEmpty()) {
            found(shelf, known, at.minusMillis(1));
          }
          found(shelf, notebook, at);
          thin(slug, shelf);
          return slug;
        });
  }

  private static void found(VersionShelf shelf, Notebook notebook, Instant at) {
    if (shelf.isEmpty()) {
      shelf.add(
          notebook.pieces(), new NotebookVersion.Change(at, Origin.FOUND, Optional.empty(), ""));
    } else if (!isNewest(shelf, notebook)) {
      shelf.add(
          notebook.pieces(),
          new NotebookVersion.Change(at, Origin.OUTSIDE, Optional.empty(), words(shelf, notebook)));
    }
  }

  private static String words(VersionShelf shelf, Notebook notebook) {
    return shelf
        .newest()
        .flatMap(newest -> shelf.text(newest.getKey()).readable())
        .map(NotebookFormat::read)
        .map(before ->
            before instanceof NotebookFormat.Reading.Valid(var known)
                ? NotebookDifference.between(known, notebook).words()
                : "")
        .orElse("");
  }

  /// Who wrote what was taken for a change from outside.
  private static void claim(VersionShelf shelf, NotebookVersion.Change change) {
    shelf
        .newest()
        .filter(newest -> newest.getValue().origin() == Origin.OUTSIDE)
        .ifPresent(newest -> shelf.say(newest.getKey(), newest.getValue().of(change)));
  }

  private static boolean isNewest(VersionShelf shelf, Notebook notebook) {
    return shelf
        .newest()
        .filter(newest -> newest.getValue().sha256().equals(Sha256.of(notebook.text()).hex()))
        .isPresent();
  }

  private void thin(ExperimentSlug slug, VersionShelf shelf) {
    if (shelf.list().size() <= limits.count() && shelf.bytes() <= limits.bytes()) {
      return;
    }
    var held = held(slug);
    var now = clock.instant();
    // Somewhat more than has to go, so that not every save is followed by it.
    while (shelf.list().size() > limits.count() - limits.count() / 20
        || shelf.bytes() > limits.bytes() - limits.bytes() / 20) {
      var versions = shelf.list();
      var goes =
          Thinning.next(
              versions.stream().map(one -> one.getValue().at()).toList(),
              at -> stays(versions.get(at).getValue(), held),
              now);
      if (goes.isEmpty()) {
        break;
      }
      shelf.remove(versions.get(goes.get()).getKey());
    }
    shelf.sweep();
  }

  private static boolean stays(NotebookVersion version, Map<String, String> held) {
    return !version.name().isEmpty() || held.containsKey(version.sha256());
  }

  /// What points to texts of this notebook, by their digests.
  Map<String, String> held(ExperimentSlug slug) {
    var held = new HashMap<String, String>();
    uses.stream().forEach(use -> held.putAll(use.of(slug)));
    return held;
  }
}
