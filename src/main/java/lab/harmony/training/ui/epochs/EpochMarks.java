package lab.harmony.training.ui.epochs;

import com.vaadin.flow.component.Component;
import java.util.Comparator;
import java.util.List;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;

/// What another feature knows that counts against epochs of a training; offered as a bean. It tells
/// by [EpochMarksChanged] that it knows something else.
public interface EpochMarks {

  /// Found out away from the session.
  Found of(ModelName training, List<Evaluation> evaluations);

  /// What is known: a value, equal to another one that says the same.
  interface Found {

    /// Whether there is nothing to say of this training.
    boolean isNothing();

    /// The name of its column in the ranking: `pins`.
    String column();

    /// Which of two epochs stands above the other.
    Comparator<Evaluation> better();

    /// What stands in its line: `breaks 1 of 3`.
    String words(Evaluation evaluation);

    /// Why the lines stand in this order, in a sentence.
    String order();

    /// What stands below the ranking.
    Component part();
  }
}
