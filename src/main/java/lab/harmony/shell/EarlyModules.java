package lab.harmony.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Names the modules that a page will need at its beginning, so that the browser fetches them while
/// the server still builds the page. A module that is not named here comes a little later.
@Component
final class EarlyModules implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;
  private static final Pattern NOTEBOOK = Pattern.compile("/experiments/[^/]+/?");
  private static final List<String> OF_EVERY_PAGE = List.of("harmony-frame");
  private static final List<String> OF_NOTEBOOKS =
      List.of(
          "harmony-notebook",
          "harmony-editor",
          "harmony-chart",
          "harmony-lightbox",
          "harmony-image-grid");

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(EarlyModules::name);
  }

  private static void name(IndexHtmlResponse page) {
    var path = String.valueOf(page.getVaadinRequest().getPathInfo());
    OF_EVERY_PAGE.forEach(module -> name(page, module));
    if (NOTEBOOK.matcher(path).matches()) {
      OF_NOTEBOOKS.forEach(module -> name(page, module));
    }
  }

  private static void name(IndexHtmlResponse page, String module) {
    page.getDocument()
        .head()
        .appendElement("link")
        .attr("rel", "modulepreload")
        .attr("href", "lab/%s.nocache.js".formatted(module));
  }
}
