package lab.harmony.runs.images;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Service;

/// What somebody is not to come across, because they rate these pictures without knowing whose they
/// are: the pictures themselves, the runs that made them, and the experiments that show them.
/// Whoever may look at runs knows them anyway; nothing is sealed from them.
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
  }

  /// What is sealed from somebody.
  ///
  /// @param digests of pictures, whatever run they are in
  public record Seal(Set<RunId> runs, Set<String> digests, Set<String> experiments) {

    static final Seal NOTHING = new Seal(Set.of(), Set.of(), Set.of());

    public Seal {
      runs = Set.copyOf(runs);
      digests = Set.copyOf(digests);
      experiments = Set.copyOf(experiments);
    }

    public boolean isNothing() {
      return runs.isEmpty() && digests.isEmpty() && experiments.isEmpty();
    }

    public boolean holds(RunImage image) {
      return runs.contains(image.id().run()) || digests.contains(image.sha256());
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

  /// What is sealed from somebody now.
  public Seal of(Actor who) {
    var runs = new HashSet<RunId>();
    var digests = new HashSet<String>();
    var experiments = new HashSet<String>();
    sources.forEach(source -> {
      var seal = source.of(who.person());
      runs.addAll(seal.runs());
      digests.addAll(seal.digests());
      experiments.addAll(seal.experiments());
    });
    return runs.isEmpty() || rights.may(who, Right.LOOK)
        ? Seal.NOTHING
        : new Seal(runs, digests, experiments);
  }
}
