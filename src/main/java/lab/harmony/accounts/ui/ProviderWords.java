package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import java.util.function.Consumer;
import lab.harmony.accounts.OpenIdSaid;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.design.Problem;

/// What is said on a page to whoever has just come back to it from the provider; nothing to whoever
/// opens it otherwise.
final class ProviderWords extends Composite<Div> implements AfterNavigationObserver {

  private final transient OpenIdSignIn openId;
  private final transient Consumer<String> undo;

  /// @param undo removes the link of an id
  ProviderWords(OpenIdSignIn openId, Consumer<String> undo) {
    this.openId = openId;
    this.undo = undo;
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    getContent().removeAll();
    if (event.getLocation().getQueryParameters().getParameters().containsKey("openid")) {
      Asked.session().flatMap(openId::said).ifPresent(this::say);
    }
  }

  private void say(OpenIdSaid said) {
    if (!said.done()) {
      getContent().add(new Problem("That was not done", said.words()));
      return;
    }
    var words = new Div(new Paragraph(said.words()));
    words.getElement().setAttribute("role", "status");
    said.linked()
        .ifPresent(id ->
            words.add(
                new Button(
                    "Remove it again",
                    _ -> {
                      getContent().removeAll();
                      undo.accept(id);
                    })));
    getContent().add(words);
  }
}
