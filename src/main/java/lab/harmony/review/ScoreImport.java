package lab.harmony.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.review.files.ImportPreview;
import lab.harmony.review.files.Raters;
import lab.harmony.review.files.ScoreFile;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;

/// Sorts the rows of a score file into what is new, what corrects, what is known and what cannot be
/// kept.
final class ScoreImport {

  private final String experiment;
  private final Raters raters;
  private final List<RunImage> images;
  private final Map<String, Score> standing;

  ScoreImport(
      String experiment, Raters raters, List<RunImage> images, Map<String, Score> standing) {
    this.experiment = experiment;
    this.raters = raters;
    this.images = images;
    this.standing = standing;
  }

  ImportPreview preview(ScoreFile file) {
    var first = new ArrayList<ScoreFile.Line>();
    var corrections = new ArrayList<ScoreFile.Line>();
    var unchanged = new ArrayList<ScoreFile.Line>();
    var bad = new ArrayList<>(file.bad());
    int withoutImage = 0;
    var lines = new HashMap<String, Long>();
    for (var row : file.good()) {
      var line = withImage(row);
      var contradiction = contradiction(line);
      if (contradiction.isPresent()) {
        bad.add(new ScoreFile.BadRow(line.line(), contradiction.get()));
        continue;
      }
      var rater = raters.meant(line);
      if (rater instanceof Raters.Meant.Unclear(var reason)) {
        bad.add(new ScoreFile.BadRow(line.line(), reason));
        continue;
      }
      // Only now is it known who is meant: by an id in one row, by a name or not at all in another.
      var earlier = lines.putIfAbsent(line.face().key() + "\n" + raters.key(rater), line.line());
      if (earlier != null) {
        bad.add(
            new ScoreFile.BadRow(
                line.line(),
                "\"%s\" is scored twice by %s; line %d has it already"
                    .formatted(line.face().fileName(), raters.label(rater), earlier)));
        continue;
      }
      var known =
          rater instanceof Raters.Meant.Known(var person)
              ? standing.get(ScoreStore.Entry.subject(line.face(), person.id()))
              : null;
      if (known == null) {
        first.add(line);
      } else if (known.mark().equals(line.mark())) {
        unchanged.add(line);
        continue;
      } else {
        corrections.add(line);
      }
      withoutImage += line.face().image().isEmpty() ? 1 : 0;
    }
    bad.sort(Comparator.comparingLong(ScoreFile.BadRow::line));
    return new ImportPreview(
        experiment,
        first,
        corrections,
        unchanged,
        others(raters, first, corrections),
        bad,
        withoutImage);
  }

  /// For whom rows speak, of those who are not the one who brings them in.
  static List<ImportPreview.SpokenFor> others(
      Raters raters, List<ScoreFile.Line> first, List<ScoreFile.Line> corrections) {
    var others = new LinkedHashMap<String, ImportPreview.SpokenFor>();
    first.forEach(line -> count(others, raters, line, 1, 0));
    corrections.forEach(line -> count(others, raters, line, 0, 1));
    return List.copyOf(others.values());
  }

  private static void count(
      Map<String, ImportPreview.SpokenFor> others,
      Raters raters,
      ScoreFile.Line line,
      int first,
      int corrections) {
    var rater = raters.meant(line);
    if (!raters.isOwn(rater)) {
      others.merge(
          raters.key(rater),
          new ImportPreview.SpokenFor(
              raters.label(rater), rater instanceof Raters.Meant.New, first, corrections),
          (one, more) ->
              new ImportPreview.SpokenFor(
                  one.name(),
                  one.isNew(),
                  one.first() + more.first(),
                  one.corrections() + more.corrections()));
    }
  }

  /// The row with the image of its file name, where this experiment has exactly one.
  private ScoreFile.Line withImage(ScoreFile.Line line) {
    if (line.face().image().isPresent()) {
      return line;
    }
    var named =
        images.stream().filter(image -> image.fileName().equals(line.face().fileName())).toList();
    return named.size() == 1 ? with(line, Optional.of(named.getFirst().id())) : line;
  }

  private static ScoreFile.Line with(ScoreFile.Line line, Optional<ImageId> image) {
    var face = line.face();
    return new ScoreFile.Line(
        line.line(),
        new Face(
            face.fileName(), face.archetype(), face.emotion(), face.cfgScale(), face.seed(), image),
        line.mark(),
        line.scoredBy(),
        line.scoredById(),
        line.scoredAt(),
        line.source());
  }

  /// What the row says about its image that is not so.
  private Optional<String> contradiction(ScoreFile.Line line) {
    var face = line.face();
    return face.image()
        .flatMap(id -> images.stream().filter(image -> image.id().equals(id)).findFirst())
        .flatMap(image -> {
          var made = Face.of(image);
          if (!face.archetype().equals(made.archetype())
              || !face.emotion().equals(made.emotion())) {
            return Optional.of(
                "\"%s\" was made for %s × %s, the row says %s × %s"
                    .formatted(
                        face.fileName(),
                        made.archetype(),
                        made.emotion(),
                        face.archetype(),
                        face.emotion()));
          }
          if (face.cfgScale().isPresent() && !face.cfgScale().equals(made.cfgScale())) {
            return Optional.of(
                "\"%s\" was made with CFG %s, the row says %s"
                    .formatted(
                        face.fileName(),
                        made.cfgScale().orElseThrow(),
                        face.cfgScale().getAsDouble()));
          }
          if (face.seed().isPresent() && !face.seed().equals(made.seed())) {
            return Optional.of(
                "\"%s\" was made with seed %s, the row says %s"
                    .formatted(
                        face.fileName(), made.seed().orElseThrow(), face.seed().getAsLong()));
          }
          return Optional.empty();
        });
  }
}
