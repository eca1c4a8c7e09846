package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import lab.harmony.reports.shelf.ReportTags;

/// The tags of a report, typed with commas between them.
final class TagsField extends Composite<TextField> {

  private String offered = "";

  TagsField(List<String> tags) {
    var field = getContent();
    field.setLabel("Tags");
    field.setHelperText("Words to find it by, with commas between them.");
    field.setManualValidation(true);
    field.setWidthFull();
    offer(tags);
  }

  /// Shows these, unless a person has typed others.
  void offer(List<String> tags) {
    var field = getContent();
    if (field.getValue().equals(offered)) {
      offered = String.join(", ", tags);
      field.setValue(offered);
    }
  }

  void focus() {
    getContent().focus();
  }

  /// The tags as they stand there; empty where they are too long or too many, which the field says
  /// then.
  Optional<List<String>> tags() {
    try {
      var tags = ReportTags.typed(getContent().getValue());
      getContent().setInvalid(false);
      return Optional.of(tags);
    } catch (IllegalArgumentException wrong) {
      getContent().setErrorMessage("It says: %s.".formatted(wrong.getMessage()));
      getContent().setInvalid(true);
      getContent().focus();
      return Optional.empty();
    }
  }
}
