package lab.harmony.stats.rates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.IntervalBasis;
import lab.harmony.stats.IntervalBasis.Method;
import lab.harmony.stats.IntervalBasis.Over;
import lab.harmony.stats.Proportion;
import lab.harmony.stats.Reason;
import org.apache.commons.statistics.distribution.TDistribution;

/// A share of faces or of their points with its 95 % interval and what that rests on. The three
/// belong together: no screen, verb, report or figure shows an interval that is not one of these.
///
/// The interval depends on these faces alone. What is filtered, grouped or shown beside them
/// changes neither the share nor the interval.
///
/// @param share 0..1, inside the interval
public record RateEstimate(double share, Interval interval, IntervalBasis basis) {

  private static final ConfidenceLevel LEVEL = ConfidenceLevel.PERCENT_95;

  public RateEstimate {
    if (!interval.contains(share) || interval.lower() < 0 || interval.upper() > 1) {
      throw new IllegalArgumentException(
          "need 0 <= lower <= share <= upper <= 1, got %s in %s".formatted(share, interval));
    }
  }

  /// Over faces; over prompts where several faces stand behind one, for they go together as the
  /// items of a face do. One prompt alone: over its faces, which then speak for that prompt only.
  ///
  /// [DesignEffect] where it exists, with Student's quantile instead of the normal one, for the
  /// correlation was estimated from G faces or prompts: G - 1 degrees of freedom; and never wider
  /// than if all of a face or prompt were always alike. All faces alike: [ClopperPearson] over
  /// faces or prompts. One face: as if its items were always alike.
  public static Answer<RateEstimate> overFaces(List<FaceOutcome> faces) {
    if (faces.isEmpty()) {
      return Answer.missing(Reason.NO_DATA);
    }
    var prompts = byPrompt(faces);
    if (prompts.size() == faces.size()) {
      return Answer.of(clustered(faces.stream().map(FaceOutcome::reached).toList(), Over.FACES));
    }
    return Answer.of(
        prompts.size() == 1
            ? clustered(faces.stream().map(FaceOutcome::reached).toList(), Over.FACES_OF_ONE_PROMPT)
            : clustered(List.copyOf(prompts.values()), Over.PROMPTS));
  }

  /// Each trial on its own: too narrow wherever the items of a face go together, and for those who
  /// ask for it.
  public static Answer<RateEstimate> overTrials(Proportion reached, Over trials) {
    return Wilson.of(reached, LEVEL)
        .map(interval ->
            new RateEstimate(
                reached.rate(),
                interval,
                new IntervalBasis(trials, reached.trials(), Method.INDEPENDENT)));
  }

  /// Where the faces are not known one by one: as if the items of each were always alike, the
  /// widest that it can be.
  public static Answer<RateEstimate> overFacesAlike(Proportion reached, int faces) {
    return faces == 0
        ? Answer.missing(Reason.NO_DATA)
        : Answer.of(
            new RateEstimate(
                reached.rate(),
                Wilson.interval(reached.rate(), faces, LEVEL),
                new IntervalBasis(Over.FACES, faces, Method.ALIKE)));
  }

  private static Map<Object, Proportion> byPrompt(List<FaceOutcome> faces) {
    var prompts = new HashMap<Object, Proportion>();
    for (var face : faces) {
      prompts.merge(
          face.prompt().isPresent() ? face.prompt().get() : new Object(),
          face.reached(),
          (one, other) ->
              new Proportion(one.successes() + other.successes(), one.trials() + other.trials()));
    }
    return prompts;
  }

  private static RateEstimate clustered(List<Proportion> clusters, Over over) {
    int g = clusters.size();
    var all =
        new Proportion(
            clusters.stream().mapToInt(Proportion::successes).sum(),
            clusters.stream().mapToInt(Proportion::trials).sum());
    if (g > 1 && (all.successes() == 0 || all.successes() == all.trials())) {
      return new RateEstimate(
          all.rate(),
          ClopperPearson.of(new Proportion(all.successes() == 0 ? 0 : g, g), LEVEL).orElseThrow(),
          new IntervalBasis(over, g, Method.EXACT));
    }
    var clustered = DesignEffect.of(clusters, LEVEL).orElseThrow();
    return clustered
        .effect()
        .found()
        .map(effect ->
            new RateEstimate(
                all.rate(),
                interval(clustered, effect, g),
                new IntervalBasis(over, g, Method.DESIGN_EFFECT)))
        .orElseGet(() ->
            new RateEstimate(
                all.rate(),
                Wilson.interval(all.rate(), g, LEVEL),
                new IntervalBasis(over, g, Method.ALIKE)));
  }

  private static Interval interval(DesignEffect clustered, DesignEffect.Effect effect, int g) {
    if (effect.correlation().found().isEmpty()) {
      return effect.interval();
    }
    var estimated =
        Wilson.withQuantile(
            clustered.share(),
            effect.effectiveTrials(),
            TDistribution.of(g - 1).inverseSurvivalProbability(LEVEL.alpha() / 2));
    var alike =
        Wilson.interval(clustered.share(), clustered.trials() / clustered.weightedSize(), LEVEL);
    return new Interval(
        Math.max(estimated.lower(), alike.lower()), Math.min(estimated.upper(), alike.upper()));
  }
}
