package lab.harmony.comparison.arms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.prompts.Wording;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.ui.RunLinks;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Component;

/// Finds the faces of arms, and what one judge says of them.
@Component
public class ArmFaces {

  private final RunQueue runs;
  private final Scores scores;
  private final ArmFacts facts;

  ArmFaces(RunQueue runs, Scores scores, ArmFacts facts) {
    this.runs = runs;
    this.scores = scores;
    this.facts = facts;
  }

  /// The pictures of an arm.
  ///
  /// @throws IllegalArgumentException in words, if a source is neither a run nor an experiment
  public List<RunImage> images(ArmAddress address) {
    var all = new LinkedHashMap<ImageId, RunImage>();
    var experiments = new ArrayList<String>();
    for (var source : address.sources()) {
      var run = RunId.parse(source).flatMap(runs::find);
      if (run.isPresent()) {
        runs.images(run.get()).forEach(image -> all.put(image.id(), image));
      } else {
        experiments.add(source);
      }
    }
    var known = experiments.isEmpty() ? List.<String>of() : scores.experiments();
    experiments.stream()
        .filter(experiment -> !known.contains(experiment))
        .findFirst()
        .ifPresent(missing -> {
          throw new IllegalArgumentException(
              "There is no run and no experiment with pictures that is called \"%s\"."
                  .formatted(missing));
        });
    scores
        .images(experiments)
        .values()
        .forEach(images -> images.forEach(image -> all.put(image.id(), image)));
    var chosen = List.copyOf(all.values());
    for (var at : address.where().entrySet()) {
      var axis = ImageAxis.ofWord(at.getKey());
      var among = chosen;
      chosen =
          axis.isEmpty()
              ? facts.having(at.getKey(), at.getValue(), among)
              : among.stream()
                  .filter(image -> axis.get().valueOf(image).equals(at.getValue()))
                  .toList();
    }
    return chosen;
  }

  /// What an address was chosen by, in words.
  public String words(ArmAddress address) {
    return address.whereWords(facts);
  }

  /// Who has scored any of these pictures: people together, each of them, and the machine judges,
  /// those that read most of them first.
  public List<ArmJudge> judges(List<RunImage> images) {
    var persons = new LinkedHashMap<PersonId, NamedPerson>();
    var shown = images.stream().map(RunImage::id).collect(Collectors.toSet());
    for (var current : scores.current(experiments(images)).values()) {
      for (var score : current) {
        if (score.face().image().filter(shown::contains).isPresent()) {
          persons.put(score.scoredBy().id(), score.scoredBy());
        }
      }
    }
    var judges = new ArrayList<ArmJudge>();
    if (!persons.isEmpty()) {
      judges.add(new ArmJudge.Team());
    }
    if (persons.size() > 1) {
      persons.values().forEach(person -> judges.add(new ArmJudge.OnePerson(person)));
    }
    judges.addAll(machines(images));
    return List.copyOf(judges);
  }

  private record ReadBy(String name, String sha256) {}

  private static List<ArmJudge.Machine> machines(List<RunImage> images) {
    var read =
        images.stream()
            .flatMap(image -> image.reading().stream())
            .collect(
                Collectors.groupingBy(
                    reading -> new ReadBy(reading.judge(), reading.judgeSha256()),
                    Collectors.counting()));
    var names = read.keySet().stream().map(ReadBy::name).toList();
    return read.entrySet().stream()
        .sorted(
            Map.Entry.<ReadBy, Long>comparingByValue()
                .reversed()
                .thenComparing(one -> one.getKey().name())
                .thenComparing(one -> one.getKey().sha256()))
        .map(Map.Entry::getKey)
        .map(by ->
            new ArmJudge.Machine(
                by.name(), by.sha256(), Collections.frequency(names, by.name()) > 1))
        .toList();
  }

  /// The arms of some pictures, scored by one judge.
  public List<ArmFace> faces(List<RunImage> images, ArmJudge judge) {
    var specs =
        runs.find(images.stream().map(image -> image.id().run()).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    var people = people(images, judge);
    return images.stream()
        .filter(image -> specs.containsKey(image.id().run()))
        .map(image ->
            new ArmFace(
                image.id().toString(),
                place(image, Objects.requireNonNull(specs.get(image.id().run())).spec()),
                score(image, judge, Optional.ofNullable(people.get(image.id())).map(Score::mark)),
                known(image, judge, Optional.ofNullable(people.get(image.id()))),
                ImageLinks.thumbnail(image.id(), 256),
                ImageLinks.full(image.id()),
                "/" + RunLinks.run(image.id().run())))
        .toList();
  }

  /// What is said of some pictures by one judge, as facts: all that an answer takes from scores.
  public NamedFacts facts(List<RunImage> images, ArmJudge judge) {
    var people = people(images, judge);
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("judge", judge.identity()));
    for (var image : images) {
      var given = Optional.ofNullable(people.get(image.id()));
      var said = score(image, judge, given.map(Score::mark));
      if (!(said instanceof ArmScore.Unscored)) {
        facts.add(Fact.of("face", image.id().toString()));
        facts.add(Fact.of("said", said.words()));
        if (!(judge instanceof ArmJudge.Machine)) {
          // Pairs count in the order in which they were scored.
          facts.add(Fact.of("scored", given.map(it -> it.scoredAt().toString()).orElse("")));
        }
      }
    }
    return new NamedFacts(facts);
  }

  private Map<ImageId, Score> people(List<RunImage> images, ArmJudge judge) {
    var people = new HashMap<ImageId, Score>();
    for (var experiment : experiments(images)) {
      people.putAll(
          Scores.byImage(
              judge
                  .onePerson()
                  .map(person -> scores.current(experiment, person))
                  .orElseGet(() -> scores.current(experiment))));
    }
    return people;
  }

  private static Instant known(RunImage image, ArmJudge judge, Optional<Score> score) {
    return judge instanceof ArmJudge.Machine
        ? image.createdAt()
        : score.map(Score::scoredAt).orElse(image.createdAt());
  }

  private static ArmScore score(RunImage image, ArmJudge judge, Optional<Mark> mark) {
    // That a face is meant to mix emotions only a person can say.
    if (mark.filter(Mark::intendedConflict).isPresent()) {
      return new ArmScore.IntendedConflict();
    }
    var points =
        switch (judge) {
          case ArmJudge.Team _, ArmJudge.OnePerson _ -> mark.map(Mark::points);
          case ArmJudge.Machine machine ->
              image
                  .reading()
                  .filter(machine::made)
                  .flatMap(_ -> MachineVerdict.of(image))
                  .map(MachineVerdict::points);
        };
    return points.<ArmScore>map(ArmScore.Points::new).orElseGet(ArmScore.Unscored::new);
  }

  /// The adapters belong to what draws, so that faces with and without one are of one wording.
  public static ArmPlace place(RunImage image, GenerateSpec spec) {
    var prompt = image.prompt();
    var drawnBy = new LinkedHashMap<String, String>();
    var weights = new LinkedHashMap<String, String>();
    var settings = new LinkedHashMap<String, String>();
    var recipe = spec.recipe(prompt);
    var adapters = recipe.adapters().iterator();
    for (var fact : recipe.facts()) {
      switch (fact.name()) {
        case RecipeFact.MODEL -> put(drawnBy, fact.name(), fact.textWithHash());
        case RecipeFact.ADAPTER -> {
          var adapter = adapters.next();
          var name = "adapter " + adapter.name();
          put(drawnBy, name, fact.textWithHash());
          adapter.weights().forEach(weight -> put(weights, name, weight.words()));
        }
        case RecipeFact.GUIDANCE -> {}
        default -> put(settings, fact.name(), fact.name() + " " + fact.textWithHash());
      }
    }
    return new ArmPlace(
        prompt.archetype(),
        prompt.emotion(),
        words(prompt.prompt(), recipe) + "\nnot: " + prompt.negativePrompt(),
        prompt.cfgScale(),
        prompt.seed(),
        new ArmParts(drawnBy, weights, " + "),
        new ArmParts(settings, ", "));
  }

  /// What a recipe says twice stands in one.
  private static void put(Map<String, String> parts, String name, String text) {
    parts.merge(name, text, (one, other) -> one + " and " + other);
  }

  /// A prompt without the adapters that drew. Those that it names and nobody knows to have drawn
  /// are words.
  public static String words(String prompt, Recipe recipe) {
    var drew = recipe.adapters().stream().map(use -> said(use.name())).collect(Collectors.toSet());
    return Wording.withoutAdapters(prompt, named -> drew.contains(said(named)));
  }

  /// A prompt may name an adapter in another case, and with the folder in which it lies.
  private static String said(String adapter) {
    return adapter
        .substring(Math.max(adapter.lastIndexOf('/'), adapter.lastIndexOf('\\')) + 1)
        .toLowerCase(Locale.ROOT);
  }

  private static Set<String> experiments(Collection<RunImage> images) {
    var experiments = new HashSet<String>();
    images.forEach(image -> experiments.add(image.experiment()));
    return experiments;
  }
}
