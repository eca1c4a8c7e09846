package lab.harmony.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/// Names the modules and the letters that a page will need at its beginning, so that the browser
/// fetches and compiles them while the server still builds the page, instead of finding out about
/// each when the one before has run. A module that is not named here comes a little later; words in
/// other letters would move what stands below them.
@Component
final class EarlyModules implements VaadinServiceInitListener {
  private static final long serialVersionUID = 1L;
  private static final Pattern NOTEBOOK = Pattern.compile("/experiments/[^/]+/?");
  private static final List<String> OF_EVERY_PAGE = List.of("harmony-frame");
  private static final List<String> OF_NOTEBOOKS =
      List.of(
          "harmony-notebook",
          "harmony-tiles",
          "harmony-editor",
          "harmony-chart",
          "harmony-lightbox",
          "harmony-image-grid");

  static final String LETTERS = "aura/fonts/InstrumentSans/InstrumentSans.woff2";

  private final transient ModuleImports imports;

  EarlyModules(ModuleImports imports) {
    this.imports = imports;
  }

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(this::name);
  }

  private void name(IndexHtmlResponse page) {
    var path = String.valueOf(page.getVaadinRequest().getPathInfo());
    page.getDocument()
        .head()
        .appendElement("link")
        .attr("rel", "preload")
        .attr("as", "font")
        .attr("type", "font/woff2")
        .attr("crossorigin", true)
        .attr("href", LETTERS);
    modules(page.getDocument(), NOTEBOOK.matcher(path).matches())
        .forEach(module -> name(page.getDocument(), module));
  }

  private Set<String> modules(Document page, boolean notebook) {
    var modules = new LinkedHashSet<String>();
    page.select("script[type=module][src]")
        .forEach(
            script -> modules.addAll(imports.of(script.attr("src").replaceFirst("^\\./", ""))));
    OF_EVERY_PAGE.forEach(name -> modules.add(ours(name)));
    if (notebook) {
      for (var name : OF_NOTEBOOKS) {
        modules.add(ours(name));
        modules.addAll(imports.of(ours(name)));
      }
    }
    return modules;
  }

  private static String ours(String name) {
    return "lab/%s.nocache.js".formatted(name);
  }

  private static void name(Document page, String module) {
    page.head().appendElement("link").attr("rel", "modulepreload").attr("href", module);
  }
}
