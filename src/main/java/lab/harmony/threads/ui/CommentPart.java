package lab.harmony.threads.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.prose.ui.SaidText;
import lab.harmony.threads.Posting;
import lab.harmony.threads.ThreadComment;
import org.jspecify.annotations.Nullable;

/// One comment: who said what and when, and what its author, or an owner, can do with it.
final class CommentPart extends Composite<Div> {
  private final ThreadServices services;
  private final Actor who;
  private final CommentForms forms;
  private final Div head = new Div();
  private final Div body = new Div();
  private final Div before = new Div();
  private @Nullable SaidComment shown;
  private boolean editing;

  CommentPart(ThreadServices services, Actor who, CommentForms forms) {
    this.services = services;
    this.who = who;
    this.forms = forms;
    head.addClassName("comment__head");
    body.addClassName("comment__body");
    before.addClassName("comment__before");
    getContent().addClassName("comment");
    getContent().add(head, body, before);
  }

  void show(SaidComment now) {
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    getContent().getElement().setAttribute("data-comment", SeenComments.name(now.comment()));
    before.removeAll();
    showHead(now.comment());
    if (!editing || now.comment().withdrawal().isPresent()) {
      showBody(now);
    }
  }

  private void showHead(ThreadComment comment) {
    head.removeAll();
    var author = new Span(comment.author().name());
    author.addClassName("comment__author");
    author.getElement().setAttribute("dir", "auto");
    var when = new Span(Times.brief(comment.writtenAt(), services.clock()));
    when.addClassName("comment__when");
    when.setTitle(Times.exact(comment.writtenAt()));
    head.add(author, when);
    if (!comment.edition().isEmpty()) {
      var edition = new Span("on " + comment.edition());
      edition.addClassName("comment__when");
      head.add(edition);
    }
    comment
        .editedAt()
        .filter(_ -> comment.withdrawal().isEmpty())
        .ifPresent(at -> {
          var edited = quiet("edited", () -> toggleBefore(comment));
          edited.setTitle("Edited %s; shows what it said before".formatted(Times.exact(at)));
          head.add(edited);
        });
    head.add(actions(comment));
  }

  private Div actions(ThreadComment comment) {
    var actions = new Div();
    actions.addClassName("comment__actions");
    boolean own = comment.author().is(who.person());
    if (comment.withdrawal().isPresent()) {
      if (comment.withdrawal().orElseThrow().by().is(who.person()) || forms.withdrawsOthers()) {
        actions.add(quiet("Bring back", () -> bringBack(comment)));
      }
    } else if (own && forms.comments()) {
      actions.add(quiet("Edit", this::edit), quiet("Withdraw", () -> withdraw(comment, "")));
    } else if (forms.withdrawsOthers()) {
      actions.add(quiet("Withdraw…", () -> askWhy(comment)));
    }
    return actions;
  }

  private static NativeButton quiet(String name, Runnable action) {
    var button = new NativeButton(name, _ -> action.run());
    button.addClassName("quiet-button");
    return button;
  }

  private void showBody(SaidComment now) {
    editing = false;
    body.removeAll();
    now.comment()
        .withdrawal()
        .ifPresentOrElse(
            withdrawal -> {
              var words =
                  new Div(
                      "Withdrawn by %s, %s%s"
                          .formatted(
                              withdrawal.by().is(now.comment().author().id())
                                  ? "its author"
                                  : withdrawal.by().name(),
                              Times.brief(withdrawal.at(), services.clock()),
                              withdrawal.reason().isEmpty() ? "" : ": " + withdrawal.reason()));
              words.addClassName("comment__withdrawn");
              body.add(words);
            },
            () -> body.add(new SaidText(now.html())));
  }

  private void edit() {
    var now = shown;
    if (now == null || editing) {
      return;
    }
    editing = true;
    var comment = now.comment();
    var form =
        forms
            .form(
                "Edit the comment",
                "Save",
                "edit %d version %d".formatted(comment.id(), comment.version()),
                (text, _) -> services.threads().edit(comment.id(), comment.version(), text, who))
            .editing(services.threads().mentions().typed(comment.text()), this::leaveEditing);
    body.removeAll();
    body.add(form);
    form.focus();
  }

  private void leaveEditing() {
    var now = shown;
    if (now != null) {
      showBody(now);
    }
  }

  private void withdraw(ThreadComment comment, String reason) {
    if (Attempt.orNotice(() -> services.threads().withdraw(comment.id(), reason, who))) {
      Notice.undo("Comment withdrawn", () -> bringBack(comment));
    }
  }

  private void bringBack(ThreadComment comment) {
    Attempt.orNotice(() -> services.threads().bringBack(comment.id(), who));
  }

  /// Others read why somebody's comment is not there any more.
  private void askWhy(ThreadComment comment) {
    var reason = new TextField("Why is it withdrawn?");
    reason.setWidthFull();
    reason.setHelperText("Whoever reads the thread sees this, and it stands in the audit trail.");
    var take = quiet("Withdraw", () -> takeWhy(comment, reason));
    reason.addKeyPressListener(Key.ENTER, _ -> takeWhy(comment, reason));
    before.removeAll();
    before.add(reason, take, quiet("Cancel", before::removeAll));
    reason.focus();
  }

  private void takeWhy(ThreadComment comment, TextField reason) {
    if (Attempt.at(() -> services.threads().withdraw(comment.id(), reason.getValue(), who))
        instanceof Posting.Refused(var problem)) {
      reason.setErrorMessage(problem);
      reason.setInvalid(true);
    } else {
      Notice.undo("Comment withdrawn", () -> bringBack(comment));
    }
  }

  private void toggleBefore(ThreadComment comment) {
    if (before.getComponentCount() > 0) {
      before.removeAll();
      return;
    }
    var names = services.live().names();
    var heading = new Div("It said before:");
    heading.addClassName("secondary");
    before.add(heading);
    services
        .threads()
        .before(comment.id(), who)
        .forEach(text -> before.add(new SaidText(SaidComment.html(text, names))));
  }
}
