package lab.harmony.blind.results;

import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Unit;
import lab.harmony.review.marks.Checklist;

/// Judgements for tests, as sessions keep them.
public final class RatedFaces {

  private RatedFaces() {}

  public static RatedSession session(BlindForm form, int arms, int raters, List<Rated> rated) {
    return new RatedSession(
        "bk3f9q2ab",
        "A session",
        form,
        IntStream.range(0, arms).mapToObj(arm -> "arm " + arm).toList(),
        IntStream.range(0, raters)
            .mapToObj(rater -> new RatedSession.Rater("rater " + rater, Blindness.BLIND))
            .toList(),
        rated,
        List.of(),
        new Besides(List.of(), Besides.Known.SEALED));
  }

  /// A unit of its own wording, with a picture of each arm.
  public static RatedUnit unit(int number, int prompt, int... arms) {
    return new RatedUnit(
        number,
        new Unit.Asked("archetype " + prompt, "happy", 7, 42),
        IntStream.of(arms)
            .mapToObj(
                arm -> new RatedUnit.Picture(arm, "r%d/%d".formatted(arm, prompt), "a1".repeat(32)))
            .toList());
  }

  public static Rated of(int rater, RatedUnit unit, Judgement judgement) {
    return new Rated(
        rater,
        unit.number(),
        false,
        unit,
        IntStream.range(0, unit.pictures().size()).boxed().toList(),
        judgement,
        false,
        1000);
  }

  public static Rated again(Rated one, Judgement judgement) {
    return new Rated(
        one.rater(), one.position() + 100, true, one.unit(), one.sides(), judgement, false, 2000);
  }

  public static Judgement items(boolean eyes, boolean brows, boolean whole) {
    return new Judgement.Items(new Checklist(eyes, brows, whole));
  }

  public static Judgement prefers(int preference) {
    return new Judgement.Preference(
        preference > 0
            ? Judgement.Better.FIRST
            : preference < 0 ? Judgement.Better.SECOND : Judgement.Better.EQUAL);
  }
}
