package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import lab.harmony.comparison.ArmAnswers.Question;
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
            .map(told ->
                "%s By %s."
                    .formatted(
                        told.comparisons().all().getFirst().sentence(), told.judge().words()))
            .orElse(now.problem()));
  }
}
