package lab.harmony.blind.results.published;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.PublishedSession;
import lab.harmony.blind.SealedMapping;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.FaceTruth;
import lab.harmony.blind.session.GoldRule;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.review.marks.Checklist;

/// The gold pictures of a published file, from what was sealed of them and what was answered: so
/// anybody can find out what the file says of how often each rater was right.
final class PublishedGold {

  private static final Set<String> NOT_STANDING =
      Set.of(PublishedSession.OVERTAKEN, PublishedSession.TAKEN_OUT);

  private static final int ANSWER = 5;
  private static final int INTENDED = 6;

  private final PublishedFile file;
  private final Map<String, String> asked = new HashMap<>();
  private final Map<String, FaceTruth> faces = new HashMap<>();

  /// Of each rater and position the unit and the faces from left to right.
  private final Map<String, String[]> showings = new LinkedHashMap<>();

  private PublishedGold(PublishedFile file) {
    this.file = file;
    file.mapping().lines().map(TabbedLine::parts).forEach(this::take);
  }

  private void take(String[] parts) {
    switch (parts[0]) {
      case "gold" -> asked.put(parts[1], parts[3]);
      case "face" ->
          faces.put(parts[1] + " " + parts[2], new FaceTruth(parts[3], parts[4], parts[5]));
      case "showing" -> {
        if (parts[5].equals(SealedMapping.GOLD)) {
          showings.put(parts[1] + " " + parts[2], parts);
        }
      }
      default -> {}
    }
  }

  /// What was looked at; empty where a file has no gold.
  static Optional<PublishedCheck.Step> checked(PublishedFile file) {
    try {
      var gold = new PublishedGold(file);
      return gold.asked.isEmpty() && gold.showings.isEmpty() && file.gold().isEmpty()
          ? Optional.empty()
          : Optional.of(gold.step());
    } catch (RuntimeException unreadable) {
      return Optional.of(
          new PublishedCheck.Step(
              false, "What the mapping or the answers say of gold pictures cannot be read."));
    }
  }

  private PublishedCheck.Step step() {
    for (var showing : showings.values()) {
      var shown = shown(showing);
      long agree = shown.stream().filter(face -> face.agrees(emotion(showing))).count();
      if (shown.size() > 1 && agree != 1) {
        return new PublishedCheck.Step(
            false,
            "Of the gold faces at position %s of rater %s %d agree, and exactly one has to."
                .formatted(showing[2], showing[1], agree));
      }
    }
    var found = hits();
    for (var rater : file.raters()) {
      var said = file.gold().stream().filter(one -> one.rater() == rater.number()).toList();
      var hits = found.getOrDefault(String.valueOf(rater.number()), List.of());
      int right = (int) hits.stream().filter(hit -> hit).count();
      if (!said.equals(List.of(new PublishedFile.Right(rater.number(), right, hits.size())))) {
        return new PublishedCheck.Step(
            false,
            "Rater %d was right of %d of %d gold pictures by the mapping and the answers, and the file says %s."
                .formatted(
                    rater.number(),
                    right,
                    hits.size(),
                    said.isEmpty()
                        ? "nothing"
                        : said.stream()
                            .map(it -> "%d of %d".formatted(it.right(), it.counted()))
                            .collect(Collectors.joining(" and "))));
      }
    }
    return new PublishedCheck.Step(
        true,
        "The truth of the %d gold %s was sealed at the start, and how often each rater was right follows from it and the answers."
            .formatted(asked.size(), asked.size() == 1 ? "picture" : "pictures"));
  }

  private Map<String, List<Boolean>> hits() {
    var last = new LinkedHashMap<String, String[]>();
    for (var row : file.rows()) {
      if (!NOT_STANDING.contains(row[4])) {
        last.put(row[1] + " " + row[2], row);
      }
    }
    var all = new HashMap<String, List<Boolean>>();
    showings.forEach((place, showing) -> {
      var row = last.get(place);
      if (row != null && row[4].equals("answer")) {
        GoldRule.hit(
                answer(file.form(), row[ANSWER], Boolean.parseBoolean(row[INTENDED])),
                emotion(showing),
                shown(showing))
            .ifPresent(hit -> all.computeIfAbsent(showing[1], _ -> new ArrayList<>()).add(hit));
      }
    });
    return all;
  }

  private String emotion(String[] showing) {
    return Objects.requireNonNull(asked.get(showing[3]));
  }

  private List<FaceTruth> shown(String[] showing) {
    return Stream.of(showing[4].split(" "))
        .map(face -> Objects.requireNonNull(faces.get(showing[3] + " " + face)))
        .toList();
  }

  /// @param said as the file has it
  static BlindAnswer answer(String form, String said, boolean intended) {
    if (said.equals("cannot-tell")) {
      return BlindAnswer.ofNothing(intended);
    }
    return switch (form) {
      case "points" -> BlindAnswer.ofPoints(Integer.parseInt(said), intended);
      case "pairs" -> BlindAnswer.ofPair(BlindAnswer.Choice.of(said).orElseThrow(), intended);
      case "order" ->
          BlindAnswer.ofOrder(
              Stream.of(said.split(" ")).map(place -> Integer.parseInt(place) - 1).toList(),
              intended);
      default -> {
        var items = said.split(" ");
        yield BlindAnswer.ofFace(
            new Checklist(items[0].equals("yes"), items[1].equals("yes"), items[2].equals("yes")),
            intended);
      }
    };
  }
}
