package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmJudge;

/// The choices of the screen of comparisons: against which arm, by whose scores, and which
/// experiment is compared too.
final class CompareBar extends Composite<Div> {

  private final CompareAddress address;
  private final Select<Named> than = new Select<>();
  private final Select<ArmJudge> by = new Select<>();

  /// An arm under the name that tells it from the others.
  record Named(ArmAddress arm, String name) {}

  CompareBar(CompareAddress address, List<String> experiments, Consumer<CompareAddress> chosen) {
    this.address = address;
    than.setAriaLabel("Against");
    than.setPrefixComponent(prefix("Against"));
    than.setItemLabelGenerator(Named::name);
    than.setVisible(false);
    than.addClassName("compare__than");
    by.setAriaLabel("By the scores of");
    by.setPrefixComponent(prefix("By"));
    by.setItemLabelGenerator(ArmJudge::words);
    by.setVisible(false);
    by.addClassName("compare__by");
    whenChosen(than, one -> chosen.accept(address.withThan(one.arm())));
    whenChosen(by, judge -> chosen.accept(address.withBy(judge.key())));
    getContent().addClassName("compare__bar");
    getContent().add(than, by, also(experiments, chosen));
  }

  private ComboBox<String> also(List<String> experiments, Consumer<CompareAddress> chosen) {
    var box = new ComboBox<String>();
    box.setAriaLabel("Compare an experiment");
    box.setPlaceholder(address.arms().isEmpty() ? "Compare …" : "Compare also …");
    box.setItems(
        experiments.stream()
            .filter(experiment -> !address.arms().contains(ArmAddress.of(experiment)))
            .toList());
    box.addClassName("compare__also");
    whenChosen(
        box,
        experiment ->
            chosen.accept(
                address.withArms(
                    Stream.concat(Stream.of(ArmAddress.of(experiment)), address.arms().stream())
                        .toList())));
    return box;
  }

  /// Offers what the answer knows.
  void show(Told told, List<Named> arms) {
    than.setItems(arms);
    address
        .baseline()
        .flatMap(baseline -> arms.stream().filter(one -> one.arm().equals(baseline)).findFirst())
        .ifPresent(than::setValue);
    than.setVisible(true);
    by.setItems(
        told.judges().contains(told.judge())
            ? told.judges()
            : Stream.concat(told.judges().stream(), Stream.of(told.judge())).toList());
    by.setValue(told.judge());
    by.setVisible(true);
  }

  private static Span prefix(String text) {
    var prefix = new Span(text);
    prefix.addClassName("compare__prefix");
    return prefix;
  }

  private static <V> void whenChosen(HasValue<?, V> field, Consumer<V> listener) {
    field.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        listener.accept(event.getValue());
      }
    });
  }
}
