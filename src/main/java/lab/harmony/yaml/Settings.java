package lab.harmony.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.yaml.YamlValue.Items;
import lab.harmony.yaml.YamlValue.Named;
import lab.harmony.yaml.YamlValue.Nothing;
import lab.harmony.yaml.YamlValue.Text;

/// A YAML text of named settings.
///
/// Whoever asks for a setting that cannot be used gets the usual value, and what is wrong is noted;
/// [#finish] tells all of it at once. `null` and nothing stand for the usual value.
public final class Settings {

  private final Map<String, YamlValue> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> broken;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<YamlProblem> problems;

  private Settings(YamlText.Reading reading) {
    problems = new ArrayList<>(reading.problems());
    broken = Set.copyOf(reading.broken());
  }

  /// Reads a text of at most so many characters.
  ///
  /// @param example the name of a setting that usually stands there
  public static Settings read(String text, int most, String example) {
    var reading = YamlText.read(text, most);
    var settings = new Settings(reading);
    switch (reading.root().orElse(new Named(List.of(), 0))) {
      case Named named -> named.entries().forEach(settings::put);
      case Text _, Items _, Nothing _ ->
          settings.problems.add(new YamlProblem(1, "need lines like \"%s: …\"".formatted(example)));
    }
    return settings;
  }

  private void put(YamlValue.Entry entry) {
    if (lines.putIfAbsent(entry.name(), entry.line()) != null) {
      problems.add(
          new YamlProblem(
              entry.line(), "\"%s\" stands twice; leave one".formatted(Quote.of(entry.name()))));
    } else if (!(entry.value() instanceof Nothing)) {
      values.put(entry.name(), entry.value());
    }
  }

  /// Whether a setting stands there with a value.
  public boolean has(String name) {
    asked.add(name);
    return values.containsKey(name);
  }

  /// The line of a setting; 0 when it does not stand there.
  public int line(String name) {
    return lines.getOrDefault(name, 0);
  }

  /// Notes what is wrong with a setting.
  public void complain(String name, String message) {
    problems.add(new YamlProblem(line(name), message));
  }

  /// Makes something of settings; what its maker refuses is noted at the setting that the message
  /// names.
  public <T> T made(T otherwise, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      problems.add(new YamlProblem(lineOf(message), message));
      return otherwise;
    }
  }

  /// The line of the setting that a message is about.
  public int lineOf(String message) {
    var words = message.toLowerCase(Locale.ROOT);
    return asked.stream()
        .filter(lines::containsKey)
        .filter(name -> {
          var spoken = name.toLowerCase(Locale.ROOT).replace('_', ' ');
          return words.contains(name)
              || words.contains(spoken)
              || spoken.endsWith("s") && words.contains(spoken.substring(0, spoken.length() - 1));
        })
        .max(java.util.Comparator.comparingInt(String::length))
        .map(this::line)
        .orElse(0);
  }

  /// A text that must be there.
  ///
  /// @param example a value that could stand there; it is the answer when none does
  public String text(String name, String example) {
    if (!has(name) && !broken.contains(name)) {
      problems.add(
          new YamlProblem(
              line(name),
              "\"%s\" is missing; write for instance \"%s: %s\"".formatted(name, name, example)));
    }
    return textIfPresent(name).orElse(example);
  }

  public String textOr(String name, String otherwise) {
    return textIfPresent(name).orElse(otherwise);
  }

  public Optional<String> textIfPresent(String name) {
    return has(name) ? scalar(name, value(name)) : Optional.empty();
  }

  /// A list in brackets or with dashes; one value counts as a list of it; `all` and nothing are the
  /// empty list.
  public List<String> texts(String name) {
    return textsInLines(name).stream().map(Text::value).toList();
  }

  /// The same, each with the line in which it stands.
  public List<Text> textsInLines(String name) {
    if (!has(name) || asksForAll(name)) {
      return List.of();
    }
    var items = value(name) instanceof Items list ? list.items() : List.of(value(name));
    return items.stream()
        .flatMap(item -> scalar(name, item).stream().map(text -> new Text(text, item.line())))
        .toList();
  }

  /// Whether it stands there with nothing: without a value, or as a list of nothing.
  public boolean namesNothing(String name) {
    return line(name) > 0
        && (!has(name) || value(name) instanceof Items list && list.items().isEmpty());
  }

  /// Whether all there is is asked for, in that word.
  public boolean asksForAll(String name) {
    return has(name) && value(name) instanceof Text(var only, _) && only.equals("all");
  }

  public List<Double> numbers(String name, List<Double> otherwise) {
    return list(name, otherwise, "numbers", Numerals::number);
  }

  public List<Long> wholes(String name, List<Long> otherwise) {
    return list(name, otherwise, "whole numbers", Numerals::whole);
  }

  private <T> List<T> list(
      String name, List<T> otherwise, String wanted, Function<String, Optional<T>> parser) {
    if (!has(name)) {
      return otherwise;
    }
    return texts(name).stream()
        .flatMap(text -> parsed(name, text, wanted, parser).stream())
        .toList();
  }

  public int whole(String name, int otherwise, int min, int max) {
    return textIfPresent(name)
        .flatMap(text -> parsed(name, text, "a whole number", Numerals::whole))
        .filter(value -> within(name, value, value >= min && value <= max, min, max))
        .map(Long::intValue)
        .orElse(otherwise);
  }

  public double number(String name, double otherwise, double min, double max) {
    return textIfPresent(name)
        .flatMap(text -> parsed(name, text, "a number", Numerals::number))
        .filter(value -> within(name, value, value >= min && value <= max, min, max))
        .orElse(otherwise);
  }

  private boolean within(String name, Object value, boolean good, Object min, Object max) {
    if (!good) {
      complain(name, "\"%s\" must be from %s to %s, got %s".formatted(name, min, max, value));
    }
    return good;
  }

  /// `true` or `false`, as YAML 1.1 also writes them: `yes`, `No`, `ON`.
  public boolean flag(String name, boolean otherwise) {
    return textIfPresent(name)
        .flatMap(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "y" -> Optional.of(true);
              case "false", "no", "off", "n" -> Optional.of(false);
              default -> {
                complain(
                    name,
                    "\"%s\" must be one of true, false, got \"%s\""
                        .formatted(name, Quote.of(text)));
                yield Optional.empty();
              }
            })
        .orElse(otherwise);
  }

  /// One of a few words.
  public <T> T choice(String name, T otherwise, List<T> choices, Function<T, String> word) {
    return textIfPresent(name)
        .map(text -> chosen(name, text, otherwise, choices, word))
        .orElse(otherwise);
  }

  private <T> T chosen(
      String name, String text, T otherwise, List<T> choices, Function<T, String> word) {
    return choices.stream()
        .filter(choice -> word.apply(choice).equalsIgnoreCase(text))
        .findFirst()
        .orElseGet(() -> {
          complain(
              name,
              "\"%s\" must be one of %s, got \"%s\""
                  .formatted(
                      name,
                      String.join(", ", choices.stream().map(word).toList()),
                      Quote.of(text)));
          return otherwise;
        });
  }

  /// Call it when all settings were asked for.
  ///
  /// @param known the names that may stand there; empty means those that were asked for
  /// @throws YamlProblems with everything that is wrong
  public void finish(List<String> known) {
    var allowed = known.isEmpty() ? List.copyOf(asked) : known;
    lines.forEach((name, line) -> {
      if (!allowed.contains(name)) {
        problems.add(
            new YamlProblem(
                line,
                "unknown setting \"%s\"; there are: %s"
                    .formatted(Quote.of(name), String.join(", ", allowed))));
      }
    });
    if (!problems.isEmpty()) {
      throw new YamlProblems(problems);
    }
  }

  private YamlValue value(String name) {
    return Objects.requireNonNull(values.get(name));
  }

  private Optional<String> scalar(String name, YamlValue value) {
    if (value instanceof Text(var text, _) && !text.isBlank()) {
      return Optional.of(text);
    }
    problems.add(
        new YamlProblem(
            value.line(),
            value instanceof Text || value instanceof Nothing
                ? "\"%s\" needs a value".formatted(name)
                : "\"%s\" needs a value, got a list or a map".formatted(name)));
    return Optional.empty();
  }

  private <T> Optional<T> parsed(
      String name, String text, String wanted, Function<String, Optional<T>> parser) {
    var value = parser.apply(text);
    if (value.isEmpty()) {
      complain(name, "\"%s\" needs %s, got \"%s\"".formatted(name, wanted, Quote.of(text)));
    }
    return value;
  }
}
