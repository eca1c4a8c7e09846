package lab.harmony.reports.grid.facts;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.blind.results.BlindVerdict;
import lab.harmony.blind.results.ClosedSession;
import lab.harmony.blind.results.ClosedVerdicts;
import lab.harmony.people.NamedPerson;
import lab.harmony.prompts.WorkspacePrompts;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.review.tags.PictureTags;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Brings together what a grid needs to know of each picture: its place, its settings, what people
/// and the machine said.
@Component
public class GridPictures {

  private final RunQueue runs;
  private final Scores scores;
  private final WorkspacePrompts prompts;
  private final PictureTags tags;
  private final KnownSettings known = new KnownSettings();

  /// Asked for when it is needed: sessions know their arms, and arms are chosen by these facts.
  private final ObjectProvider<ClosedVerdicts> blind;

  GridPictures(
      RunQueue runs,
      Scores scores,
      WorkspacePrompts prompts,
      PictureTags tags,
      ObjectProvider<ClosedVerdicts> blind) {
    this.runs = runs;
    this.scores = scores;
    this.prompts = prompts;
    this.tags = tags;
    this.blind = blind;
  }

  public List<GridPicture> of(Collection<RunImage> images) {
    var specs =
        runs.find(images.stream().map(image -> image.id().run()).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    var experiments = images.stream().map(RunImage::experiment).distinct().toList();
    var people = new HashMap<ImageId, Score>();
    scores.current(experiments).values().forEach(current -> people.putAll(Scores.byImage(current)));
    var disputed = scores.disputed(experiments);
    var each = scores.each(experiments);
    var tagged = tags.of(experiments);
    var rated = blind.getObject().of(images);
    var settings = known.look(prompts);
    return images.stream()
        .filter(image -> specs.containsKey(image.id().run()))
        .map(image ->
            picture(
                image,
                Objects.requireNonNull(specs.get(image.id().run())),
                Optional.ofNullable(people.get(image.id())),
                disputed.contains(image.id()),
                List.copyOf(tagged.getOrDefault(image.id(), Collections.emptySortedSet())),
                each.getOrDefault(image.id(), Map.of()),
                of(image.id(), rated),
                settings))
        .toList();
  }

  private static Map<ClosedSession, BlindVerdict> of(
      ImageId image, Map<ClosedSession, Map<ImageId, BlindVerdict>> rated) {
    if (rated.isEmpty()) {
      return Map.of();
    }
    var own = new HashMap<ClosedSession, BlindVerdict>();
    rated.forEach((session, verdicts) ->
        Optional.ofNullable(verdicts.get(image)).ifPresent(said -> own.put(session, said)));
    return own;
  }

  private static GridPicture picture(
      RunImage image,
      Run run,
      Optional<Score> score,
      boolean disputed,
      List<PictureTag> tags,
      Map<NamedPerson, Integer> each,
      Map<ClosedSession, BlindVerdict> rated,
      KnownSettings.Look settings) {
    var prompt = image.prompt();
    var human = score.map(Score::mark);
    var intended = human.filter(Mark::intendedConflict).isPresent();
    return new GridPicture(
        image.id(),
        image.experiment(),
        new GridPosition(
            prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed(), image.model()),
        settings.of(image.id(), run, prompt),
        image.sha256(),
        image.createdAt(),
        new PictureRemarks(
            human.filter(mark -> !mark.note().isBlank()).isPresent(), disputed, tags, each, rated),
        human.map(
            mark -> new PictureVerdict(mark.points(), mark.intendedConflict(), mark.checklist())),
        MachineVerdict.of(image)
            .map(verdict ->
                new PictureVerdict(verdict.points(), intended, Optional.of(verdict.checklist()))));
  }
}
