package lab.harmony.blind.results.published;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedClose;
import lab.harmony.blind.SealedMapping;

/// Whether the forms that a published file, its mapping and its close name can stand together: a
/// file that says that it is of before, where nothing was written down at the close, would else
/// hide what was.
final class PublishedForms {

  private PublishedForms() {}

  static PublishedCheck.Step checked(PublishedFile file) {
    var problem =
        Stream.of(mapping(file), close(file), adjudication(file), takenOut(file))
            .flatMap(Optional::stream)
            .findFirst();
    return new PublishedCheck.Step(
        problem.isEmpty(),
        problem.orElse(
            "The file is of the form %s, and its mapping and its close are of those that belong to it."
                .formatted(file.format())));
  }

  private static int needed(PublishedFile file) {
    return Objects.requireNonNull(PublishedSession.FORMATS.get(file.format()));
  }

  private static Optional<String> mapping(PublishedFile file) {
    var named = file.mapping().lines().findFirst().orElse("");
    return needed(file) > 0 || named.equals(SealedMapping.BEFORE)
        ? Optional.empty()
        : Optional.of(
            "The file says that it is %s, of a session that was closed before closes were written down, and its mapping is of a form that came after that (%s): what its close wrote down was left out."
                .formatted(file.format(), named));
  }

  private static Optional<String> close(PublishedFile file) {
    int needed = needed(file);
    if (needed == 0) {
      return file.close()
          .map(_ ->
              "The file says that it is %s, of a session that was closed before closes were written down, and has something of a close."
                  .formatted(file.format()));
    }
    return file.close()
        .flatMap(close -> close.written().read())
        .filter(written -> written.format() != needed)
        .map(written ->
            "To a file of the form %s belongs a close of the form %s, and this has one of %s."
                .formatted(
                    file.format(), SealedClose.name(needed), SealedClose.name(written.format())));
  }

  private static Optional<String> adjudication(PublishedFile file) {
    boolean needed = file.format().equals(PublishedSession.ADJUDICATED);
    return needed == file.adjudication().isPresent()
        ? Optional.empty()
        : Optional.of(
            needed
                ? "A file of the form %s tells what was asked where raters disagree, and this does not."
                    .formatted(file.format())
                : "The file tells what was asked where raters disagree, which files of the form %s do not."
                    .formatted(file.format()));
  }

  private static Optional<String> takenOut(PublishedFile file) {
    if (!PublishedSession.TELL_TAKEN_OUT.contains(file.format())) {
      return file.takenOut().isEmpty()
          ? Optional.empty()
          : Optional.of(
              "The file tells by which links answers were taken out, which files of the form %s do not."
                  .formatted(file.format()));
    }
    for (var rater : file.raters()) {
      long told =
          file.takenOut().stream()
              .filter(out -> out.rater() == rater.number())
              .mapToLong(out -> out.rows())
              .sum();
      long marked =
          file.rows().stream()
              .filter(row ->
                  row.length > 4
                      && row[1].equals(String.valueOf(rater.number()))
                      && row[4].equals(PublishedSession.TAKEN_OUT))
              .count();
      if (told != marked) {
        return Optional.of(
            "By its links %d answers of rater %d were taken out, and %d are marked as taken out."
                .formatted(told, rater.number(), marked));
      }
    }
    return Optional.empty();
  }
}
