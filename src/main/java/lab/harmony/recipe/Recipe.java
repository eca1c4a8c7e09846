package lab.harmony.recipe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.diffusion.Bounds;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;

/// What decides how pictures look, beside their words and seeds. The recipe of a run is that of all
/// its pictures; the recipe of one picture has one guidance scale and the adapters that its prompt
/// names.
///
/// A further setting is a component here, with its fact, its bounds and what is usual; whatever
/// shows, compares, keeps or hashes recipes follows from [#facts()].
///
/// @param vae the autoencoder to use instead of the model's own
/// @param adapters the LoRA files that prompts name
/// @param prediction `epsilon` or `velocity`, where the model's own word is wrong
/// @param precision of the UNet, where it is not float32
/// @param clipSkip 1 reads the text encoder as the model was trained, 2 a layer before, and so on
/// @param sampler a name that `Sampler.byName` knows; it says the schedule too
/// @param width pixels
/// @param height pixels
/// @param guidance the scales of classifier-free guidance, each once
/// @param conditions what the pictures are held to beside the words
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Recipe(
    FileUse model,
    Optional<FileUse> vae,
    List<AdapterUse> adapters,
    Optional<String> prediction,
    Optional<String> precision,
    int clipSkip,
    String sampler,
    int steps,
    int width,
    int height,
    List<Double> guidance,
    List<Condition> conditions) {

  public static final String USUAL_SAMPLER = "DPM++ 2M Karras";
  public static final int USUAL_STEPS = 20;
  public static final double USUAL_GUIDANCE = 7;
  public static final int USUAL_CLIP_SKIP = 1;
  public static final String USUAL_PRECISION = "float32";
  public static final double USUAL_STRENGTH = 0.6;

  /// The names of the facts that say how it draws, in the order in which people choose among them;
  /// grids lay out pictures along each.
  public static final List<String> SETTINGS =
      List.of(
          RecipeFact.SAMPLER,
          RecipeFact.STEPS,
          RecipeFact.SIZE,
          RecipeFact.CLIP_SKIP,
          RecipeFact.VAE,
          RecipeFact.PRECISION,
          RecipeFact.PREDICTION,
          RecipeFact.START);

  /// The others: what draws, which is told by file and weight, and what each picture has its own
  /// of.
  static final Set<String> OF_DRAWER_OR_PICTURE =
      Set.of(RecipeFact.MODEL, RecipeFact.ADAPTER, RecipeFact.GUIDANCE);

  public static final Bounds STEPS = GenerationRequest.STEPS;
  public static final Bounds SIDE = GenerationRequest.SIDE;
  public static final Bounds GUIDANCE = GenerationRequest.GUIDANCE;
  public static final Bounds CLIP_SKIP = GenerationRequest.CLIP_SKIP;
  public static final Bounds STRENGTH = GenerationRequest.STRENGTH;

  public Recipe {
    adapters = Optional.ofNullable(adapters).map(List::copyOf).orElse(List.of());
    guidance = Optional.ofNullable(guidance).map(List::copyOf).orElse(List.of());
    conditions = Optional.ofNullable(conditions).map(List::copyOf).orElse(List.of());
    precision = precision.filter(format -> !format.equals(USUAL_PRECISION));
    clipSkip = clipSkip == 0 ? USUAL_CLIP_SKIP : clipSkip;
  }

  /// A recipe of nothing but the usual.
  public static Recipe usual(FileUse model, String sampler, int steps, int width, int height) {
    return new Recipe(
        model,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        USUAL_CLIP_SKIP,
        sampler,
        steps,
        width,
        height,
        List.of(),
        List.of());
  }

  /// One picture that is drawn: its words and how strictly they are followed.
  public record Drawing(String prompt, double guidance) {}

  /// The recipe of these pictures together.
  public Recipe of(List<Drawing> drawings) {
    var tags =
        adapters.isEmpty()
            ? List.<AdapterTag>of()
            : drawings.stream()
                .map(Drawing::prompt)
                .distinct()
                .flatMap(Recipe::tags)
                .distinct()
                .toList();
    return with(
        adapters.stream().map(adapter -> adapter.in(tags)).toList(),
        drawings.stream().map(Drawing::guidance).distinct().toList());
  }

  /// The recipe of one picture: without the adapters that its prompt does not name.
  public Recipe of(Drawing drawing) {
    var own = of(List.of(drawing));
    return own.with(
        own.adapters().stream().filter(adapter -> !adapter.weights().isEmpty()).toList(),
        own.guidance());
  }

  private static Stream<AdapterTag> tags(String prompt) {
    return Prompt.parse(prompt, PromptSyntax.WEIGHTED).adapters().stream();
  }

  private Recipe with(List<AdapterUse> used, List<Double> scales) {
    return new Recipe(
        model,
        vae,
        used,
        prediction,
        precision,
        clipSkip,
        sampler,
        steps,
        width,
        height,
        scales,
        conditions);
  }

  /// The first number that is out of its bounds, as a sentence.
  public Optional<String> outOfBounds() {
    return STEPS
        .problem("the steps", steps)
        .or(() ->
            SIDE.allow(width) && SIDE.allow(height)
                ? Optional.empty()
                : Optional.of(
                    "width and height must be multiples of %.0f from %.0f to %.0f pixels, got %d × %d"
                        .formatted(SIDE.step(), SIDE.least(), SIDE.most(), width, height)))
        .or(() -> CLIP_SKIP.problem("clip skip", clipSkip))
        .or(() ->
            guidance.stream()
                .flatMap(scale -> GUIDANCE.problem("a CFG scale", scale).stream())
                .findFirst());
  }

  /// The picture that all begin from.
  public Optional<Condition.Start> start() {
    return conditions.stream()
        .filter(Condition.Start.class::isInstance)
        .map(Condition.Start.class::cast)
        .findFirst();
  }

  /// Every file that it names, by its hash.
  public Stream<String> files() {
    return Stream.of(
            Stream.of(model.sha256()),
            vae.stream().map(FileUse::sha256),
            adapters.stream().map(AdapterUse::sha256),
            conditions.stream().map(Condition::sha256))
        .flatMap(hashes -> hashes);
  }

  /// What draws, as people tell pictures apart by it: `doodle-base`, or with its adapters
  /// `doodle-base + lora-v1`.
  public String drawnBy() {
    return Stream.concat(Stream.of(model.name()), adapters.stream().map(AdapterUse::name))
        .collect(Collectors.joining(" + "));
  }

  /// Everything that decides, in the order in which it is shown. What is not asked for is not
  /// mentioned.
  public List<RecipeFact> facts() {
    var facts = new ArrayList<RecipeFact>();
    facts.add(RecipeFact.of(RecipeFact.MODEL, model));
    vae.ifPresent(file -> facts.add(RecipeFact.of(RecipeFact.VAE, file)));
    adapters.forEach(adapter ->
        facts.add(new RecipeFact(RecipeFact.ADAPTER, adapter.words(), "", adapter.sha256())));
    prediction.ifPresent(what -> facts.add(RecipeFact.of(RecipeFact.PREDICTION, what)));
    precision.ifPresent(format -> facts.add(RecipeFact.of(RecipeFact.PRECISION, format)));
    if (clipSkip != USUAL_CLIP_SKIP) {
      facts.add(RecipeFact.of(RecipeFact.CLIP_SKIP, Integer.toString(clipSkip)));
    }
    conditions.forEach(condition -> facts.add(condition.fact()));
    facts.add(RecipeFact.of(RecipeFact.SAMPLER, sampler));
    facts.add(RecipeFact.of(RecipeFact.STEPS, Integer.toString(steps)));
    facts.add(new RecipeFact(RecipeFact.SIZE, "%d × %d".formatted(width, height), "px", ""));
    if (!guidance.isEmpty()) {
      facts.add(
          RecipeFact.of(
              RecipeFact.GUIDANCE,
              guidance.stream().map(RecipeFact::number).collect(Collectors.joining(", "))));
    }
    return List.copyOf(facts);
  }

  /// How it draws, as one text: all of it but what draws and the guidance.
  public String settings() {
    return facts().stream()
        .filter(fact -> !OF_DRAWER_OR_PICTURE.contains(fact.name()))
        .map(fact -> fact.name() + " " + fact.textWithHash())
        .collect(Collectors.joining(", "));
  }
}
