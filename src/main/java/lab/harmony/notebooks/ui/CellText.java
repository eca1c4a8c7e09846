package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import lab.harmony.design.CodeEditor;
import lab.harmony.design.CodeEditor.Language;
import lab.harmony.design.StateWord;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.citations.Citable;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.prose.ui.Prose;
import org.jspecify.annotations.Nullable;

/// The source of a cell: prose as it reads until somebody writes in it, code always in the editor.
final class CellText extends Composite<Div> {
  private final CellId id;
  private final CellKind kind;
  private final CellHandler handler;
  private final CellActions actions;
  private final Prose prose;
  private String source;
  private @Nullable CodeEditor editor;
  private @Nullable ConflictPanel conflict;
  private String yours = "";

  CellText(Cell cell, CellHandler handler, CellActions actions) {
    this.handler = handler;
    this.id = cell.id();
    this.kind = cell.kind();
    this.actions = actions;
    this.source = cell.source();
    this.prose = new Prose(source, actions.pictures(cell));
    getContent().addClassName("cell__text");
    if (kind.prose()) {
      getContent().add(prose);
    } else {
      getContent().add(opened());
    }
  }

  void show(Cell cell) {
    var text = cell.source();
    source = text;
    prose.show(text, actions.pictures(cell));
    if (editor != null && !editor.value().equals(text) && conflict == null) {
      editor.setValue(text);
    }
    if (conflict != null) {
      conflict.show(text, yours);
    }
  }

  void edit() {
    if (editor == null) {
      getContent().add(opened());
    }
    prose.setVisible(false);
  }

  void close() {
    if (kind.prose() && conflict == null) {
      prose.setVisible(true);
      if (editor != null) {
        getContent().remove(editor);
        editor = null;
      }
    }
  }

  void showConflict(String text) {
    yours = text;
    if (conflict == null) {
      conflict = new ConflictPanel(this::keepYours, this::takeTheirs, this::keepBoth);
      getContent().add(conflict);
    }
    conflict.show(source, text);
  }

  private CodeEditor opened() {
    var made = new CodeEditor(language(), "%s cell".formatted(handler.label()));
    made.setValue(source);
    made.setHint(hint());
    if (kind.prose()) {
      made.offerLinks(() ->
          actions.citable().stream()
              .map(one -> new CodeEditor.Link(one.address(), one.value(), note(one), one.words()))
              .toList());
    }
    made.addEditListener(edit -> typed(edit.base(), edit.value()));
    editor = made;
    return made;
  }

  private static String note(Citable one) {
    return one.stale() ? StateWord.STALE.shape() + " " + StateWord.STALE.within() : "";
  }

  private Language language() {
    return switch (handler.language()) {
      case "markdown" -> Language.MARKDOWN;
      case "yaml" -> Language.YAML;
      case "java" -> Language.JAVA;
      default -> Language.TEXT;
    };
  }

  private String hint() {
    return switch (language()) {
      case MARKDOWN -> "Markdown";
      case YAML -> "YAML";
      case JAVA -> "Java";
      case TEXT -> "Text";
    };
  }

  private void typed(String base, String text) {
    switch (actions.save(id, base, text)) {
      case Edit.Saved _ -> {
        source = text;
        prose.show(text);
        settled();
      }
      case Edit.Conflict(_, var theirs, _) -> {
        source = theirs;
        showConflict(text);
      }
      case Edit.Gone _, Edit.Refused _ -> {}
    }
  }

  private void keepYours() {
    var text = yours;
    settled();
    if (actions.save(id, source, text) instanceof Edit.Saved) {
      replace(text);
    }
  }

  private void takeTheirs() {
    actions.forgetDraft(id);
    settled();
    replace(source);
  }

  private void keepBoth() {
    actions.addBelow(id, kind, yours);
    takeTheirs();
  }

  private void replace(String text) {
    source = text;
    prose.show(text);
    if (editor != null) {
      editor.replaceValue(text, "");
    }
  }

  private void settled() {
    if (conflict != null) {
      getContent().remove(conflict);
      conflict = null;
    }
  }
}
