package lab.harmony.prompts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The archetypes, emotions and templates of a workspace.
///
/// What loads is complete: every placeholder of every template has a word for every archetype and
/// emotion.
public record PromptLibrary(
    List<Archetype> archetypes, List<Emotion> emotions, List<PromptTemplate> templates) {

  public PromptLibrary {
    archetypes = List.copyOf(archetypes);
    emotions = List.copyOf(emotions);
    templates = List.copyOf(templates);
  }

  /// Reads `archetypes.yaml`, `emotions.yaml` and `templates.yaml`.
  ///
  /// @throws PromptProblem naming file, line and what was expected
  public static PromptLibrary load(Path folder) {
    var archetypes = load(folder.resolve("archetypes.yaml"), Archetype::new);
    var emotions = load(folder.resolve("emotions.yaml"), Emotion::new);
    var templates =
        templates(PromptFile.read(folder.resolve("templates.yaml")), archetypes, emotions);
    return new PromptLibrary(archetypes, emotions, templates);
  }

  /// The prompts for what the specification names, archetype by archetype.
  ///
  /// @throws IllegalArgumentException naming what is not in the library, and what is
  public PromptMatrix matrix(MatrixSpec spec) {
    var template = named("template", spec.template(), templates, PromptTemplate::name);
    var chosenArchetypes = chosen("archetype", spec.archetypes(), archetypes, Archetype::name);
    var chosenEmotions = chosen("emotion", spec.emotions(), emotions, Emotion::name);
    var prompts = new ArrayList<MatrixPrompt>();
    for (var archetype : chosenArchetypes) {
      for (var emotion : chosenEmotions) {
        for (double cfgScale : spec.cfgScales()) {
          for (long seed : spec.seeds()) {
            prompts.add(template.fill(archetype, emotion, cfgScale, seed));
          }
        }
      }
    }
    return new PromptMatrix(prompts);
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
                    .formatted(kind, name, String.join(", ", all.stream().map(nameOf).toList()))));
  }

  private interface Making<T> {
    T of(String name, String phrase, Map<String, String> words);
  }

  private static <T> List<T> load(Path path, Making<T> making) {
    var file = PromptFile.read(path);
    var all = new ArrayList<T>();
    for (var entry : file.entries()) {
      var words = new LinkedHashMap<String, String>();
      entry.texts().forEach((name, text) -> words.put(name, text.value()));
      words.remove("phrase");
      for (var reserved : Set.of("archetype", "emotion")) {
        var text = entry.texts().get(reserved);
        if (text != null) {
          throw new PromptProblem(
              file.file(),
              text.line(),
              "\"%s\" cannot be the name of a further word: it stands for the phrase itself"
                  .formatted(reserved));
        }
      }
      all.add(making.of(entry.name(), file.required(entry, "phrase").value(), words));
    }
    return all;
  }

  private static List<PromptTemplate> templates(
      PromptFile file, List<Archetype> archetypes, List<Emotion> emotions) {
    var templates = new ArrayList<PromptTemplate>();
    for (var entry : file.entries()) {
      for (var field : entry.texts().entrySet()) {
        if (!Set.of("prompt", "negative").contains(field.getKey())) {
          throw new PromptProblem(
              file.file(),
              field.getValue().line(),
              "a template has the fields prompt and negative, got \"%s\""
                  .formatted(field.getKey()));
        }
        requireWords(file.file(), field.getValue(), archetypes, emotions);
      }
      var negative = entry.texts().get("negative");
      templates.add(
          new PromptTemplate(
              entry.name(),
              file.required(entry, "prompt").value(),
              negative == null ? "" : negative.value()));
    }
    return templates;
  }

  private static void requireWords(
      Path file, PromptFile.Text text, List<Archetype> archetypes, List<Emotion> emotions) {
    var placeholders = PromptTemplate.PLACEHOLDER.matcher(text.value());
    while (placeholders.find()) {
      var placeholder = placeholders.group(1);
      for (var archetype : archetypes) {
        for (var emotion : emotions) {
          if (PromptTemplate.word(placeholder, archetype, emotion).isEmpty()) {
            throw new PromptProblem(
                file,
                text.line(),
                "unknown placeholder {%s}: neither archetype \"%s\" (words: %s) nor emotion \"%s\" (words: %s) has it; {archetype} and {emotion} always work"
                    .formatted(
                        placeholder,
                        archetype.name(),
                        String.join(", ", archetype.words().keySet().stream().sorted().toList()),
                        emotion.name(),
                        String.join(", ", emotion.words().keySet().stream().sorted().toList())));
          }
        }
      }
    }
  }
}
