package lab.harmony.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/// Which modules a module of the frontend asks for, by its own text: the build gives them names
/// with hashes that nothing else knows.
@Component
final class ModuleImports {
  private static final List<String> PLACES =
      List.of("classpath:META-INF/VAADIN/webapp/", "classpath:META-INF/resources/");
  private static final Pattern IMPORTED = Pattern.compile("[\"'`]\\./([\\w.-]+\\.js)[\"'`]");

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();
  private final ResourceLoader resources = new DefaultResourceLoader();

  /// Addresses of what the module asks for at any time, in the order of its text; none of a module
  /// that is not on the class path, as in Vaadin's development mode.
  ///
  /// @param address of the module, below the lab's
  List<String> of(String address) {
    return known.computeIfAbsent(address, this::read);
  }

  private List<String> read(String address) {
    var folder = address.substring(0, address.lastIndexOf('/') + 1);
    return PLACES.stream()
        .map(place -> resources.getResource(place + address))
        .filter(Resource::exists)
        .findFirst()
        .map(ModuleImports::text)
        .map(text ->
            IMPORTED
                .matcher(text)
                .results()
                .map(found -> folder + found.group(1))
                .distinct()
                .toList())
        .orElse(List.of());
  }

  private static String text(Resource module) {
    try {
      return module.getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
