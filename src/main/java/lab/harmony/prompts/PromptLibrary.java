package lab.harmony.prompts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The archetypes, emotions and templates of a workspace.
///
/// What loads is complete: every placeholder of every template has a word for every archetype and
/// emotion.
public record PromptLibrary(
    List<Archetype> archetypes, List<Emotion> emotions, List<PromptTemplate> templates) {

  /// What can only be a name: prompts of one word say nothing that a template would not.
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+");

  public PromptLibrary {
    archetypes = List.copyOf(archetypes);
    emotions = List.copyOf(emotions);
    templates = List.copyOf(templates);
  }

  /// Reads `archetypes.yaml`, `emotions.yaml` and `templates.yaml`.
  ///
  /// @throws PromptProblem naming file, line and what was expected
  public static PromptLibrary load(Path folder) {
    var problems = new ArrayList<PromptProblem.InFile>();
    var archetypes = load(folder.resolve("archetypes.yaml"), problems, Archetype::new);
    var emotions = load(folder.resolve("emotions.yaml"), problems, Emotion::new);
    var complete = problems.isEmpty();
    var file = PromptFile.read(folder.resolve("templates.yaml"), problems);
    var templates = templates(file);
    if (complete) {
      file.entries().forEach(entry -> requireWords(file, entry, archetypes, emotions));
    }
    if (!problems.isEmpty()) {
      throw PromptProblem.of(problems);
    }
    return new PromptLibrary(archetypes, emotions, templates);
  }

  /// The prompts for what the specification names, archetype by archetype.
  ///
  /// @throws IllegalArgumentException naming what is not in the library, and what is; and when
  ///   there would be more than [PromptMatrix#MOST] prompts
  public PromptMatrix matrix(MatrixSpec spec) {
    var template = named("template", spec.template(), templates, PromptTemplate::name);
    requireFit(spec, List.of(template));
    return new PromptMatrix(filled(spec, template));
  }

  /// Whether a matrix can be made of several prompts, before any is; the template of the
  /// specification does not count.
  ///
  /// @throws IllegalArgumentException naming what is asked for in vain, or how many there would be
  public void requireFit(MatrixSpec spec, List<PromptTemplate> asked) {
    var places = asked.stream().map(template -> places(spec, template)).toList();
    PromptPlaces.requireUsed(spec, places);
    PromptMatrix.requireFew(places, spec.cfgScales().size(), spec.seeds().size());
  }

  /// All places of one of them.
  public List<MatrixPrompt> filled(MatrixSpec spec, PromptTemplate template) {
    var places = places(spec, template);
    var prompts = new ArrayList<MatrixPrompt>();
    for (var archetype : places.archetypes()) {
      for (var emotion : places.emotions()) {
        for (double cfgScale : spec.cfgScales()) {
          for (long seed : spec.seeds()) {
            prompts.add(template.fill(archetype, emotion, cfgScale, seed));
          }
        }
      }
    }
    return prompts;
  }

  private PromptPlaces places(MatrixSpec spec, PromptTemplate template) {
    return PromptPlaces.of(
        this,
        template,
        chosen("archetype", spec.archetypes(), archetypes, Archetype::name),
        chosen("emotion", spec.emotions(), emotions, Emotion::name));
  }

  /// The prompt that somebody asks for: the template of that name, or else their own words.
  ///
  /// @param negative what a picture of their own words should not show
  /// @throws IllegalArgumentException naming what is not in the library, and what is
  public PromptTemplate asked(String line, String negative) {
    if (NAME.matcher(line).matches()) {
      return templates.stream()
          .filter(template -> template.name().equals(line))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "there is no template \"%s\" in prompts/; there are: %s. A prompt in words has more than one word"
                      .formatted(line, names(templates, PromptTemplate::name))));
    }
    var asked = PromptTemplate.inWords(line, negative);
    Stream.of(line, negative)
        .flatMap(PromptTemplate::placeholders)
        .filter(placeholder -> !known(placeholder, archetypes, emotions))
        .findFirst()
        .ifPresent(placeholder -> {
          throw new IllegalArgumentException(unknown(placeholder, archetypes, emotions));
        });
    return asked;
  }

  private static <T> List<T> chosen(
      String kind, List<String> names, List<T> all, Function<T, String> nameOf) {
    return names.isEmpty()
        ? all
        : names.stream().map(name -> named(kind, name, all, nameOf)).toList();
  }

  private static <T> T named(String kind, String name, List<T> all, Function<T, String> nameOf) {
    return all.stream()
        .filter(one -> nameOf.apply(one).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no %s \"%s\" in prompts/; there are: %s"
                    .formatted(kind, name, names(all, nameOf))));
  }

  private static <T> String names(List<T> all, Function<T, String> nameOf) {
    return String.join(", ", all.stream().map(nameOf).toList());
  }

  private interface Making<T> {
    T of(String name, String phrase, Map<String, String> words);
  }

  private static <T> List<T> load(
      Path path, List<PromptProblem.InFile> problems, Making<T> making) {
    var file = PromptFile.read(path, problems);
    var all = new ArrayList<T>();
    for (var entry : file.entries()) {
      var words = new LinkedHashMap<String, String>();
      entry.texts().forEach((name, text) -> words.put(name, text.value()));
      words.remove("phrase");
      for (var reserved : Set.of("archetype", "emotion")) {
        var text = entry.texts().get(reserved);
        if (text != null) {
          file.complain(
              text.line(),
              "\"%s\" cannot be the name of a further word: it stands for the phrase itself"
                  .formatted(reserved));
        }
      }
      file.required(entry, "phrase")
          .ifPresent(phrase -> all.add(making.of(entry.name(), phrase.value(), words)));
    }
    return all;
  }

  private static List<PromptTemplate> templates(PromptFile file) {
    var templates = new ArrayList<PromptTemplate>();
    for (var entry : file.entries()) {
      entry
          .texts()
          .forEach((name, text) -> {
            if (!Set.of("prompt", "negative").contains(name)) {
              file.complain(
                  text.line(),
                  "a template has the fields prompt and negative, got \"%s\"".formatted(name));
            }
          });
      var negative = entry.texts().get("negative");
      file.required(entry, "prompt")
          .ifPresent(prompt ->
              templates.add(
                  new PromptTemplate(
                      entry.name(), prompt.value(), negative == null ? "" : negative.value())));
    }
    return templates;
  }

  private static void requireWords(
      PromptFile file, PromptFile.Entry entry, List<Archetype> archetypes, List<Emotion> emotions) {
    for (var text : entry.texts().values()) {
      PromptTemplate.placeholders(text.value())
          .filter(placeholder -> !known(placeholder, archetypes, emotions))
          .forEach(placeholder ->
              file.complain(text.line(), unknown(placeholder, archetypes, emotions)));
    }
  }

  /// Every pair has a word when all of the one kind have it, or all of the other.
  private static boolean known(
      String placeholder, List<Archetype> archetypes, List<Emotion> emotions) {
    return Set.of("archetype", "emotion").contains(placeholder)
        || archetypes.stream().allMatch(one -> one.words().containsKey(placeholder))
        || emotions.stream().allMatch(one -> one.words().containsKey(placeholder));
  }

  private static String unknown(
      String placeholder, List<Archetype> archetypes, List<Emotion> emotions) {
    var archetype =
        archetypes.stream()
            .filter(one -> !one.words().containsKey(placeholder))
            .findFirst()
            .orElseThrow();
    var emotion =
        emotions.stream()
            .filter(one -> !one.words().containsKey(placeholder))
            .findFirst()
            .orElseThrow();
    return "unknown placeholder {%s}: neither archetype \"%s\" (words: %s) nor emotion \"%s\" (words: %s) has it; {archetype} and {emotion} always work"
        .formatted(
            placeholder,
            archetype.name(),
            String.join(", ", archetype.words().keySet().stream().sorted().toList()),
            emotion.name(),
            String.join(", ", emotion.words().keySet().stream().sorted().toList()));
  }
}
