package lab.harmony.reports.grid.facts;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.images.ImageAxis;

/// What an axis of a grid asks of each picture: one fact, of which every picture has one value.
///
/// Its text stands in addresses and names of places, and is never worded anew: a word, and for some
/// a detail behind a dot, as in `adapter.soft` or `phrase.soft smile`.
public sealed interface GridFact
    permits GridFact.Asked,
        GridFact.Setting,
        GridFact.AdapterWeight,
        GridFact.Epoch,
        GridFact.Phrase,
        GridFact.Known,
        ItemFact,
        RaterFact,
        SessionFact {

  /// The value of a picture that lacks what is asked for.
  String WITHOUT = "without";

  /// What the value of a picture is where it has what is asked for.
  String WITH = "with";

  /// As it stands in addresses, without anything that has a meaning there.
  String text();

  /// The name on a screen: `Sampler`, `Weight of soft`.
  String label();

  /// Where a picture stands.
  String of(GridPicture picture);

  /// A value as it reads beside other values: `steps 20`, `soft at 0.8`.
  String describe(String value);

  /// Numbers in their order; empty where values stay in the order in which they were met.
  default Optional<Comparator<String>> order() {
    return Optional.empty();
  }

  /// Whether the fact was asked for as a place of the prompt matrix, so that a place without a
  /// picture is one that could be drawn.
  default boolean isMatrix() {
    return false;
  }

  /// Whether the settings of a picture alone say its value. Thousands of pictures have a few
  /// settings.
  default boolean isOfSettings() {
    return false;
  }

  /// Whether a picture keeps its value as long as it is there.
  default boolean lasts() {
    return true;
  }

  /// What the prompt matrix varies.
  record Asked(ImageAxis axis) implements GridFact {
    @Override
    public String text() {
      return axis.word();
    }

    @Override
    public String label() {
      return axis.label();
    }

    @Override
    public String of(GridPicture picture) {
      return picture.position().on(axis);
    }

    @Override
    public String describe(String value) {
      return axis.describe(value);
    }

    @Override
    public Optional<Comparator<String>> order() {
      return axis.order();
    }

    @Override
    public boolean isMatrix() {
      return true;
    }
  }

  /// A setting of the recipe, by its name there.
  record Setting(String name) implements GridFact {

    public Setting {
      if (!Recipe.SETTINGS.contains(name)) {
        throw new IllegalArgumentException(
            "need one of %s, got %s".formatted(Recipe.SETTINGS, name));
      }
    }

    @Override
    public String text() {
      return name.replace(' ', '-').toLowerCase(Locale.ROOT);
    }

    @Override
    public String label() {
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    @Override
    public String of(GridPicture picture) {
      return picture.settings().recipe().facts().stream()
          .filter(fact -> fact.name().equals(name))
          .map(RecipeFact::text)
          .findFirst()
          .orElse(WITHOUT);
    }

    @Override
    public boolean isOfSettings() {
      return true;
    }

    @Override
    public String describe(String value) {
      if (value.equals(WITHOUT)) {
        return "usual " + name;
      }
      return name.equals(RecipeFact.SAMPLER) || name.equals(RecipeFact.SIZE)
          ? value
          : name + " " + value;
    }

    @Override
    public Optional<Comparator<String>> order() {
      return Optional.of(NUMBERS_FIRST);
    }
  }

  /// How strongly one adapter takes part, or that it does not.
  record AdapterWeight(String adapter) implements GridFact {
    @Override
    public String text() {
      return "adapter." + adapter;
    }

    @Override
    public String label() {
      return "Weight of " + adapter;
    }

    @Override
    public String of(GridPicture picture) {
      return AdapterNames.in(picture)
          .filter(use -> use.name().equals(adapter))
          .map(AdapterUse::weightWords)
          .reduce((one, other) -> one + " and " + other)
          .orElse(WITHOUT);
    }

    @Override
    public boolean isOfSettings() {
      return true;
    }

    @Override
    public String describe(String value) {
      return value.equals(WITHOUT) ? "without " + adapter : adapter + " at " + value;
    }

    @Override
    public Optional<Comparator<String>> order() {
      return Optional.of(NUMBERS_LAST);
    }
  }

  /// How far a training was whose adapter takes part: after which epoch, or at which step it was
  /// kept by hand, or at its end.
  ///
  /// @param training the name of its adapter
  record Epoch(String training) implements GridFact {

    /// What the trainer calls the adapters that it keeps on its way.
    private static final Pattern KEPT = Pattern.compile("(.+)-(epoch|step)-(\\d{1,6})");

    private static final String END = "end";

    /// The training on whose way an adapter was kept, by its name.
    static Optional<Epoch> of(String adapter) {
      var kept = KEPT.matcher(adapter);
      return kept.matches() ? Optional.of(new Epoch(kept.group(1))) : Optional.empty();
    }

    /// Whether an adapter is of this training.
    public boolean has(String adapter) {
      return adapter.equals(training) || of(adapter).filter(this::equals).isPresent();
    }

    @Override
    public String text() {
      return "epoch." + training;
    }

    @Override
    public String label() {
      return "Epoch of " + training;
    }

    @Override
    public String of(GridPicture picture) {
      var values =
          AdapterNames.in(picture)
              .map(AdapterUse::name)
              .filter(this::has)
              .map(Epoch::value)
              .sorted(NUMBERS_FIRST)
              .toList();
      return values.isEmpty() ? WITHOUT : String.join(" and ", values);
    }

    @Override
    public boolean isOfSettings() {
      return true;
    }

    private static String value(String adapter) {
      var kept = KEPT.matcher(adapter);
      if (!kept.matches()) {
        return END;
      }
      var number = Integer.toString(Integer.parseInt(kept.group(3)));
      return kept.group(2).equals("step") ? "step " + number : number;
    }

    @Override
    public String describe(String value) {
      if (value.equals(WITHOUT)) {
        return "without " + training;
      }
      return number(value).isPresent() ? "epoch " + value : value + " of " + training;
    }

    @Override
    public Optional<Comparator<String>> order() {
      return Optional.of(NUMBERS_LAST);
    }
  }

  /// Whether the prompt has some words, whole and in this order, whatever their case.
  record Phrase(String words) implements GridFact {

    /// The longest words that can be asked for.
    public static final int LONGEST = 120;

    public Phrase {
      words = words.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      if (words.isEmpty() || words.length() > LONGEST) {
        throw new IllegalArgumentException(
            "need 1 to %d letters of a prompt, got %d".formatted(LONGEST, words.length()));
      }
    }

    private Pattern pattern() {
      return Pattern.compile(
          "(?<![\\p{L}\\p{N}])"
              + Pattern.quote(words).replace(" ", "\\E\\s+\\Q")
              + "(?![\\p{L}\\p{N}])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// A wording without the words, and without the commas between which they stood.
    public String leftOf(String prompt) {
      return Stream.of(pattern().matcher(prompt).replaceAll(" ").split(","))
          .map(part -> part.strip().replaceAll("\\s+", " "))
          .filter(part -> !part.isEmpty())
          .reduce((one, other) -> one + ", " + other)
          .orElse("");
    }

    @Override
    public String text() {
      return "phrase." + words;
    }

    @Override
    public String label() {
      return "“%s” in the prompt".formatted(words);
    }

    @Override
    public boolean isOfSettings() {
      return true;
    }

    @Override
    public String of(GridPicture picture) {
      return pattern().matcher(picture.settings().prompt()).find() ? WITH : WITHOUT;
    }

    @Override
    public String describe(String value) {
      return "%s “%s”".formatted(value, words);
    }

    @Override
    public Optional<Comparator<String>> order() {
      return Optional.of(Comparator.naturalOrder());
    }
  }

  /// The other things that are known of a picture.
  enum Known implements GridFact {
    BASE("base", "Base model"),
    ADAPTERS("adapters", "Adapters"),
    WORDING("wording", "Wording of the prompt"),
    NEGATIVE("negative", "Negative prompt"),
    TEMPLATE("template", "Template"),
    EXPERIMENT("experiment", "Experiment"),
    RUN("run", "Run"),
    PEOPLE("people", "Points by people"),
    MACHINE("machine", "Points by the machine");

    private final String text;
    private final String label;

    Known(String text, String label) {
      this.text = text;
      this.label = label;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public String of(GridPicture picture) {
      var settings = picture.settings();
      return switch (this) {
        case BASE -> settings.recipe().model().name();
        case ADAPTERS -> AdapterNames.all(picture).orElse(WITHOUT);
        case WORDING -> settings.prompt();
        case NEGATIVE -> settings.negativePrompt().isBlank() ? WITHOUT : settings.negativePrompt();
        case TEMPLATE -> settings.template().isEmpty() ? WITHOUT : settings.template();
        case EXPERIMENT -> picture.experiment();
        case RUN -> picture.id().run().value();
        case PEOPLE -> points(picture.human());
        case MACHINE -> points(picture.machine());
      };
    }

    private static String points(Optional<PictureVerdict> verdict) {
      return verdict.map(said -> Integer.toString(said.points())).orElse(WITHOUT);
    }

    @Override
    public boolean isOfSettings() {
      return switch (this) {
        case BASE, ADAPTERS, WORDING, NEGATIVE, TEMPLATE -> true;
        case EXPERIMENT, RUN, PEOPLE, MACHINE -> false;
      };
    }

    @Override
    public boolean lasts() {
      return this != PEOPLE && this != MACHINE && this != TEMPLATE;
    }

    @Override
    public String describe(String value) {
      return switch (this) {
        case BASE, WORDING, EXPERIMENT -> value;
        case ADAPTERS -> value.equals(WITHOUT) ? "no adapter" : value;
        case NEGATIVE -> value.equals(WITHOUT) ? "no negative prompt" : "not " + value;
        case TEMPLATE -> value.equals(WITHOUT) ? "of no template" : "template " + value;
        case RUN -> "run " + value;
        case PEOPLE -> value.equals(WITHOUT) ? "not scored" : value + " of 3 by people";
        case MACHINE -> value.equals(WITHOUT) ? "not read" : value + " of 3 by the machine";
      };
    }

    @Override
    public Optional<Comparator<String>> order() {
      return switch (this) {
        case PEOPLE, MACHINE -> Optional.of(NUMBERS_FIRST);
        default -> Optional.empty();
      };
    }
  }

  /// Numbers by their size, then everything else by its letters.
  Comparator<String> NUMBERS_FIRST =
      Comparator.comparing((String value) -> number(value).isEmpty())
          .thenComparing(value -> number(value).orElse(BigDecimal.ZERO))
          .thenComparing(Comparator.naturalOrder());

  /// What is not there, then numbers by their size.
  Comparator<String> NUMBERS_LAST =
      Comparator.comparing((String value) -> number(value).isPresent())
          .thenComparing(NUMBERS_FIRST);

  private static Optional<BigDecimal> number(String value) {
    try {
      return Optional.of(new BigDecimal(value));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  static GridFact of(ImageAxis axis) {
    return new Asked(axis);
  }

  /// The fact with this text.
  ///
  /// @throws IllegalArgumentException in words, if there is none
  static GridFact parse(String text) {
    int dot = text.indexOf('.');
    if (dot > 0 && dot < text.length() - 1) {
      var detail = text.substring(dot + 1);
      switch (text.substring(0, dot)) {
        case "adapter" -> {
          return new AdapterWeight(detail);
        }
        case "epoch" -> {
          return new Epoch(detail);
        }
        case "rater" -> {
          return RaterFact.parse(detail);
        }
        case "session" -> {
          return SessionFact.parse(detail);
        }
        case "phrase" -> {
          return new Phrase(detail);
        }
        default -> {}
      }
    }
    return plain()
        .filter(fact -> fact.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no axis \"%s\"; it can be one of %s, adapter.NAME, epoch.TRAINING, phrase.WORDS, rater.ID, session.ID."
                    .formatted(text, String.join(", ", plain().map(GridFact::text).toList()))));
  }

  /// All that need no detail.
  static Stream<GridFact> plain() {
    return Stream.of(
            Arrays.stream(ImageAxis.values()).map(Asked::new),
            Recipe.SETTINGS.stream().map(Setting::new),
            Arrays.stream(Known.values()),
            ItemFact.all())
        .flatMap(facts -> facts);
  }
}
