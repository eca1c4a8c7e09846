package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.Comparison;
import lab.harmony.design.live.LiveParts;

/// The answer to one question in a sentence, with the way to its pairs.
final class AnswerLine extends Composite<Div> {

  private final Paragraph sentence = new Paragraph("Is it really better? Comparing …");

  AnswerLine(LiveAnswers answers, Question question, CompareAddress address) {
    var link = new Anchor("/" + address.path(), "Is it really better? The pairs");
    getContent().addClassName("answer");
    getContent().add(sentence, link);
    LiveParts.followAway(this, answers.of(question), this::show);
  }

  private void show(LiveAnswers.Answered now) {
    sentence.setText(
        now.told()
            .map(told -> sentences(told.comparisons().all().getFirst(), told))
            .orElse(now.problem()));
  }

  private static String sentences(Comparison comparison, Told told) {
    var sentences =
        new ArrayList<>(
            List.of(
                comparison.sentence(), "By %s.".formatted(told.judge().words()), told.besides()));
    if (comparison.numbers().isPresent()) {
      sentences.add(
          comparison.decidedBy().isEmpty()
              ? "Nothing differs."
              : "What differs: %s.".formatted(comparison.decidedBy()));
    }
    comparison.leftOut().forEach(words -> sentences.add("Left out: %s.".formatted(words)));
    return sentences.stream().filter(words -> !words.isEmpty()).collect(Collectors.joining(" "));
  }
}
