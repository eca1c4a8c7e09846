package lab.harmony.notebooks.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.analytics.HarmonyAnalytics;
import lab.harmony.analytics.ScoreRow;
import lab.harmony.analytics.ScoreSource;
import lab.harmony.review.IntervalsOver;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What one source says about some pictures, in the order of the pictures.
///
/// @param measured how far a machine judge agrees with people; nothing of people
public record Judgements(
    List<JudgedPicture> pictures, ScoreSource source, List<JudgeAgreement> measured) {

  public Judgements {
    pictures = List.copyOf(pictures);
    measured = List.copyOf(measured);
  }

  public List<ScoreRow> rows() {
    return pictures.stream().map(JudgedPicture::row).flatMap(Optional::stream).toList();
  }

  public HarmonyAnalytics analytics() {
    return analytics(IntervalsOver.FACES);
  }

  /// @param over what its intervals take as independent
  HarmonyAnalytics analytics(IntervalsOver over) {
    return HarmonyAnalytics.of(rows(), source, over);
  }

  /// The same for the pictures of one model.
  Judgements ofModel(String model) {
    return new Judgements(
        pictures.stream().filter(picture -> picture.image().model().equals(model)).toList(),
        source,
        measured);
  }

  List<String> models() {
    return pictures.stream().map(picture -> picture.image().model()).distinct().toList();
  }

  /// All that was said.
  NamedFacts facts() {
    var facts = new ArrayList<Fact>();
    measured.forEach(one -> facts.addAll(one.facts().facts()));
    for (int at = 0; at < pictures.size(); at++) {
      var mark = pictures.get(at).mark();
      if (mark.isPresent()) {
        facts.add(Fact.of("picture", at));
        facts.addAll(mark.get().facts().facts());
      }
    }
    return new NamedFacts(facts);
  }
}
