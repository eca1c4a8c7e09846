package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.outcome.OutcomeRules;

/// How a training came out: what rules propose, and what a person said.
final class OutcomeChoice extends Composite<Div> {

  /// @param confirmed takes what a person chose
  OutcomeChoice(
      Optional<OutcomeRules.Proposal> proposal,
      Optional<ConfirmedOutcome> known,
      Consumer<OutcomeLabel> confirmed) {
    var said =
        known
            .map(outcome ->
                "%s said %s that it came out %s."
                    .formatted(
                        outcome.by(),
                        outcome.at().toString().substring(0, 10),
                        outcome.label().word()))
            .orElse("Nobody has said yet how it came out.");
    var proposed =
        proposal
            .map(one -> "Rules propose %s: %s".formatted(one.label().word(), one.reason()))
            .orElse("Rules propose nothing before it has ended.");
    var choice = new Select<OutcomeLabel>();
    choice.setItems(OutcomeLabel.values());
    choice.setItemLabelGenerator(OutcomeLabel::word);
    choice.setAriaLabel("How this training came out");
    choice.setValue(
        known
            .map(ConfirmedOutcome::label)
            .or(() -> proposal.map(OutcomeRules.Proposal::label))
            .orElse(OutcomeLabel.STABLE));
    var confirm =
        new Button(
            known.isPresent() ? "Change" : "Confirm", _ -> confirmed.accept(choice.getValue()));
    var row = new Div(choice, confirm);
    row.addClassName("training__actions");
    getContent().add(new Paragraph(said + " " + proposed), row);
  }
}
