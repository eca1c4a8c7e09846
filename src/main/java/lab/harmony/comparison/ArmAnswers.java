package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmFaces;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.PictureContents;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// Answers whether arms of runs and experiments are better than one of them.
@Service
public class ArmAnswers {

  /// So many arms can still be read one below the other, the baseline among them.
  public static final int MOST = 24;

  private final ArmFaces faces;
  private final PictureContents contents;

  ArmAnswers(ArmFaces faces, PictureContents contents) {
    this.faces = faces;
    this.contents = contents;
  }

  /// What is asked.
  ///
  /// @param baseline the arm that the others are compared with
  /// @param by whose scores count: `people`, a person's id, a machine judge by its name and
  ///   weights, or `machine` for the one that read most of the faces; where empty, those of people
  ///   if they scored all pairs, else those of that machine
  /// @param again whether an answer of other scores or fewer faces was looked at before
  public record Question(
      ArmAddress baseline, List<ArmAddress> others, Optional<String> by, boolean again) {

    public Question(ArmAddress baseline, List<ArmAddress> others, Optional<String> by) {
      this(baseline, others, by, false);
    }

    public Question {
      others = List.copyOf(others);
      if (others.isEmpty()) {
        throw new IllegalArgumentException("A comparison needs an arm and another one, got one.");
      }
      if (others.contains(baseline) || new HashSet<>(others).size() < others.size()) {
        throw new IllegalArgumentException(
            "A comparison needs arms that are not the same, got %s twice."
                .formatted(others.contains(baseline) ? baseline : "one of them"));
      }
    }

    /// The same by somebody who knows an answer of before, of other scores or fewer faces.
    public Question askedAgain() {
      return new Question(baseline, others, by, true);
    }

    List<ArmAddress> all() {
      return Stream.concat(Stream.of(baseline), others.stream()).toList();
    }
  }

  /// The answer, and whose scores could have been asked for instead.
  ///
  /// @param besides what has to be known of those of people where the machine's count; may be empty
  /// @param from whose faces it is of
  public record Told(Comparisons comparisons, List<ArmJudge> judges, String besides, From from) {

    public ArmJudge judge() {
      return comparisons.baseline().judge();
    }
  }

  /// The runs whose faces an answer is of, and the experiments that they are scored in.
  public record From(Set<RunId> runs, Set<String> experiments) {
    public From {
      runs = Set.copyOf(runs);
      experiments = Set.copyOf(experiments);
    }

    static From of(List<RunImage> images) {
      return new From(
          images.stream().map(image -> image.id().run()).collect(Collectors.toSet()),
          images.stream().map(RunImage::experiment).collect(Collectors.toSet()));
    }
  }

  /// What an answer rests on: where none of it is another, neither is the answer.
  public record Grounds(NamedFacts pictures, NamedFacts scores) {}

  /// @throws IllegalArgumentException in words, if an arm or a judge is not there
  public Grounds grounds(Question question) {
    return ReadOnce.during(() -> {
      var pictures = new ArrayList<Fact>();
      var images = new ArrayList<List<RunImage>>();
      for (var arm : question.all()) {
        var own = faces.images(arm);
        pictures.add(Fact.of("arm", arm.toString()));
        own.forEach(image ->
            pictures.add(Fact.of("picture", "%s %s".formatted(image.id(), image.sha256()))));
        images.add(own);
      }
      var every = every(images);
      var there = faces.judges(every);
      var scores = new ArrayList<Fact>();
      for (var judge :
          question.by().map(key -> List.of(named(key, there))).orElseGet(() -> usual(there))) {
        scores.addAll(faces.facts(every, judge).facts());
      }
      return new Grounds(new NamedFacts(pictures), new NamedFacts(scores));
    });
  }

  private static List<ArmJudge> usual(List<ArmJudge> judges) {
    return Stream.of(usual(judges, false), usual(judges, true)).flatMap(Optional::stream).toList();
  }

  private static List<RunImage> every(List<List<RunImage>> images) {
    return images.stream().flatMap(List::stream).distinct().toList();
  }

  /// @throws IllegalArgumentException in words, if an arm or a judge is not there
  public Told answer(Question question) {
    return answer(question, Integer.MAX_VALUE);
  }

  /// @param most so many pairs are counted at most, of all arms together
  /// @throws IllegalArgumentException in words, if an arm or a judge is not there, or there are
  ///   more pairs: then none is counted
  public Told answer(Question question, int most) {
    return ReadOnce.during(() -> {
      var images = question.all().stream().map(faces::images).toList();
      var every = every(images);
      var judges = faces.judges(every);
      if (question.by().isPresent()) {
        var judge = named(question.by().get(), judges);
        return new Told(
            compared(question, images, judge, most),
            judges,
            question.by().get().equals(ArmJudge.ANY_MACHINE) ? several(judges) : "",
            From.of(every));
      }
      return usually(question, images, judges, From.of(every), most);
    });
  }

  /// By people where they scored all pairs, else by the machine, with how far people are said.
  private Told usually(
      Question question, List<List<RunImage>> images, List<ArmJudge> judges, From from, int most) {
    var machine = usual(judges, true);
    if (usual(judges, false).isEmpty()) {
      return new Told(
          compared(question, images, machine.orElseGet(ArmJudge.Team::new), most),
          judges,
          several(judges),
          from);
    }
    var people = compared(question, images, new ArmJudge.Team(), most);
    int scored = people.all().stream().mapToInt(one -> one.pairing().pairs().size()).sum();
    int open = people.all().stream().mapToInt(one -> one.pairing().notScored()).sum();
    if (machine.isEmpty() || (scored > 0 && open == 0)) {
      return new Told(people, judges, "", from);
    }
    var read = compared(question, images, machine.get(), most);
    return scored > 0 && read.all().stream().allMatch(one -> one.numbers().isEmpty())
        ? new Told(people, judges, "", from)
        : new Told(
            read,
            judges,
            Stream.of(
                    "People scored %d of %d pairs.".formatted(scored, scored + open),
                    several(judges))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" ")),
            from);
  }

  /// That others could have been meant by "the machine"; empty where there is one.
  private static String several(List<ArmJudge> judges) {
    var others =
        judges.stream()
            .filter(ArmJudge.Machine.class::isInstance)
            .skip(1)
            .map(ArmJudge::words)
            .toList();
    return others.isEmpty()
        ? ""
        : "It has read most of these faces; others by %s, which can be asked for by name."
            .formatted(String.join(" and ", others));
  }

  private static Optional<ArmJudge> usual(List<ArmJudge> judges, boolean machine) {
    return judges.stream()
        .filter(
            judge -> machine ? judge instanceof ArmJudge.Machine : judge instanceof ArmJudge.Team)
        .findFirst();
  }

  private static ArmJudge named(String key, List<ArmJudge> judges) {
    return judges.stream()
        .filter(judge ->
            judge.key().equals(key)
                || key.equals(ArmJudge.ANY_MACHINE) && judge instanceof ArmJudge.Machine)
        .findFirst()
        .or(() -> key.equals("people") ? Optional.of(new ArmJudge.Team()) : Optional.empty())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "None of these faces is scored by \"%s\". Scores there are by: %s."
                    .formatted(
                        key,
                        judges.isEmpty()
                            ? "nobody yet"
                            : judges.stream()
                                .map(judge -> "%s (%s)".formatted(judge.key(), judge.words()))
                                .collect(Collectors.joining(", ")))));
  }

  private Comparisons compared(
      Question question, List<List<RunImage>> images, ArmJudge judge, int most) {
    var addresses = question.all();
    var names = names(addresses, images);
    var arms = new ArrayList<Arm>();
    for (int at = 0; at < addresses.size(); at++) {
      arms.add(
          new Arm(
              names.get(at), asked(addresses.get(at)), judge, faces.faces(images.get(at), judge)));
    }
    return Comparisons.of(
        arms.getFirst(), arms.subList(1, arms.size()), question.again(), most, alike(images));
  }

  private BiPredicate<ArmFace, ArmFace> alike(List<List<RunImage>> images) {
    var bySource = new HashMap<String, RunImage>();
    images.forEach(own -> own.forEach(image -> bySource.put(image.id().toString(), image)));
    return (first, second) -> {
      var one = bySource.get(first.source());
      var other = bySource.get(second.source());
      return one != null && other != null && contents.same(one, other);
    };
  }

  static Set<Trait> asked(ArmAddress address) {
    return address.where().keySet().stream()
        .flatMap(fact -> ImageAxis.ofWord(fact).stream())
        .map(ArmAnswers::trait)
        .collect(Collectors.toSet());
  }

  private static Trait trait(ImageAxis axis) {
    return switch (axis) {
      case ARCHETYPE -> Trait.ARCHETYPE;
      case EMOTION -> Trait.EMOTION;
      case CFG -> Trait.CFG;
      case SEED -> Trait.SEED;
      case MODEL -> Trait.DRAWN_BY;
    };
  }

  /// The shortest names that tell all arms apart: what they were chosen by, what draws, where they
  /// are from, or the whole address.
  private List<String> names(List<ArmAddress> addresses, List<List<RunImage>> images) {
    return Stream.<Function<Integer, String>>of(
            at -> faces.words(addresses.get(at)),
            at -> {
              var models = images.get(at).stream().map(RunImage::model).distinct().toList();
              return models.size() == 1 ? models.getFirst() : "";
            },
            at -> String.join(" and ", addresses.get(at).sources()),
            at -> addresses.get(at).toString())
        .map(name ->
            Stream.iterate(0, at -> at + 1)
                .limit(addresses.size())
                .map(name)
                .map(Objects::requireNonNull)
                .toList())
        .filter(all -> all.stream().noneMatch(String::isEmpty))
        .filter(all -> new HashSet<>(all).size() == all.size())
        .findFirst()
        .orElseThrow();
  }
}
