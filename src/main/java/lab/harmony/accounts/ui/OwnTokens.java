package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.util.Arrays;
import lab.harmony.accounts.tokens.AccessToken;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;

/// The access tokens by which programs act in one's name, each of which can be revoked.
final class OwnTokens extends Composite<Div> {

  private final transient AccessTokens tokens;
  private final transient Rights rights;
  private final transient ProofDialog.Asks prove;
  private final Actor me;
  private final Clock clock;
  private final UnorderedList list = new UnorderedList();

  OwnTokens(AccessTokens tokens, Rights rights, ProofDialog.Asks prove, Actor me, Clock clock) {
    this.prove = prove;
    this.tokens = tokens;
    this.rights = rights;
    this.me = me;
    this.clock = clock;
    list.addClassName("account__list");
    getContent()
        .add(
            new Paragraph(
                "With a token, programs act in your name from other machines: ./lab --server and"
                    + " what you write yourself."),
            list,
            new Button("Make a token", _ -> make()));
    show();
  }

  private void show() {
    list.removeAll();
    tokens.of(me.person()).forEach(token -> list.add(row(token)));
    list.setVisible(list.getComponentCount() > 0);
  }

  private ListItem row(AccessToken token) {
    var name = new Span(token.name());
    name.addClassName("account__browser");
    var when =
        new Span(
            "%s, ends %s, may %s"
                .formatted(
                    token
                        .lastUsedAt()
                        .map(last -> "last used " + Times.brief(last, clock))
                        .orElse("never used"),
                    Times.brief(token.expiresAt(), clock),
                    String.join(
                        "; ", token.rights().stream().sorted().map(Right::words).toList())));
    when.addClassName("account__when");
    var row = new ListItem(name, when);
    row.addClassName("account__row");
    var end = new Button("Revoke", _ -> revoke(token));
    end.setAriaLabel("Revoke the token " + token.name());
    row.add(end);
    return row;
  }

  private void revoke(AccessToken token) {
    tokens.revoke(token.id(), me);
    show();
    Notice.show("The token %s is worth nothing from now on.".formatted(token.name()));
  }

  private void make() {
    var mine = Arrays.stream(Right.values()).filter(right -> rights.may(me, right)).toList();
    new TokenDialog(
            mine,
            prove,
            (name, scope, life) -> tokens.make(name, scope, life, me, Asked.session()).secret(),
            this::show)
        .open();
  }
}
