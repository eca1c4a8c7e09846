package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.net.URI;
import java.time.Clock;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.openid.OpenIdLink;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;

/// One's accounts at providers that sign one in: those that are there, and a new one where the lab
/// knows a provider.
final class OwnAccounts extends Composite<Div> {

  private final transient OpenIdSignIn openId;
  private final transient ProofDialog.Asks prove;
  private final Actor me;
  private final Clock clock;
  private final UnorderedList list = new UnorderedList();
  private final Div problem = new Div();

  OwnAccounts(OpenIdSignIn openId, ProofDialog.Asks prove, Actor me, Clock clock) {
    this.openId = openId;
    this.prove = prove;
    this.me = me;
    this.clock = clock;
    list.addClassName("account__list");
    openId
        .name()
        .ifPresent(provider ->
            getContent()
                .add(
                    new Paragraph(
                        "An account at %s signs you in here once it is linked."
                            .formatted(provider))));
    getContent().add(list, problem, new ProviderWords(openId, this::undo));
    openId
        .name()
        .ifPresent(provider ->
            getContent()
                .add(new Button("Link an account at " + provider, _ -> prove.first(this::leave))));
    show();
  }

  /// Whether there is anything to see.
  boolean isOffered() {
    return openId.name().isPresent() || list.isVisible();
  }

  private void show() {
    list.removeAll();
    openId.links(me).forEach(link -> list.add(row(link)));
    list.setVisible(list.getComponentCount() > 0);
  }

  private ListItem row(OpenIdLink link) {
    var label = new Span(link.label());
    label.addClassName("account__browser");
    var when =
        new Span(
            "at %s, linked %s, %s"
                .formatted(
                    URI.create(link.issuer()).getHost(),
                    Times.brief(link.linked(), clock),
                    link.used()
                        .map(used -> "last used " + Times.brief(used, clock))
                        .orElse("not used since")));
    when.addClassName("account__when");
    var remove = new Button("Remove", _ -> undo(link.id()));
    remove.setAriaLabel("Remove the account " + link.label());
    var row = new ListItem(label, when, remove);
    row.addClassName("account__row");
    return row;
  }

  private void undo(String link) {
    prove.first(() -> remove(link));
  }

  private void remove(String link) {
    problem.removeAll();
    try {
      openId.unlink(link, me, Asked.session());
    } catch (NotRecorded | ProofNeeded e) {
      refuse(Sentences.of(e));
    }
    show();
  }

  private void leave() {
    problem.removeAll();
    try {
      UI.getCurrent().getPage().setLocation(openId.link(me, Asked.request().getSession()));
    } catch (ProofNeeded e) {
      refuse(Sentences.of(e));
    }
  }

  private void refuse(String reason) {
    problem.removeAll();
    problem.add(new Problem("That was not done", reason));
  }
}
