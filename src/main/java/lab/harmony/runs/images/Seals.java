package lab.harmony.runs.images;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Service;

/// What somebody is not to come across, because they rate these pictures without knowing whose they
/// are: the pictures themselves, all else that the same models drew, the runs that made any of it,
/// and the experiments that show it. Whoever may look at runs knows them anyway; nothing is sealed
/// from them.
@Service
public class Seals {

  private final List<Source> sources;
  private final Rights rights;

  /// @param sources none where nothing is ever sealed
  public Seals(List<Source> sources, Rights rights) {
    this.sources = List.copyOf(sources);
    this.rights = rights;
  }

  /// Who says what is sealed.
  public interface Source {

    Seal of(PersonId person);

    /// All runs in which one of these models drew.
    Set<RunId> drawnBy(Set<String> models);
  }

  /// What is sealed from somebody.
  ///
  /// @param runs that made these pictures; what else the models made is told by [Seals#runs]
  /// @param models that drew, each with its adapters
  /// @param digests of pictures, whatever run they are in
  public record Seal(
      Set<RunId> runs, Set<String> models, Set<String> digests, Set<String> experiments) {

    /// What most people have.
    public static final Seal NOTHING = new Seal(Set.of(), Set.of(), Set.of(), Set.of());

    public Seal {
      runs = Set.copyOf(runs);
      models = Set.copyOf(models);
      digests = Set.copyOf(digests);
      experiments = Set.copyOf(experiments);
    }

    private Seal and(Seal other) {
      return new Seal(
          both(runs, other.runs),
          both(models, other.models),
          both(digests, other.digests),
          both(experiments, other.experiments));
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
      return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    public boolean isNothing() {
      return runs.isEmpty() && models.isEmpty() && digests.isEmpty() && experiments.isEmpty();
    }

    public boolean holds(RunImage image) {
      return runs.contains(image.id().run())
          || models.contains(image.model())
          || digests.contains(image.sha256());
    }

    /// Whether one of these is sealed.
    public boolean holdsAny(List<RunImage> images) {
      return images.stream().anyMatch(this::holds);
    }

    /// Those that are not sealed.
    public List<RunImage> without(List<RunImage> images) {
      return isNothing() ? images : images.stream().filter(image -> !holds(image)).toList();
    }
  }

  /// All runs of a seal, also those that made something else with its models. It reads as many as
  /// there are: for lists, not for each picture.
  public Set<RunId> runs(Seal seal) {
    if (seal.isNothing()) {
      return Set.of();
    }
    var all = new HashSet<>(seal.runs());
    sources.forEach(source -> all.addAll(source.drawnBy(seal.models())));
    return all;
  }

  /// What is sealed from somebody now.
  public Seal of(Actor who) {
    var found =
        sources.stream()
            .map(source -> source.of(who.person()))
            .filter(seal -> !seal.isNothing())
            .reduce(Seal::and)
            .orElse(Seal.NOTHING);
    return found.isNothing() || rights.may(who, Right.LOOK) ? Seal.NOTHING : found;
  }
}
